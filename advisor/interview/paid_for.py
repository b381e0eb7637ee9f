"""How many months a bill was for, where its period is named: "$19k last month", "in March", "for 2025"."""

from __future__ import annotations

import re
from functools import cache

from advisor.interview.reading import Passage
from advisor.interview.sayings import Sayings

_A_MONTH = re.compile(r"\b(?:a|per) month\b", re.IGNORECASE)
"""In front of a sum that is one of each month."""
_SAID = Sayings("interview/paid_for")
_billed = _SAID.under("billed").pattern


@cache
def _periods() -> tuple[tuple[float, re.Pattern[str]], ...]:
    return tuple((row.number("months"), row.pattern("words")) for row in _SAID.rows("period"))


def told_of(text: Passage, start: int) -> str:
    """Return the words in front of a sum, those before a colon where it stands right behind one."""
    return text.before(start) or text.before(max(0, start - len(": ")))


def months_paid_for(text: Passage, start: int, end: int) -> float:
    """Return the months that a sum paid for by the words of its clause; 0 where these name no period, or
    tell of what is bought once.

    Args:
        text: What was written.
        start: Where the sum begins.
        end: Where it ends.
    """
    if _A_MONTH.search(text.before(start)):
        return 1.0
    around = f"{told_of(text, start)}#{text.after(end)}"
    if not _billed("words").search(around) or _billed("bought").search(around):
        return 0.0
    return next((months for months, words in _periods() if words.search(around)), 0.0)
