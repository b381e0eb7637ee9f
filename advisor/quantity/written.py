"""Numbers and sums of money as a person would write them."""

from __future__ import annotations

import math
from collections.abc import Callable

from advisor.quantity.figure import Quantity

AMOUNTS = ("USD", "USD/month", "USD/year")
"""Units of sums of money; the others are prices of one of something, which keep their cents."""


def plain_number(value: float, digits: int = 3) -> str:
    """Return a number as a person would write it.

    >>> plain_number(1234567), plain_number(16432.1), plain_number(0.01234), plain_number(6.38e21)
    ('1.23M', '16,400', '0.0123', '6.38 x 10^21')
    >>> plain_number(118e6, 2), plain_number(2e9), plain_number(999_999)
    ('120M', '2B', '1M')
    """
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else str(value)
    places = digits - 1 - math.floor(math.log10(abs(value)))
    value = round(value, places)
    if abs(value) >= 1e15:
        power = math.floor(math.log10(abs(value)))
        return f"{value / 10.0**power:.{digits}g} x 10^{power}"
    for limit, suffix in ((1e12, "T"), (1e9, "B"), (1e6, "M")):
        if abs(value) >= limit:
            return f"{_plain(value / limit, max(0, places + round(math.log10(limit))))}{suffix}"
    return _plain(value, max(0, places))


def _plain(value: float, places: int) -> str:
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def usd(amount: float) -> str:
    """Return an amount of US dollars as a person would write it.

    >>> usd(16432.1), usd(-12), usd(24.33), usd(0.2714), usd(0.5)
    ('$16,400', '-$12', '$24', '$0.271', '$0.50')
    """
    return f"{'-' if amount < 0 else ''}${_dollars(abs(amount))}"


def _dollars(amount: float) -> str:
    """Return an amount without its sign: whole dollars from ten on, else no lone tenth of a dollar."""
    return plain_number(round(amount)) if 10 <= amount < 100 else _cents(amount)


def _cents(amount: float) -> str:
    text = plain_number(amount)
    _, point, tenths = text.partition(".")
    return f"{text}0" if point and len(tenths) == 1 and tenths.isdigit() else text


def usd_range(q: Quantity) -> str:
    """Return an amount with its range, ``"$370 (240–620)"``; without one where its ends read alike."""
    form = _signed(_sum if q.unit in AMOUNTS else _cents)
    value, low, high = (form(end) for end in (q.value, q.low, q.high))
    sign, digits = ("-", value[1:]) if value.startswith("-") else ("", value)
    return f"{sign}${digits}" + ("" if low == high == value else f" ({low}–{high})")


def usd_sum(amount: float) -> str:
    """Return a sum of money as a person would write it, to the cent where it is small.

    >>> usd_sum(16432.1), usd_sum(0.102), usd_sum(7.65), usd_sum(-0.004)
    ('$16,400', '$0.10', '$7.65', '-$0.00')
    """
    return f"{'-' if amount < 0 else ''}${_sum(abs(amount))}"


def _sum(amount: float) -> str:
    return _dollars(amount) if amount >= 10 or amount == 0 else f"{amount:.2f}"


def _signed(form: Callable[[float], str]) -> Callable[[float], str]:
    return lambda amount: f"{'-' if amount < 0 else ''}{form(abs(amount))}"


def counted(number: int, noun: str) -> str:
    """Return a count with its noun.

    >>> counted(1, "rule"), counted(2, "rule")
    ('1 rule', '2 rules')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
