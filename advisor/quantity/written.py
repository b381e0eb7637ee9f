"""Numbers and sums of money as a person would write them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from advisor.quantity.figure import Quantity

AMOUNTS = ("USD", "USD/month", "USD/year")
"""Units of sums of money; the others are prices of one of something, which keep their digits."""
LEAST = 0.01
"""A smaller sum of money is only told to be smaller."""
_NUMBER = re.compile(r"(?<![\w.,^-])(?:\d[\d,]*\.\d+|\d{4,}|\d(?=e[+-]))(?:e[+-]\d+)?(?![\w.,]*\w)")
"""A number as programs write it: a fraction, thousands without a comma, powers of ten."""


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
    """Return a sum of US dollars as a person would write it, to the cent where it is small.

    >>> usd(16432.1), usd(-12), usd(24.33), usd(0.102), usd(7.65), usd(0.004)
    ('$16,400', '-$12', '$24', '$0.10', '$7.65', 'under $0.01')
    """
    if 0 < abs(amount) < LEAST:
        return f"under ${LEAST:.2f}" if amount > 0 else f"under -${LEAST:.2f}"
    return f"{'-' if amount < 0 else ''}${_sum(abs(amount))}"


def usd_price(amount: float) -> str:
    """Return the price of one of something, which keeps its digits below a cent.

    >>> usd_price(0.2714), usd_price(0.5), usd_price(0.00042), usd_price(24.33)
    ('$0.271', '$0.50', '$0.00042', '$24')
    """
    return f"{'-' if amount < 0 else ''}${_dollars(abs(amount))}"


def tidied(formula: str) -> str:
    """Return a formula whose numbers a person can read: three digits of a fraction, thousands apart.

    >>> tidied("30.42 days x 16384 tokens / 1e6 x 2.5e+08 x qwen2.5^(m/12)")
    '30.4 days x 16,384 tokens / 1e6 x 250M x qwen2.5^(m/12)'
    """
    return _NUMBER.sub(lambda found: _readable(found[0]), formula)


def _readable(number: str) -> str:
    if number.isdigit():
        return f"{int(number):,}"
    return plain_number(float(number.replace(",", "")))


def _dollars(amount: float) -> str:
    """Return an amount without its sign: whole dollars from ten on, else no lone tenth of a dollar."""
    return plain_number(round(amount)) if 10 <= amount < 100 else _cents(amount)


def _cents(amount: float) -> str:
    text = plain_number(amount)
    _, point, tenths = text.partition(".")
    return f"{text}0" if point and len(tenths) == 1 and tenths.isdigit() else text


def usd_range(q: Quantity) -> str:
    """Return an amount with its range, ``"$370 (240–620)"``; without one where its ends read alike."""
    if q.unit in AMOUNTS and 0 < q.value < LEAST:
        return usd(q.value) + (f" (up to {_sum(q.high)})" if q.high >= LEAST else "")
    form = _signed(_sum if q.unit in AMOUNTS else _cents)
    value, low, high = (form(end) for end in (q.value, q.low, q.high))
    sign, digits = ("-", value[1:]) if value.startswith("-") else ("", value)
    return f"{sign}${digits}" + ("" if low == high == value else f" ({low}–{high})")


def _sum(amount: float) -> str:
    if amount < LEAST / 2:
        return "0"
    return _dollars(amount) if amount >= 10 else f"{amount:.2f}"


def _signed(form: Callable[[float], str]) -> Callable[[float], str]:
    return lambda amount: f"{'-' if amount < 0 else ''}{form(abs(amount))}"


def counted(number: int, noun: str) -> str:
    """Return a count with its noun.

    >>> counted(1, "rule"), counted(2, "rule")
    ('1 rule', '2 rules')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
