"""The choices that none other beats, kept so that what is beaten is seen at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.fleet_dominance import NOTABLE
from advisor.estimate.limits import Times
from advisor.estimate.step import Layout

ENOUGH_HEADROOM = 1.0
"""Capacity beyond twice the peak is worth nothing more to a choice."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Devices that carry the load within the limits."""

    model: str
    rank: int
    accelerator: Accelerator
    weights: str
    layout: Layout
    replicas: int
    usd_hour: float
    times: Times
    """At the peak, in each copy."""
    headroom: float
    """Capacity within the limits over the peak, less one."""
    distance: int

    @property
    def devices(self) -> int:
        """Return the devices of all copies."""
        return self.replicas * self.layout.devices

    def beats(self, other: Choice) -> bool:
        """Tell whether another is no better in cost, latency, headroom and class of the model."""
        return (
            self.usd_hour <= other.usd_hour
            and self.times.total_tail_s <= other.times.total_tail_s
            and min(self.headroom, ENOUGH_HEADROOM) >= min(other.headroom, ENOUGH_HEADROOM)
            and self.rank >= other.rank
        )


class Front:
    """Choices of which none beats another in cost, latency, headroom and class."""

    def __init__(self) -> None:
        self._choices: list[Choice] = []
        self._stairs: dict[int, tuple[list[float], list[float]]] = {}

    def choices(self) -> tuple[Choice, ...]:
        """Return the choices, cheapest first, without those that one before is notably no worse than.

        A gain of less than ``NOTABLE`` in cost and in latency is within the error of every estimate.
        """
        kept = Front()
        for choice in sorted(
            self._choices, key=lambda c: (c.usd_hour, c.times.total_tail_s, c.model, c.accelerator.id)
        ):
            if not kept.ahead(choice.rank, NOTABLE * choice.usd_hour, NOTABLE * choice.times.total_tail_s):
                kept._choices.append(choice)
                kept._stairs.clear()
        return tuple(kept._choices)

    def enter(self, choice: Choice) -> None:
        """Take a choice in, unless one beats it, and those out that it beats."""
        if any(known.beats(choice) for known in self._choices):
            return
        self._choices = [known for known in self._choices if not choice.beats(known)]
        self._choices.append(choice)
        self._stairs.clear()

    def ahead(self, rank: int, usd_hour: float, total_s: float) -> bool:
        """Tell whether a choice of a class or above is no worse in cost and latency at once."""
        costs, times = self._stairs.get(rank) or self._climb(rank)
        place = bisect_right(costs, usd_hour)
        return place > 0 and times[place - 1] <= total_s

    def ahead_of_all(self, rank: int, points: Iterable[tuple[float, float]]) -> bool:
        """Tell whether that is so for every one of some points."""
        return all(self.ahead(rank, *point) for point in points)

    def _climb(self, rank: int) -> tuple[list[float], list[float]]:
        """Return costs, rising, and the least latency of choices up to each, for a class and those above."""
        costs, times, least = [], [], float("inf")
        found = ((c.usd_hour, c.times.total_tail_s) for c in self._choices if c.rank >= rank)
        for usd_hour, total_s in sorted(found):
            least = min(least, total_s)
            costs.append(usd_hour)
            times.append(least)
        self._stairs[rank] = costs, times
        return costs, times
