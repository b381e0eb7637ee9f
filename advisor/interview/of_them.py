"""Who of many people will use what is made: "3,100 workers; 6 will use it", "a third of us would use it"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.interview.measures import numbers_in
from advisor.interview.reading import Passage, ReadAnswer, sentence_around
from advisor.interview.sayings import Sayings
from advisor.profile import Answer, Fields
from advisor.profile.numbers import Span

USERS = "workload.users"
_FARTHEST = 200
"""Characters between how many there are and the share of them."""
_NEAR = 60
"""Characters in front of a figure that tell whether a house is so many."""
_SAID = Sayings("interview/of_them")


def read_of_them(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return the people who are said to use it where they are only some of those counted.

    users = the figure that will use it, or people x share

    Args:
        text: What was written; a share is taken, a figure stays for what each of them does.
        fields: The fields of a profile.
    """
    spans = [span for span in numbers_in(text) if not span.is_range]
    share = _share(text, spans)
    found = share or _few(text.text, spans)
    if found is None:
        return []
    value, start, end = found
    words = text.take(start, end) if share else text.text[start:end]
    value = float(round(value))
    if not text.fits(fields[USERS], words, value):
        return []
    return [ReadAnswer(USERS, Answer(value, "answered", said=words), words, start)]


def _few(text: str, spans: Sequence[Span]) -> tuple[float, int, int] | None:
    """Return the greatest figure of those who will use it, those who only begin left out."""
    found = [
        (span.value, span.start, uses.end())
        for span in spans
        if (uses := _SAID.pattern("will_use").match(text, span.end)) is not None
        and not _SAID.pattern("at_first").search(text, *sentence_around(text, span.start, span.end))
    ]
    return max(found, default=None)


def _share(text: Passage, spans: Sequence[Span]) -> tuple[float, int, int] | None:
    """Return the people times the share of them that will use it."""
    for name, share in _SAID.table("shares").items():
        said = _SAID.pattern("shared", one=str(share["said"])).search(text.text)
        if said is None or not text.free(*said.span()):
            continue
        people = _counted_near(text.text, spans, said)
        if people is not None:
            percent = said.groupdict().get("percent") or "1"
            part = float(percent) * _SAID.number("shares", name, "is")
            return people.value * part, said.start(), said.end()
    return None


def _counted_near(text: str, spans: Sequence[Span], said: re.Match[str]) -> Span | None:
    """Return the nearest figure of people inside the words of a share or in front of them."""
    near = (span for span in reversed(spans) if said.start() - _FARTHEST < span.start < said.end())
    return next((span for span in near if _counts_people(text, span)), None)


def _counts_people(text: str, span: Span) -> bool:
    """Return whether a figure counts people by their noun, or is how many a house is."""
    if _SAID.pattern("counted").match(text, span.end):
        return True
    front = text[max(0, span.start - _NEAR) : span.start]
    return bool(_SAID.pattern("bare").match(text, span.end) and _SAID.pattern("house").search(front))
