"""What people shorten, written out: "p.a." is "a year", "per mensem" is "a month", "ca." is "about"."""

from __future__ import annotations

import re
from functools import cache, partial

from advisor.interview.sayings import Sayings

_SAID = Sayings("interview/periods")
_IN_THIS_CASE = "(?-i:{})"
_NEW_SENTENCE = re.compile(r"\s*(?:$|\n|\s[A-Z])")
"""Behind the last dot of a short form that ends its sentence too."""


def written_out(text: str) -> str:
    """Return a text with short forms in words, of which no dot ends a sentence.

    >>> written_out("Five million claims p.a. We pay $500 pcm until 6 p.m. in all.")
    'Five million claims a year. We pay $500 a month until 6 pm in all.'
    """
    for pattern, read in _spelled():
        text = pattern.sub(partial(_filled, read), text)
    return text


def _filled(read: str, found: re.Match[str]) -> str:
    """Return what a short form is written as, with the dot of a sentence that ends with it."""
    front = next((said for said in found.groups() if said), "")
    dotted = found.group().endswith(".") and _NEW_SENTENCE.match(found.string, found.end())
    apart = " " if front and not front.endswith(" ") else ""
    return f"{front}{apart}{read}{'.' if dotted else ''}"


@cache
def _spelled() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the short forms, each with what it is written as."""
    rows = _SAID.rows("spelled")
    return tuple((row.pattern("words", shape=_IN_THIS_CASE), row.text("read")) for row in rows)
