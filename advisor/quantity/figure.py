"""A figure that carries its range, its unit, how it was computed and what it rests on."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

Basis = Literal["said", "assumed", "measured", "sourced", "computed"]


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
