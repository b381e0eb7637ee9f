"""A number of which only bounds are known, as conditions read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

Judge = Callable[[Any, Any], bool | None]


@dataclass(frozen=True, slots=True, eq=False)
class Between:
    """A number that lies between two others, or is one of them.

    A comparison by size is decided where the bounds decide it, else it is unknown, as that of a number of
    which nothing is known; so a condition that comes out is right for every number between them.

    >>> Between(0.0, 0.25) < 0.4, Between(0.0, 0.25) > 0.4, Between(0.0, 0.25) < 0.2
    (True, False, None)
    """

    low: float
    high: float

    def __lt__(self, other: float | Between) -> bool | None:
        """Return whether it is less, None where the bounds leave it open."""
        low, high = _ends(other)
        return True if self.high < low else False if self.low >= high else None

    def __le__(self, other: float | Between) -> bool | None:
        """Return whether it is no more, None where the bounds leave it open."""
        low, high = _ends(other)
        return True if self.high <= low else False if self.low > high else None

    def __gt__(self, other: float | Between) -> bool | None:
        """Return whether it is more, None where the bounds leave it open."""
        less = self <= other
        return None if less is None else not less

    def __ge__(self, other: float | Between) -> bool | None:
        """Return whether it is no less, None where the bounds leave it open."""
        less = self < other
        return None if less is None else not less


def unknown(value: object) -> bool:
    """Return whether a value leaves open what is asked of it: nothing is known, or bounds alone are."""
    return value is None or isinstance(value, Between)


def exactly(judge: Judge) -> Judge:
    """Return a comparison that bounds do not decide: whether numbers are the same, or one among some."""

    @wraps(judge)
    def judged(left: Any, right: Any) -> bool | None:
        return None if unknown(left) or unknown(right) else judge(left, right)

    return judged


def _ends(number: float | Between) -> tuple[float, float]:
    return (number.low, number.high) if isinstance(number, Between) else (number, number)
