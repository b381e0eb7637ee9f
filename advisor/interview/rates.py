"""Dated rates of other money, for sums that come without one."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from advisor.interview.sayings import Sayings
from advisor.profile.numbers import Span
from advisor.quantity import plain_number

_SAID = Sayings("interview/rates")
_only_as_money = _SAID.under("only_as_money").pattern


def rate_of(words: str) -> float | None:
    """Return what one unit of the money that words name is in US dollars, or None where no rate is kept."""
    return next((usd for named, usd in _rates() if named.search(words)), None)


def converted(words: str, span: Span, rate: float) -> str:
    """Return the remark on a sum that was converted.

    Args:
        words: The sum as said.
        span: The same as a number or a range, in that money.
        rate: Dollars for one unit of it.
    """
    ends = [end for end in (span.low, span.high) if end is not None] or [span.value]
    day: date = _SAID.value("as_of")
    said = {
        "words": words,
        "usd": "–".join(f"${plain_number(e * rate)}" for e in ends),
        "rate": rate,
        "date": f"{day.day} {day:%B %Y}",
    }
    return _SAID.sentence("remark", **said)


def is_money(words: str, around: str, *, periodic: bool) -> bool:
    """Return whether words such as "pounds" name a sum here and no weight.

    Args:
        words: What stands beside the number.
        around: The clause of the number.
        periodic: Whether the sum is one of each month or other period.
    """
    if _only_as_money("words").search(words) is None:
        return True
    if _only_as_money("not_by").search(around):
        return False
    return periodic or _only_as_money("said_by").search(around) is not None


@cache
def _rates() -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((row.pattern("words"), row.number("usd")) for row in _SAID.rows("rate"))
