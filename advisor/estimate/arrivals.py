"""Requests that come at random to one copy of a model: how many are in flight, how long each takes."""

from __future__ import annotations

import math
from functools import cached_property

from advisor.estimate.limits import NEARLY_FULL, Limits, Times
from advisor.estimate.operating import Replica
from advisor.estimate.queueing import in_flight_tail, waiting_seconds
from advisor.estimate.root import root

ALMOST_NONE = 0.01
"""Requests in flight, on average, of a copy that is idle nearly always."""


class OpenLoop:
    """Requests that come at random to one copy (Little's law and M/M/c waiting).

    With N in flight on average the rate is ``N / stay(N)``. The 95th percentile of the number in flight,
    ``N + 1.645 sqrt(N)``, decides how slow tokens get; the wait for a place stands before the first token.
    """

    def __init__(self, replica: Replica) -> None:
        """Prepare a copy.

        Args:
            replica: The copy.
        """
        self.replica = replica
        self.places = max(1.0, replica.room)
        self._prompts = replica.prompts()
        self._alone = self.stay(1.0)
        self._full = self.stay(self.places)
        self.greatest_rate = self.places / self._full

    def stay(self, running: float) -> float:
        """Return the seconds that a request keeps its place: ``prompt + out * step``."""
        replica = self.replica
        return self._prompts.alone_s + replica.out * replica.step(max(1.0, running))

    def rate(self, running: float) -> float:
        """Return the requests a second with so many in flight on average."""
        return running / self.stay(running)

    def times(self, running: float) -> Times:
        """Return the times with so many in flight on average."""
        replica, stay = self.replica, self.stay(running)
        rate_s = running / stay
        wait, wait_tail = waiting_seconds(self.places, min(1.0, running / self.places), stay)
        step = (stay - self._prompts.alone_s) / replica.out
        step_tail = replica.step(min(self.places, max(1.0, in_flight_tail(running))))
        first, first_tail = self._prompts.first(rate_s, step, running)
        rest = replica.out - 1.0
        return Times(
            running,
            rate_s / self.greatest_rate,
            first + wait,
            step,
            first + wait + rest * step,
            first_tail + wait_tail,
            step_tail,
            first_tail + wait_tail + rest * step_tail,
        )

    def idle(self) -> Times:
        """Return the times of a request that has the copy to itself."""
        return self._idle

    @cached_property
    def _idle(self) -> Times:
        return self.times(ALMOST_NONE)

    def in_flight(self, rate_s: float) -> float:
        """Return the mean in flight at a rate, up to the places: the root of ``N = rate * stay(N)``."""
        few = rate_s * self._alone
        if rate_s >= self.greatest_rate:
            return self.places
        if few <= 1.0 or self.places <= 1.0:
            return min(few, self.places)
        at_ends = 1.0 - few, self.places - rate_s * self._full
        return root(lambda n: n - rate_s * self.stay(n), 1.0, self.places, *at_ends)

    def keeps(self, limits: Limits, running: float) -> bool:
        """Tell whether limits hold with so many in flight on average."""
        return limits.excess(self.times(max(ALMOST_NONE, running))) <= 0.0

    def most_rate(self, limits: Limits) -> float:
        """Return the greatest rate that keeps the limits, a second; 0 when none does.

        A second request in flight can slow the first by more than it adds, so that fewer carry more.
        """
        most = self.most_within(limits)
        rate = self.rate(most)
        if most <= 1.0 or rate >= 1.0 / self._alone:
            return rate
        return max(rate, self.rate(self.most_within(limits, 1.0)))

    def most_within(self, limits: Limits, at_most: float = math.inf) -> float:
        """Return the most in flight on average that keep the limits; 0 when none does.

        Never more than what leaves the queue finite for certain: a share of the greatest rate.

        Args:
            limits: On the times.
            at_most: Requests in flight that are not passed.
        """
        if self.replica.room < 1.0:
            return 0.0
        below = limits.excess(self._idle)
        if below > 0.0:
            return 0.0
        high = min(at_most, self.in_flight(self.greatest_rate * NEARLY_FULL))
        above = limits.excess(self.times(high))
        if above <= 0.0:
            return high
        return root(lambda n: limits.excess(self.times(n)), ALMOST_NONE, high, below, above)
