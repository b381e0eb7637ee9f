"""How far a copy reaches: at a request rate, and within limits on its times."""

from __future__ import annotations

import math
from dataclasses import replace

from advisor.errors import UserError
from advisor.estimate.arrivals import OpenLoop
from advisor.estimate.limits import NEARLY_FULL, Limits, Times
from advisor.estimate.operating import Replica

__all__ = [
    "Limits",
    "OpenLoop",
    "Times",
    "closed_loop",
    "greatest_rate",
    "most_in_flight",
    "most_rate",
    "open_loop",
    "replicas_for",
]


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
    """Return the greatest request rate that keeps the limits, a second; 0 when none does."""
    if replica.room < 1.0:
        return 0.0
    return OpenLoop(replica).most_rate(limits)


def replicas_for(rate_s: float, one_s: float, headroom: float = 0.0) -> int:
    """Return the copies that a peak needs: ``ceil(rate * (1 + headroom) / rate of one)``.

    Args:
        rate_s: Requests a second at the peak, over all copies.
        one_s: What one copy carries within the limits.
        headroom: Capacity beyond the peak, as a share of the peak: 0.5 carries half as much again.

    Raises:
        UserError: When the headroom is below 0, or one copy carries nothing.
    """
    if not (math.isfinite(headroom) and headroom >= 0.0):
        raise UserError(f"headroom: {headroom:g} is not possible; it must be a share of the peak, from 0.")
    if one_s <= 0.0:
        raise UserError("max: one copy keeps the limits for no request at all.")
    return max(1, math.ceil(rate_s * (1.0 + headroom) / one_s - 1e-9))
