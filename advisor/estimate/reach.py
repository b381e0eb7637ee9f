"""How far a copy reaches: at a request rate, and within limits on its times."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from advisor.errors import UserError
from advisor.estimate.operating import Replica
from advisor.estimate.queueing import in_flight_tail, waiting_seconds

ALMOST_NONE = 0.01
"""Requests in flight, on average, of a copy that is idle nearly always."""
MOST_STEPS = 40
CLOSE = 0.01
"""Relative width at which a search for a number in flight ends."""
NEARLY_FULL = 0.97
"""Share of the greatest rate above which a time would be a bluff: the queue decides, and small errors of the
rate move it without end."""


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

    def broken(self, times: Times) -> tuple[str, ...]:
        """Return the names of the limits that times break, in the order of the fields."""
        pairs = (
            ("first token", self.first_ms, times.first_tail_s),
            ("each further token", self.token_ms, times.token_tail_s),
            ("whole request", self.total_ms, times.total_tail_s),
        )
        return tuple(name for name, most, found in pairs if most is not None and found * 1e3 > most)


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


def closed_loop(replica: Replica, running: float) -> Times:
    """Return the times with a fixed number in flight: a new request starts when one ends."""
    first, step = replica.first(running), replica.step(running)
    first_tail = replica.first_tail(running)
    total = replica.total(running)
    return Times(
        running,
        min(1.0, running / max(1.0, replica.room)),
        first,
        step,
        total,
        first_tail,
        step,
        total + first_tail - first,
    )


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
        self.greatest_rate = self.places / self.stay(self.places)

    def stay(self, running: float) -> float:
        """Return the seconds that a request keeps its place: ``prompt + out * step``."""
        replica = self.replica
        return self._prompts.alone_s + replica.out * replica.step(max(1.0, running))

    def rate(self, running: float) -> float:
        """Return the requests a second with so many in flight on average."""
        return running / self.stay(running)

    def times(self, running: float) -> Times:
        """Return the times with so many in flight on average."""
        replica, rate_s = self.replica, self.rate(running)
        stay = running / rate_s
        wait, wait_tail = waiting_seconds(self.places, min(1.0, running / self.places), stay)
        step = (stay - self._prompts.alone_s) / replica.out
        step_tail = replica.step(min(self.places, max(1.0, in_flight_tail(running))))
        first, first_tail = self._prompts.first(rate_s, step)
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

    def in_flight(self, rate_s: float) -> float:
        """Return the mean number in flight at a rate, up to the places: the root of ``N = rate * stay(N)``.

        By repeated insertion from below, each pair of steps extended as if the time were straight in N
        (Aitken), which it nearly is.
        """
        if rate_s >= self.greatest_rate:
            return self.places
        found = rate_s * self.stay(0.0)
        for _ in range(MOST_STEPS):
            once = rate_s * self.stay(found)
            if abs(once - found) <= CLOSE / 4.0 * once:
                return min(once, self.places)
            twice = rate_s * self.stay(once)
            bend = twice - 2.0 * once + found
            ahead = found - (once - found) ** 2 / bend if bend < 0.0 else twice
            found = min(self.places, max(once, ahead))
        return found


def greatest_rate(replica: Replica) -> float:
    """Return the most requests a second that a copy can do: with all its places taken."""
    return OpenLoop(replica).greatest_rate


def open_loop(replica: Replica, rate_s: float, certain: float = NEARLY_FULL) -> Times:
    """Return the times when requests come at random, ``rate_s`` a second.

    Above the greatest rate the utilisation is above 1 and the queue, with every time, grows without end.

    Args:
        replica: The copy.
        rate_s: Requests a second.
        certain: Share of the greatest rate that is carried for certain: the lower end of its range. Between
            it and 1 the queue may have an end or none, so no time can be told.
    """
    loop = OpenLoop(replica)
    times = loop.times(loop.in_flight(rate_s))
    return replace(times, utilisation=rate_s / loop.greatest_rate, certain=min(NEARLY_FULL, certain))


def most_in_flight(replica: Replica, limits: Limits) -> int:
    """Return the most requests in flight, at a fixed number, that keep the limits; 0 when none does."""
    room = int(replica.room)
    if room < 1 or not limits.kept(closed_loop(replica, 1.0)):
        return 0
    if limits.kept(closed_loop(replica, room)):
        return room
    low, high = 1, room
    while high - low > 1:
        middle = (low + high) // 2
        if limits.kept(closed_loop(replica, middle)):
            low = middle
        else:
            high = middle
    return low


def most_rate(replica: Replica, limits: Limits) -> float:
    """Return the greatest request rate that keeps the limits, a second; 0 when none does.

    Never more than what leaves the queue finite for certain: a share of the greatest rate. The search goes
    over the mean number in flight.
    """
    if replica.room < 1.0:
        return 0.0
    loop = OpenLoop(replica)
    low, high = ALMOST_NONE, loop.in_flight(loop.greatest_rate * NEARLY_FULL)
    if not limits.kept(loop.times(low)):
        return 0.0
    if limits.kept(loop.times(high)):
        return loop.rate(high)
    while high - low > CLOSE * high:
        middle = (low * high) ** 0.5 if high > 4.0 * low else (low + high) / 2.0
        if limits.kept(loop.times(middle)):
            low = middle
        else:
            high = middle
    return loop.rate(low)


def replicas_for(rate_s: float, one_s: float, headroom: float = 0.0) -> int:
    """Return the copies that a peak needs: ``ceil(rate / (rate of one * (1 - headroom)))``.

    Args:
        rate_s: Requests a second at the peak, over all copies.
        one_s: What one copy carries within the limits.
        headroom: Share of each copy that stays free, from 0 to below 1.

    Raises:
        UserError: When the headroom leaves nothing, or one copy carries nothing.
    """
    if not 0.0 <= headroom < 1.0:
        raise UserError(f"headroom: {headroom:g} is not possible; it must lie from 0 to below 1.")
    if one_s <= 0.0:
        raise UserError("max: one copy keeps the limits for no request at all.")
    return max(1, math.ceil(rate_s / (one_s * (1.0 - headroom)) - 1e-9))
