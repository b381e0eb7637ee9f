"""How far a copy reaches: at a request rate, and within limits on its times."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.errors import UserError
from advisor.estimate.operating import Replica
from advisor.estimate.queueing import in_flight_tail, mean_of_tail, waiting_seconds

HALVINGS = 30
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
        return not self.broken(times)

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

    @property
    def saturated(self) -> bool:
        """Tell whether requests come as fast as they can be served, or faster."""
        return self.utilisation >= NEARLY_FULL


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


def greatest_rate(replica: Replica) -> float:
    """Return the most requests a second that a copy can do: with all its places taken."""
    return replica.rate(max(1.0, replica.room))


def open_loop(replica: Replica, rate_s: float) -> Times:
    """Return the times when requests come at random, ``rate_s`` a second (Little's law and M/M/c waiting).

    The number in flight is the root of ``N = rate * total(N)``. Its 95th percentile ``N + 1.645 sqrt(N)``
    decides how slow tokens get, and the wait for a place stands before the first token.
    """
    places = max(1.0, replica.room)
    utilisation = rate_s / greatest_rate(replica)
    running = min(places, _in_flight(replica, rate_s, places))
    shared = max(1.0, running)
    stay = replica.total(shared)
    wait, wait_tail = waiting_seconds(places, min(1.0, rate_s * stay / places), stay)
    busy = min(places, max(1.0, in_flight_tail(running)))
    first, first_tail = replica.first_at_random(shared, rate_s)
    step, step_tail = replica.step(shared), replica.step(busy)
    return Times(
        running,
        utilisation,
        first + wait,
        step,
        first + wait + (replica.out - 1.0) * step,
        first_tail + wait_tail,
        step_tail,
        first_tail + wait_tail + (replica.out - 1.0) * step_tail,
    )


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

    Never more than what leaves the queue finite for certain: a share of the greatest rate.
    """
    if replica.room < 1.0:
        return 0.0
    start = mean_of_tail(1.0) / replica.total(1.0)
    if not limits.kept(open_loop(replica, start)):
        return 0.0
    low, high = start, max(start, greatest_rate(replica) * NEARLY_FULL)
    if limits.kept(open_loop(replica, high)):
        return high
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        if limits.kept(open_loop(replica, middle)):
            low = middle
        else:
            high = middle
        if high - low < 1e-3 * high:
            break
    return low


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


def _in_flight(replica: Replica, rate_s: float, places: float) -> float:
    """Return the root of ``N = rate * total(N)`` up to the places, by halving."""
    if rate_s * replica.total(places) >= places:
        return places
    low, high = 0.0, places
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        if rate_s * replica.total(max(1.0, middle)) > middle:
            low = middle
        else:
            high = middle
        if high - low < 1e-3 * high:
            break
    return high
