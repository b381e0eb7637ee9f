"""Thousands parted by a dot, as in most of Europe: "5.000 photos", "1.200.000 mails"."""

from __future__ import annotations

import re
from functools import cache

from advisor.interview.sayings import Sayings

_MANY = r"(?<![\w.,$€£])(?!\d{1,3}(?:\.[12]\d\d){3}(?![\d.]))[1-9]\d{0,2}(?:\.\d{3}){2,}(?![\d.]*\d)"
"""Two groups behind dots or more, which no decimal has; four that make an address of the net are none."""
_ONE = r"(?<![\w.,$€£])[1-9]\d{0,2}\.\d{3}(?![\d.]*\d)"
_SAID = Sayings("interview/dotted")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the numbers whose dots part thousands, and what stands in front of those that are kept."""
    counted, measured = _SAID.filled("counted"), _SAID.filled("measured")
    counted = rf"(?= ?(?:-|–|to|or|and) ?{_ONE}{counted})|(?={counted})"
    one = rf"{_ONE}(?:{counted})(?!{measured})"
    return re.compile(rf"{_MANY}|{one}", re.IGNORECASE), _SAID.pattern("named", shape=r"(?:{})$")


def with_commas(text: str) -> tuple[str, list[str]]:
    """Return a text with the dots of thousands made commas, and how each such number was read.

    A dot parts thousands where three digits follow it and things are counted that come whole; a time, a price
    or a mean keeps its decimals.
    """
    number, named = _patterns()
    notes: list[str] = []

    def comma(match: re.Match[str]) -> str:
        if named.search(text, 0, match.start()):
            return match.group()
        plain = match.group().replace(".", ",")
        notes.append(read_as(match.group(), plain))
        return plain

    return number.sub(comma, text), notes


def read_as(said: str, plain: str) -> str:
    """Return the note on a number whose dots were taken for those of thousands."""
    return _SAID.sentence("note", said=said, read=plain)


def as_counted(unit: str, words: str) -> str:
    """Return a bare reply with its dot as one of thousands, where its field counts things that come whole."""
    whole = unit in _SAID.value("units")
    return words.replace(".", ",") if whole and re.fullmatch(rf"(?:{_MANY}|{_ONE})", words.strip()) else words
