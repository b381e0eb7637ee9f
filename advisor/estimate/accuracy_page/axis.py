"""A logarithmic axis: where it starts and ends, its ticks and their labels."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

STEPS = (1.0, 2.0, 5.0)
ROOM = 1.12
"""Space around the outermost points, as a factor."""
MOST_TICKS = 9
UNITS = ((1e9, "G"), (1e6, "M"), (1e3, "k"))


@dataclass(frozen=True, slots=True)
class LogAxis:
    """An axis from ``low`` to ``high`` that is drawn from one pixel to another."""

    low: float
    high: float
    start: float
    """Pixel of ``low``."""
    end: float
    """Pixel of ``high``; smaller than ``start`` for an axis that grows upwards."""

    def place(self, value: float) -> float:
        """Return the pixel of a positive value; values outside lie on the nearer end."""
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Return round values inside the axis: 1, 2 and 5 of each decade, or whole decades if it is long."""
        first, last = math.floor(math.log10(self.low)), math.ceil(math.log10(self.high))
        for steps in (STEPS, (1.0,)):
            found = [step * 10.0**power for power in range(first, last + 1) for step in steps]
            inside = [value for value in found if self.low * 0.9999 <= value <= self.high * 1.0001]
            if len(inside) <= MOST_TICKS:
                break
        return inside


def span(values: Iterable[float]) -> tuple[float, float]:
    """Return the ends of an axis that holds all values with some room, at least a factor of four."""
    found = list(values)
    low, high = min(found) / ROOM, max(found) * ROOM
    if high < 4.0 * low:
        middle = math.sqrt(low * high)
        low, high = middle / 2.0, middle * 2.0
    return low, high


def label(value: float) -> str:
    """Return a short label.

    >>> [label(value) for value in (0.05, 2, 5000, 2e6)]
    ['0.05', '2', '5k', '2M']
    """
    for size, unit in UNITS:
        if value >= size * 0.9999:
            return f"{value / size:g}{unit}"
    return f"{value:g}"
