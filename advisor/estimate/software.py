"""The engine that serves a model: its name and how old it is."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.estimate.coefficients import (
    coefficient,
    current_software,
    engine_factor,
    faster_since,
    windows_since,
)


@dataclass(frozen=True, slots=True)
class Software:
    """An engine of a certain time; without a year, today's."""

    engine: str = ""
    year: float | None = None
    """When it was released or measured, in years and their fractions."""

    @property
    def age(self) -> float:
        """Return the years between it and the newest software of the fit, never below 0."""
        return 0.0 if self.year is None else max(0.0, current_software() - self.year)

    @property
    def launch_factor(self) -> float:
        """Return its launch time against the leanest engine of today.

        ``factor of the engine * growth a year ^ age``: graphs of whole steps, fused kernels and an
        asynchronous scheduler came one after the other.
        """
        slow = engine_factor(self.engine)
        return slow if self.year is None else slow * coefficient("age.launch") ** self.age

    @property
    def kernel_factor(self) -> float:
        """Return the time of its kernels, reading and multiplying, against today's: one step in 2025."""
        old = self.year is not None and self.year < faster_since()
        return coefficient("age.kernels") if old else 1.0

    @property
    def link_factor(self) -> float:
        """Return the latency of its collectives against today's."""
        return 1.0 if self.year is None else float(coefficient("age.link") ** self.age)

    @property
    def keeps_windows(self) -> bool:
        """Tell whether it drops what lies behind a sliding window; older engines keep and read all of it."""
        return self.year is None or self.year >= windows_since()
