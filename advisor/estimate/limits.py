"""The times that a request may take, and those that it takes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.errors import UserError

NEARLY_FULL = 0.97
"""Share of the greatest rate above which a time would be a bluff: the queue decides, and small errors of the
rate move it without end."""


@dataclass(frozen=True, slots=True)
class Times:
    """Times of a request in seconds, on average and as 95% of the requests keep them."""

    in_flight: float
    utilisation: float
    """Share of the greatest rate that is in use."""
    first_s: float
    token_s: float
    total_s: float
    first_tail_s: float
    token_tail_s: float
    total_tail_s: float
    certain: float = NEARLY_FULL
    """Share of the greatest rate that is carried for certain."""

    @property
    def saturated(self) -> bool:
        """Tell whether requests may come as fast as they can be served, or faster."""
        return self.utilisation >= self.certain


@dataclass(frozen=True, slots=True)
class Limits:
    """The longest times that 95% of the requests may take, in milliseconds; None where anything goes."""

    first_ms: float | None = None
    token_ms: float | None = None
    total_ms: float | None = None

    def __post_init__(self) -> None:
        """Refuse what is no time.

        Raises:
            UserError: When a limit is not a positive number.
        """
        for name in ("first_ms", "token_ms", "total_ms"):
            value = getattr(self, name)
            if value is not None and not (math.isfinite(value) and value > 0.0):
                raise UserError(f"{name}: {value} is not possible; a limit must be a positive number.")

    def kept(self, times: Times) -> bool:
        """Return whether times keep the limits."""
        return (
            (self.first_ms is None or times.first_tail_s * 1e3 <= self.first_ms)
            and (self.token_ms is None or times.token_tail_s * 1e3 <= self.token_ms)
            and (self.total_ms is None or times.total_tail_s * 1e3 <= self.total_ms)
        )

    def excess(self, times: Times) -> float:
        """Return the logarithm of the largest time over its limit: not above 0 when all are kept."""
        found = -math.inf
        if self.first_ms is not None:
            found = math.log(times.first_tail_s * 1e3 / self.first_ms)
        if self.token_ms is not None:
            found = max(found, math.log(times.token_tail_s * 1e3 / self.token_ms))
        if self.total_ms is not None:
            found = max(found, math.log(times.total_tail_s * 1e3 / self.total_ms))
        return found

    def broken(self, times: Times) -> tuple[str, ...]:
        """Return the names of the limits that times break, in the order of the fields."""
        pairs = (
            ("first token", self.first_ms, times.first_tail_s),
            ("each further token", self.token_ms, times.token_tail_s),
            ("whole request", self.total_ms, times.total_tail_s),
        )
        return tuple(name for name, most, found in pairs if most is not None and found * 1e3 > most)
