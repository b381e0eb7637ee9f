"""What comes by the day in each of so many places: "85 clinics … 20 notes per clinic a day".

requests a day = places x figure of one place a day
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.errors import UserError
from advisor.interview.measures import numbers_in, short
from advisor.interview.per import per_day
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.profile import Answer, Fields
from advisor.profile.bounds import check_bounds
from advisor.profile.numbers import Span

REQUESTS = "workload.requests_per_day"
_FEWEST = 2
_SAID = Sayings("interview/per_place")


def read_per_place(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return the requests of a day that are told for each of several places; where nobody says how many
    places there are, the figure is no answer, and a remark asks for their number.

    Args:
        text: What was written; the words that were read are taken.
        fields: The fields of a profile.
    """
    spans = list(numbers_in(text))
    for one in spans:
        rate = _rate(text, one)
        if rate is None:
            continue
        words = text.take(one.start, rate.end())
        found = _places(text.text, spans, rate["place"])
        if found is None:
            text.remarks.append(_SAID.sentence("remark", words=words, place=rate["place"]))
            return []
        return _answer(text, fields, one, found, per_day(rate), words)
    return []


def _rate(text: Passage, one: Span) -> re.Match[str] | None:
    """Return what stands behind the figure of one place, with the place; None of any other figure."""
    behind = (row.match(text.text, one.end) for row in _SAID.patterns("rows", "behind"))
    return next((match for match in behind if match is not None), None)


def _places(text: str, spans: Sequence[Span], place: str) -> Span | None:
    """Return the first figure that counts the places of a name."""
    named = re.compile(rf"[-\s]+(?:(?!\d)[\w-]+ ){{0,2}}?{_several(place)}\b", re.IGNORECASE)
    counts = (s for s in spans if s.value >= _FEWEST and not s.is_range and named.match(text, s.end))
    return next(counts, None)


def _several(place: str) -> str:
    """Return a pattern for several things of a name."""
    stem = place.removesuffix("y")
    return re.escape(place) + "e?s" if stem == place else f"{re.escape(stem)}ies"


def _answer(
    text: Passage, fields: Fields, one: Span, places: Span, times: float, words: str
) -> list[ReadAnswer]:
    """Return the answer of both figures; out of bounds it is a remark."""
    factor = places.value * times
    low, high = (None if end is None else short(end * factor) for end in (one.low, one.high))
    try:
        value = check_bounds(fields[REQUESTS], short(one.value * factor))
    except UserError as error:
        text.remarks.append(f"{words!r} was not taken: {error}")
        return []
    return [ReadAnswer(REQUESTS, Answer(value, "answered", low, high, words), words, one.start)]
