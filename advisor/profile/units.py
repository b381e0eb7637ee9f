"""Units as people write them, turned into the unit that a field keeps."""

from __future__ import annotations

import re

from advisor.quantity import (
    DAYS_PER_MONTH,
    DAYS_PER_WEEK,
    DAYS_PER_YEAR,
    HOURS_PER_DAY,
    MONTHS_PER_YEAR,
    SECONDS_PER_DAY,
    SECONDS_PER_MINUTE,
    WEEKS_PER_MONTH,
    WEEKS_PER_YEAR,
)

_SECOND_MS, _HOUR_MS = 1e3, 3.6e6
_TIME_MS = {
    "µs": 0.001, "us": 0.001, "microsecond": 0.001, "microseconds": 0.001,
    "ms": 1.0, "msec": 1.0, "millisecond": 1.0, "milliseconds": 1.0, "s": _SECOND_MS, "sec": _SECOND_MS,
    "secs": _SECOND_MS, "second": _SECOND_MS, "seconds": _SECOND_MS, "m": 6e4, "min": 6e4, "mins": 6e4,
    "minute": 6e4, "minutes": 6e4, "h": _HOUR_MS, "hr": _HOUR_MS, "hrs": _HOUR_MS, "hour": _HOUR_MS,
    "hours": _HOUR_MS, "d": 24 * _HOUR_MS, "day": 24 * _HOUR_MS, "days": 24 * _HOUR_MS,
}  # fmt: skip
_WEEKS = {
    **dict.fromkeys(("day", "days", "d"), 1 / DAYS_PER_WEEK),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "w"), 1.0),
    **dict.fromkeys(("month", "months", "mo"), WEEKS_PER_MONTH),
    **dict.fromkeys(("quarter", "quarters"), WEEKS_PER_YEAR / 4),
    **dict.fromkeys(("year", "years", "yr"), WEEKS_PER_YEAR),
}
_MONTHS = {
    "month": 1.0, "months": 1.0, "mo": 1.0, "quarter": 3.0, "quarters": 3.0, "year": 12.0, "years": 12.0,
    "yr": 12.0, "yrs": 12.0,
}  # fmt: skip
PER_DAY = {
    **dict.fromkeys(("day", "working day", "weekday", "night", "daily", "nightly", "d"), 1.0),
    **dict.fromkeys(("month", "monthly", "mo"), 1 / DAYS_PER_MONTH),
    **dict.fromkeys(("week", "weekly"), 1 / DAYS_PER_WEEK),
    "fortnight": 0.5 / DAYS_PER_WEEK,
    "quarter": 4 / DAYS_PER_YEAR,
    **dict.fromkeys(("year", "yearly", "annually", "annum", "yr"), 1 / DAYS_PER_YEAR),
    **dict.fromkeys(("hour", "hourly", "h", "hr"), HOURS_PER_DAY),
    **dict.fromkeys(("minute", "min"), SECONDS_PER_DAY / SECONDS_PER_MINUTE),
    **dict.fromkeys(("second", "sec", "s"), SECONDS_PER_DAY),
}
"""What a count per period is a day."""
PER_MONTH = {
    **dict.fromkeys(("month", "mo", "monthly"), 1.0),
    **dict.fromkeys(("year", "yr", "yearly", "annually", "annum"), 1 / MONTHS_PER_YEAR),
    "day": DAYS_PER_MONTH,
    **dict.fromkeys(("week", "weekly"), WEEKS_PER_MONTH),
    "fortnight": WEEKS_PER_MONTH / 2,
    "quarter": 1 / 3,
}
"""What a sum per period is a month."""
_RATE = r"(?:\w+\s*)?(?:/|per|a|an|each|every)?\s*"
_COUNTED = frozenset({"users", "requests", "examples", "tenants", "calls", "requests/user/day"})
"""Units that are counted things, which people call by many names: 40 people, 80 labelled tickets."""
_OFTEN = re.compile(rf"\b(?:per|an?|each|every) (?:{'|'.join(PER_DAY)})$")
"""The end of a flow, such as "questions per week", which is no stock of people or examples."""
_GB = {"gb": 1.0, "gib": 1.074, "g": 1.0, "mb": 1e-3, "mib": 1.049e-3, "m": 1e-3, "tb": 1e3, "kb": 1e-6}
_USD = {"$": 1.0, "usd": 1.0, "us$": 1.0, "dollar": 1.0, "dollars": 1.0, "bucks": 1.0, "us dollars": 1.0}
_PAGE_WORDS = {
    "page": 1.0,
    "pages": 1.0,
    "token": 1 / 500,
    "tokens": 1 / 500,
    "word": 1 / 375,
    "words": 1 / 375,
}
_TOKEN_WORDS = {"token": 1.0, "tokens": 1.0, "word": 4 / 3, "words": 4 / 3, "page": 500.0, "pages": 500.0}

FOREIGN_MONEY = re.compile(
    r"€|£|¥|₹|₽|₩|\b(?:eur|euros?|gbp|quid|pounds|sterling|jpy|yen|chf|francs?|inr|rupees?|cad|aud|sek|nok"
    r"|dkk|pln|zł|zlot(?:y|ys|ych)|złot(?:y|ych)|czk|kč|huf|zar|mxn|aed|sgd|hkd|nzd|krw|cny|rmb|yuan|brl|kr|kron(?:or|er|a)|forints?|baht|naira|tenge|pesos|shillings)\b"
    r"|\b(?:C|A|AU|CA|HK|S)\$",
    re.IGNORECASE,
)
"""Money that is not in US dollars; it is never converted in silence."""


def factor(unit: str, words: str) -> float | None:
    """Return what one of ``words`` is in a field's ``unit``; None when the words do not fit it.

    Args:
        unit: The unit of a field, for instance ``"ms"``.
        words: What stands beside the number: ``"s"``, ``"requests a month"``, ``"%"``.
    """
    said = " ".join(words.lower().split())
    if said in ("", unit.lower()):
        return 1.0
    if unit.endswith("/day"):
        return _per_day(said)
    if unit in ("USD", "USD/month"):
        return _money(unit, said)
    if unit in _TABLES:
        return _TABLES[unit].get(said)
    if unit in ("users", "examples", "tenants") and _OFTEN.search(said):
        return None
    return 1.0 if unit in _COUNTED and re.fullmatch(r"[a-z-]+(?: [a-z-]+){0,3}", said) else None


def _per_day(said: str) -> float | None:
    """Return the factor of ``requests a month``, ``/day`` or ``per second`` to a day."""
    if said in ("tps", "rps", "qps"):
        return PER_DAY["second"]
    if re.fullmatch(r"[a-z]+s", said) and said not in PER_DAY:
        return 1.0
    match = re.fullmatch(rf"{_RATE}({'|'.join(sorted(PER_DAY, key=len, reverse=True))})", said)
    return PER_DAY[match.group(1)] if match else None


def _money(unit: str, said: str) -> float | None:
    words = re.sub(r"^(?:\$|us\$|usd|us dollars|dollars?|bucks)\s*", "", said)
    if words == "":
        return 1.0
    match = re.fullmatch(rf"(?:/|per|an?|each|every)?\s*({'|'.join(PER_MONTH)})", words)
    if unit == "USD" or match is None:
        return _USD.get(said)
    return PER_MONTH[match.group(1)]


_TABLES: dict[str, dict[str, float]] = {
    "ms": _TIME_MS,
    "weeks": _WEEKS,
    "months": _MONTHS,
    "GB": _GB,
    "pages": _PAGE_WORDS,
    "tokens": _TOKEN_WORDS,
    "share": {"%": 0.01, "percent": 0.01, "share": 1.0},
    "x": {"x": 1.0, "times": 1.0, "×": 1.0, "fold": 1.0, "x/yr": 1.0, "x a year": 1.0, "x per year": 1.0},
    "tokens/s": {
        "tok/s": 1.0, "tokens/s": 1.0, "t/s": 1.0, "tps": 1.0, "tokens per second": 1.0,
        "tokens a second": 1.0,
    },
    "B parameters": {"b": 1.0, "billion": 1.0, "b parameters": 1.0, "billion parameters": 1.0},
}  # fmt: skip
