"""The one place that turns figures into words: money, ranges, durations, counts and shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from advisor.quantity import Quantity, plain_number, usd_range

_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86400.0
LEAST_USD = 1e-4
"""Prices below are shown for a million of what they are for."""
_COUNTABLE = ("row", "image", "clip", "token", "second", "text", "request", "page")


def money(q: Quantity) -> str:
    """Return an amount with its range: ``"$370 (240–620)"``."""
    return usd_range(q)


def duration(q: Quantity, seconds_per_unit: float) -> str:
    """Return a time in the unit that suits its size: ``"0.7 s (0.4–1.2)"``.

    Args:
        q: A time.
        seconds_per_unit: What one of its units is in seconds; 0.001 for milliseconds.
    """
    size, unit = _time_unit(q.value * seconds_per_unit)
    scale = seconds_per_unit / size
    return f"{plain_number(q.value * scale, 2)} {unit}" + _range(q, lambda v: plain_number(v * scale, 2))


def weeks(q: Quantity) -> str:
    """Return weeks: ``"2 weeks (1–4)"``."""
    text = plain_number(q.value, 2)
    return f"{text} {'week' if text == '1' else 'weeks'}" + _range(q, lambda v: plain_number(v, 2))


def people(q: Quantity) -> str:
    """Return full-time equivalents: ``"0.1 of an engineer (0.05–0.2)"``."""
    if q.value == 0 and q.high == 0:
        return "nobody extra"
    if q.value == 0:
        return f"hardly anybody (up to {plain_number(q.high, 2)} of an engineer)"
    text = plain_number(q.value, 2)
    words = "1 engineer" if text == "1" else f"{text} of an engineer" if q.value < 1 else f"{text} engineers"
    return words + _range(q, lambda v: plain_number(v, 2))


def hours_a_week(q: Quantity) -> str:
    """Return hours of a week: ``"2 hours a week (0–16)"``."""
    if q.value == 0:
        return "hardly any" if q.high == 0 else f"hardly any (up to {plain_number(q.high, 2)} a week)"
    text = plain_number(q.value, 2)
    return f"{text} {'hour' if text == '1' else 'hours'} a week" + _range(q, lambda v: plain_number(v, 2))


def percent(share: float) -> str:
    """Return a share as a percentage, never 0% or 100% for what is neither.

    >>> percent(0.974), percent(0.9996), percent(0.0004), percent(1.0)
    ('97%', 'over 99%', 'under 1%', '100%')
    """
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{share * 100:.0f}%"


def share(q: Quantity) -> str:
    """Return a share with its range: ``"7% (4–12)"``."""
    return percent(q.value) + _range(q, lambda v: f"{v * 100:.0f}")


def months(count: float) -> str:
    """Return a span of months in words.

    >>> months(36), months(12), months(18), months(1)
    ('three years', 'one year', '18 months', 'one month')
    """
    words = {
        1: "one month",
        12: "one year",
        24: "two years",
        36: "three years",
        48: "four years",
        60: "five years",
    }
    return words.get(int(count), f"{count:.0f} months") if count == int(count) else f"{count:g} months"


def times(factor: float) -> str:
    """Return a factor: ``"2x"``, ``"3.4x"``."""
    return f"{plain_number(factor, 2)}x"


def day(when: date | None) -> str:
    """Return a date as ISO, or a dash."""
    return when.isoformat() if when else "–"


def quantity(q: Quantity) -> str:
    """Return any figure with its range and unit, in the form that its unit asks for."""
    for prefix, form in _BY_UNIT.items():
        if q.unit == prefix:
            return form(q)
    if q.unit.startswith("USD"):
        scaled, per = _per_unit(q)
        return _per(money(scaled), per)
    unit = f" {_counted(q.unit, q.value)}" if q.unit else ""
    return f"{plain_number(q.value)}{unit}{_range(q, plain_number)}"


def each(q: Quantity) -> str:
    """Return the time that each of something takes: ``"8.1 ms a token (5.4–10)"``."""
    per = q.unit.partition("/")[2]
    return _per(duration(q, 0.001), per)


def ratio(q: Quantity) -> str:
    """Return a ratio as a factor, ``"1.25x (1.05–1.6)"``, and one of a year with the year."""
    text = f"{plain_number(q.value)}x" + (" a year" if q.unit.endswith("/year") else "")
    return text + _range(q, plain_number)


def between(q: Quantity) -> str:
    """Return the ends of a figure with their unit: ``"3,000 to 8,000 requests/day"``."""
    scaled, per = _per_unit(q) if q.unit.startswith("USD") else (q, "")
    low, high = plain_number(scaled.low), plain_number(scaled.high)
    if q.unit.startswith("USD"):
        return _per(f"${low} to ${high}", per)
    if q.unit == "share":
        return f"{percent(q.low)} to {percent(q.high)}"
    words = {"x": "x", "ratio/year": "x a year", "FTE": " of an engineer" if q.high <= 1 else " engineers"}
    return f"{low} to {high}{words.get(q.unit, f' {_counted(q.unit, q.high)}' if q.unit else '')}"


def _counted(unit: str, value: float) -> str:
    """Return what a figure counts, in the plural: ``"rows/day"`` for 3 of ``"row/day"``."""
    thing, of, rest = unit.partition(" of ")
    noun, slash, period = thing.partition("/")
    if value == 1 or not (slash or of) or noun not in _COUNTABLE:
        return unit
    return f"{noun}s{slash}{period}{of}{rest}"


def _per_unit(q: Quantity) -> tuple[Quantity, str]:
    """Return a price and what it is for, the price of very little as that of a million or of an hour."""
    per = q.unit.removeprefix("USD").lstrip("/ ")
    if per in ("s", "h"):
        return _scaled(q, _HOUR if per == "s" else 1.0), "hour"
    if per.isalpha() and 0 < q.value < LEAST_USD:
        return _scaled(q, 1e6), f"million {per.removesuffix('s')}s"
    return q, per


def _scaled(q: Quantity, factor: float) -> Quantity:
    return replace(q, value=q.value * factor, low=q.low * factor, high=q.high * factor)


def _per(text: str, unit: str) -> str:
    """Put what a price is for behind the amount and before its range."""
    amount, bracket, rest = text.partition(" (")
    words = f" {'an' if unit == 'hour' else 'a'} {unit}" if unit.isalpha() else f" per {unit}"
    return f"{amount}{words if unit else ''}{bracket}{rest}"


def _range(q: Quantity, form: Callable[[float], str]) -> str:
    """Return the range in brackets, or nothing where the figure is exact or its ends read alike."""
    low, high = form(q.low), form(q.high)
    return "" if low == high == form(q.value) else f" ({low}–{high})"


def _time_unit(seconds: float) -> tuple[float, str]:
    """Return the size in seconds and the name of the unit that suits a time."""
    for limit, size, unit in ((0.2, 0.001, "ms"), (2 * _MINUTE, 1.0, "s"), (2 * _HOUR, _MINUTE, "minutes")):
        if seconds < limit:
            return size, unit
    return (_HOUR, "hours") if seconds < 2 * _DAY else (_DAY, "days")


_BY_UNIT: dict[str, Callable[[Quantity], str]] = {
    "ms": lambda q: duration(q, 0.001),
    "s": lambda q: duration(q, 1.0),
    "hours": lambda q: duration(q, _HOUR),
    "days": lambda q: duration(q, _DAY),
    "weeks": weeks,
    "FTE": people,
    "hours/week": hours_a_week,
    "share": share,
    "ms/token": each,
    "ratio": ratio,
    "ratio/year": ratio,
    "x": lambda q: times(q.value) + _range(q, lambda v: plain_number(v, 2)),
}
