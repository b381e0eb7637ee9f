"""A figure that carries its range, its unit, how it was computed and what it rests on."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

Basis = Literal["said", "assumed", "measured", "sourced", "computed"]

SECONDS_PER_MINUTE = 60.0
SECONDS_PER_DAY = 86_400.0
DAYS_PER_MONTH = 365 / 12
HOURS_PER_MONTH = 24 * DAYS_PER_MONTH
HOURS_PER_YEAR = 24.0 * 365
HOURS_PER_WEEK = 168.0
HOURS_PER_DAY = 24.0
"""The calendar of every figure by the day or the month; a month has 730 hours."""
AMOUNTS = ("USD", "USD/month", "USD/year")
"""Units of sums of money; the others are prices of one of something, which keep their cents."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with a 90% interval, unless ``note`` says otherwise.

    Raises:
        ValueError: When a number is not finite, ``low <= value <= high`` does not hold, or neither a
            formula nor a source is given.
    """

    name: str
    """Short identifier, for instance ``"api_usd_month"``."""
    value: float
    low: float
    high: float
    unit: str
    """Unit in plain text, for instance ``"USD/month"``, ``"GB"``, ``"tokens/s"``."""
    formula: str = ""
    """The equation in plain text, in terms of the names of ``inputs``."""
    inputs: tuple[Quantity, ...] = ()
    sources: tuple[str, ...] = ()
    as_of: date | None = None
    """The date of the oldest fact that the figure rests on."""
    basis: Basis = "computed"
    note: str = ""
    function: Callable[..., float] | None = field(default=None, compare=False, repr=False)
    """What computes it from its inputs, so that it can be computed again with inputs drawn at random."""
    keys: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """The keywords of ``function`` in the order of ``inputs``."""
    spread: float = field(default=1.0, compare=False, repr=False)
    """The formula's own error as a factor."""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.value) and math.isfinite(self.low) and math.isfinite(self.high)):
            raise ValueError(f"{self.name}: value, low and high must be finite numbers")
        if not self.low <= self.value <= self.high:
            raise ValueError(
                f"{self.name}: need low <= value <= high, got {self.low} {self.value} {self.high}"
            )
        if not self.formula and not self.sources:
            raise ValueError(f"{self.name}: a figure needs a formula or a source")

    def with_name(self, name: str) -> Quantity:
        """Return the same figure under another name."""
        return replace(self, name=name)

    def walk(self) -> Iterator[tuple[int, Quantity]]:
        """Yield ``(depth, quantity)`` for this figure and everything it was computed from, once each."""
        seen: set[tuple[str, float]] = set()
        stack: list[tuple[int, Quantity]] = [(0, self)]
        while stack:
            depth, quantity = stack.pop()
            key = (quantity.name, quantity.value)
            if key in seen:
                continue
            seen.add(key)
            yield depth, quantity
            stack.extend((depth + 1, child) for child in reversed(quantity.inputs))

    def all_sources(self) -> tuple[str, ...]:
        """Return every source in the graph of inputs, sorted."""
        return tuple(sorted({source for _, q in self.walk() for source in q.sources}))

    def to_json(self) -> dict[str, Any]:
        """Return the stable JSON form."""
        return {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "formula": self.formula,
            "sources": list(self.all_sources()),
            "as_of": self.as_of.isoformat() if self.as_of else None,
        }


def sourced(
    name: str,
    value: float,
    unit: str,
    source: str,
    *,
    low: float | None = None,
    high: float | None = None,
    as_of: date | None = None,
    basis: Basis = "sourced",
    note: str = "",
) -> Quantity:
    """Return a figure taken from a source; without ``low`` and ``high`` it is exact."""
    return Quantity(
        name,
        value,
        value if low is None else low,
        value if high is None else high,
        unit,
        sources=(source,),
        as_of=as_of,
        basis=basis,
        note=note,
    )


def exact(name: str, value: float, unit: str, formula: str, *, basis: Basis = "computed") -> Quantity:
    """Return a figure without a range, with the words that say how it came about."""
    return Quantity(name, value, value, value, unit, formula=formula, basis=basis)


def assumed(name: str, value: float, low: float, high: float, unit: str, why: str) -> Quantity:
    """Return a figure that nobody gave us, with the reason for assuming it."""
    return Quantity(name, value, low, high, unit, formula=f"assumed: {why}", basis="assumed")


def derive(
    name: str,
    unit: str,
    formula: str,
    function: Callable[..., float],
    inputs: Mapping[str, Quantity],
    *,
    spread: float = 1.0,
    sources: tuple[str, ...] = (),
    note: str = "",
) -> Quantity:
    """Compute a figure from others and carry their uncertainty.

    Each input moves alone to its low and to its high. The factors by which the figure goes up are joined, and
    those by which it goes down: exp(root of the sum of squared logarithms), the 90% range of a product of
    independent effects and close to that of a sum. One effect alone is kept as it is, so that a figure times
    a constant has its range times that constant. Where an effect reaches zero or changes the sign, amounts
    are joined in place of factors. ``spread`` is the formula's own error as a factor (1.2 means x/÷1.2) and
    is joined in the same way.

    Args:
        name: Identifier of the result.
        unit: Unit of the result.
        formula: The equation in plain text.
        function: Called with the inputs' values by keyword.
        inputs: Figures by the keyword that ``function`` takes.
        spread: The formula's own error, at least 1.
        sources: Sources of the formula itself.
        note: A remark for the reader.

    Returns:
        The computed figure; ``as_of`` is the oldest date of its inputs.
    """
    value, low, high = _range(function, inputs, spread)
    dates = [q.as_of for q in inputs.values() if q.as_of]
    return Quantity(
        name,
        value,
        low,
        high,
        unit,
        formula=formula,
        inputs=tuple(inputs.values()),
        sources=sources,
        as_of=min(dates) if dates else None,
        note=note,
        function=function,
        keys=tuple(inputs),
        spread=spread,
    )


def _range(
    function: Callable[..., float], inputs: Mapping[str, Quantity], spread: float
) -> tuple[float, float, float]:
    """Return a function's value, and the low and the high end that its inputs' moves give together."""
    now = {key: q.value for key, q in inputs.items()}
    value = function(**now)
    below, above = [], []
    for key, q in inputs.items():
        if q.low == q.high:
            continue
        for bound in (q.low, q.high):
            if bound != q.value:
                now[key] = bound
                moved = function(**now)
                if moved > value:
                    above.append(moved)
                elif moved < value:
                    below.append(moved)
        now[key] = q.value
    if spread > 1.0 and value:
        ends = (value / spread, value * spread)
        below.append(min(ends))
        above.append(max(ends))
    return value, _joined(value, below), _joined(value, above)


def _joined(value: float, moved: list[float]) -> float:
    """Return where several moves to the same side of a value end when they are independent of each other."""
    if len(moved) < 2:
        return moved[0] if moved else value
    if value > 0.0 and min(moved) > 0.0:
        factor = math.exp(math.sqrt(sum(math.log(end / value) ** 2 for end in moved)))
        return value * factor if moved[0] > value else value / factor
    amount = math.sqrt(sum((end - value) ** 2 for end in moved))
    if moved[0] > value:
        return value + amount
    return max(0.0, value - amount) if value > 0.0 and min(moved) >= 0.0 else value - amount


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
