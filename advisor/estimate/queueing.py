"""Waiting for a place: what random arrivals do to an engine that holds so many requests at once."""

from __future__ import annotations

import math

TAIL = 1.645
"""Standard deviations from the mean to the 95th percentile."""
TAIL_SHARE = 0.05


def in_flight_tail(mean: float) -> float:
    """Return the requests in flight that are not passed 95% of the time: ``N + 1.645 sqrt(N)``.

    Arrivals at random that each stay some time make the number in flight a Poisson variable, whatever the
    times are (M/G/infinity).
    """
    return mean + TAIL * math.sqrt(max(0.0, mean))


def mean_of_tail(tail: float) -> float:
    """Return the mean in flight whose 95th percentile is ``tail``: the inverse of :func:`in_flight_tail`."""
    root = (math.sqrt(TAIL * TAIL + 4.0 * max(0.0, tail)) - TAIL) / 2.0
    return root * root


def waiting_seconds(places: float, utilisation: float, stay_s: float) -> tuple[float, float]:
    """Return the mean wait for a place and the wait that is not passed 95% of the time, in seconds.

    ``mean = stay / places * u^(sqrt(2 (places + 1)) - 1) / (1 - u)`` (Sakasegawa 1977, for M/M/c), and the
    wait of those who wait is exponential with rate ``places (1 - u) / stay``.

    Args:
        places: Requests that are served at once.
        utilisation: Share of the places in use on average; at 1 and above the queue grows without end.
        stay_s: Mean seconds that a request keeps its place.
    """
    if utilisation >= 1.0:
        return math.inf, math.inf
    if utilisation <= 0.0:
        return 0.0, 0.0
    mean = stay_s / places * utilisation ** (math.sqrt(2.0 * (places + 1.0)) - 1.0) / (1.0 - utilisation)
    drain = stay_s / (places * (1.0 - utilisation))
    waiting = min(1.0, mean / drain)
    return mean, drain * math.log(waiting / TAIL_SHARE) if waiting > TAIL_SHARE else 0.0
