"""A load of today beside the one that is expected: "in 2027 we expect 900 questions a day, currently 200"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.profile import Answer, Fields
from advisor.profile.numbers import number_at

GROWTH = "workload.growth_per_year"
MOST_YEARS = 10
"""Years ahead of which somebody may know a load."""
MOST_TIMES = 10.0
"""Times in a year up to which a load grows; more is a trial and then the work itself, which is sized."""
_SAID = Sayings("interview/expected")
_pattern = _SAID.pattern


def read_expected(text: Passage, fields: Fields, today: date | None) -> list[ReadAnswer]:
    """Return by how many times the load grows a year, where today's and a later one are told.

    growth_per_year = (later / today) ^ (1 / years)

    Args:
        text: What was written, the load of today first.
        fields: The fields of a profile.
        today: The day from which years of the calendar count; without one they tell nothing.
    """
    for found in _both(text):
        years = _years(found["tail"], today)
        holds, later = (number_at(text.text, found.start(name)) for name in ("holds", _later(found)))
        if years is None or holds is None or later is None or not holds.value > 0.0:
            continue
        growth = float(f"{(later.value / holds.value) ** (1.0 / years):.2g}")
        words = found.group().strip(" ,.;(")
        if (
            growth > MOST_TIMES
            or not text.free(*found.span("tail"))
            or not text.fits(fields[GROWTH], words, growth)
        ):
            continue
        text.settle(*found.span("tail"))
        return [ReadAnswer(GROWTH, Answer(growth, "answered", said=words), words, found.start())]
    return []


def _both(text: Passage) -> Iterator[re.Match[str]]:
    for name in ("grows", "grown"):
        for found in _pattern(name).finditer(text.text):
            if _pattern("money").search(text.text, max(0, found.start() - 1), found.end()) is None:
                yield found


def _later(found: re.Match[str]) -> str:
    return "expected" if found["expected"] else "soon"


def _years(tail: str, today: date | None) -> float | None:
    """Return the years until a later load, at least one; None where no day tells them."""
    if (named := _pattern("year").search(tail)) is not None:
        ahead = int(named.group()) - today.year if today is not None else 0
        return float(ahead) if 0 < ahead <= MOST_YEARS else None
    if (told := _pattern("years").search(tail)) is not None:
        span = number_at(told["years"], 0)
        return span.value if span is not None and 1.0 <= span.value <= MOST_YEARS else 1.0
    return 1.0
