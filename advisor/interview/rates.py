"""Dated rates of other money, for sums that come without one."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from advisor.profile.numbers import Span
from advisor.quantity import plain_number
from advisor.resources import shipped_toml


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
    table = shipped_toml("interview/rates.toml")
    ends = [end for end in (span.low, span.high) if end is not None] or [span.value]
    day: date = table["as_of"]
    said = {
        "words": words,
        "usd": "–".join(f"${plain_number(e * rate)}" for e in ends),
        "rate": rate,
        "date": f"{day.day} {day:%B %Y}",
    }
    return str(table["remark"].format(**said))


def is_money(words: str, around: str, *, periodic: bool) -> bool:
    """Return whether words such as "pounds" name a sum here and no weight.

    Args:
        words: What stands beside the number.
        around: The clause of the number.
        periodic: Whether the sum is one of each month or other period.
    """
    table = shipped_toml("interview/rates.toml")["only_as_money"]
    if re.search(table["words"], words, re.IGNORECASE) is None:
        return True
    if re.search(table["not_by"], around, re.IGNORECASE):
        return False
    return periodic or re.search(table["said_by"], around, re.IGNORECASE) is not None


@cache
def _rates() -> tuple[tuple[re.Pattern[str], float], ...]:
    rows = shipped_toml("interview/rates.toml")["rate"]
    return tuple((re.compile(row["words"], re.IGNORECASE), float(row["usd"])) for row in rows)
