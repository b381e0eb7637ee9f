"""Units as people write them, turned into the unit that a field keeps."""

from __future__ import annotations

import re

from advisor.quantity import DAYS_PER_MONTH, SECONDS_PER_DAY

_SECOND_MS, _HOUR_MS = 1e3, 3.6e6
_TIME_MS = {
    "µs": 0.001, "us": 0.001, "microsecond": 0.001, "microseconds": 0.001,
    "ms": 1.0, "msec": 1.0, "millisecond": 1.0, "milliseconds": 1.0, "s": _SECOND_MS, "sec": _SECOND_MS,
    "secs": _SECOND_MS, "second": _SECOND_MS, "seconds": _SECOND_MS, "m": 6e4, "min": 6e4, "mins": 6e4,
    "minute": 6e4, "minutes": 6e4, "h": _HOUR_MS, "hr": _HOUR_MS, "hrs": _HOUR_MS, "hour": _HOUR_MS,
    "hours": _HOUR_MS, "d": 24 * _HOUR_MS, "day": 24 * _HOUR_MS, "days": 24 * _HOUR_MS,
}  # fmt: skip
_WEEKS = {
    "day": 1 / 7, "days": 1 / 7, "d": 1 / 7, "week": 1.0, "weeks": 1.0, "wk": 1.0, "wks": 1.0, "w": 1.0,
    "month": 4.345, "months": 4.345, "mo": 4.345, "quarter": 13.0, "quarters": 13.0, "year": 52.14,
    "years": 52.14, "yr": 52.14,
}  # fmt: skip
_MONTHS = {
    "month": 1.0, "months": 1.0, "mo": 1.0, "quarter": 3.0, "quarters": 3.0, "year": 12.0, "years": 12.0,
    "yr": 12.0, "yrs": 12.0,
}  # fmt: skip
PER_DAY = {
    "day": 1.0, "working day": 1.0, "weekday": 1.0, "night": 1.0, "daily": 1.0, "nightly": 1.0, "d": 1.0,
    "month": 1 / DAYS_PER_MONTH, "monthly": 1 / DAYS_PER_MONTH, "mo": 1 / DAYS_PER_MONTH, "week": 1 / 7,
    "weekly": 1 / 7, "fortnight": 1 / 14, "quarter": 1 / 91.25,
    "year": 1 / 365, "yearly": 1 / 365, "annually": 1 / 365, "annum": 1 / 365, "yr": 1 / 365,
    "hour": 24.0, "hourly": 24.0, "h": 24.0, "hr": 24.0, "minute": 1440.0, "min": 1440.0,
    "second": SECONDS_PER_DAY, "sec": SECONDS_PER_DAY, "s": SECONDS_PER_DAY,
}  # fmt: skip
"""What a count per period is a day."""
PER_MONTH = {
    "month": 1.0, "mo": 1.0, "monthly": 1.0, "year": 1 / 12, "yr": 1 / 12, "yearly": 1 / 12,
    "annually": 1 / 12, "annum": 1 / 12, "day": DAYS_PER_MONTH, "week": DAYS_PER_MONTH / 7,
    "weekly": DAYS_PER_MONTH / 7, "fortnight": DAYS_PER_MONTH / 14, "quarter": 1 / 3,
}  # fmt: skip
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
    r"|dkk|pln|zł|zlot(?:y|ys|ych)|złot(?:y|ych)|czk|kč|huf|zar|mxn|aed|sgd|hkd|nzd|krw|cny|rmb|yuan|brl)\b"
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
