"""From which volume, and at which use, hardware that is paid by the month beats paying by the request."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.estimate.money import DAYS_PER_MONTH
from advisor.quantity import Quantity

MOST_REPLICAS = 100_000


@dataclass(frozen=True, slots=True)
class Own:
    """What a service on devices costs: a part that stays, and a part for each copy of the model."""

    fixed_usd_month: Quantity
    """People and what else does not grow with the devices."""
    replica_usd_month: Quantity
    """One copy of the model on its devices, a purchase spread over its months."""
    replica_requests_day: Quantity
    """What one copy carries on a day with the peaks of this load."""
    utilisation_when_full: Quantity
    """Share of its full speed that a copy works at when it carries that."""
    spare: int = 0
    """Copies beside those that the load needs."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The smallest volume at which own devices are the cheaper ones."""

    requests_day: float | None
    """None where no volume pays them back: even a full copy costs more a request than the provider."""
    low: float | None
    """With own devices at the low end of their cost and the provider at the high end of its price."""
    high: float | None
    """The other way round; None where they never pay back then."""
    replicas: int
    utilisation: float | None
    """Share of their full speed at which the devices work at that volume."""
    own_usd_when_full: float
    """Cost of a request on a full copy, people apart, in USD."""
    api_usd: float
    """Price of a request at the provider, in USD."""


def break_even(own: Own, usd_per_request: Quantity) -> BreakEven:
    """Return the volume at which a service on own devices costs no more a month than paying by the request.

    The smallest v with fixed + (ceil(v / carried) + spare) x replica <= v x 365 / 12 x price. Where a full
    copy costs more than its requests would, there is none. A little above a step to one copy more it may be
    the dearer one again.

    Args:
        own: The bill of own devices and what they carry.
        usd_per_request: Price of a request at the provider.
    """
    fixed, each, carried = own.fixed_usd_month, own.replica_usd_month, own.replica_requests_day
    found = _volume(own, fixed.value, each.value, carried.value, usd_per_request.value)
    low = _volume(own, fixed.low, each.low, carried.high, usd_per_request.high)
    high = _volume(own, fixed.high, each.high, carried.low, usd_per_request.low)
    replicas, busy = 0, None
    if found is not None and carried.value > 0:
        replicas = max(1, math.ceil(found / carried.value)) + own.spare
        busy = own.utilisation_when_full.value * found / (carried.value * replicas)
    return BreakEven(
        found,
        low,
        high,
        replicas,
        busy,
        each.value / (DAYS_PER_MONTH * carried.value) if carried.value else math.inf,
        usd_per_request.value,
    )


def own_usd_month(own: Own, requests_day: float) -> float:
    """Return the expected bill of own devices at a volume: fixed + (ceil(v / carried) + spare) x replica."""
    copies = max(1, math.ceil(requests_day / own.replica_requests_day.value)) + own.spare
    return own.fixed_usd_month.value + copies * own.replica_usd_month.value


def provider_usd_month(usd_per_request: Quantity, requests_day: float) -> float:
    """Return the expected bill of a provider at a volume."""
    return DAYS_PER_MONTH * requests_day * usd_per_request.value


def volumes_around(now: float, crossing: float | None) -> tuple[float, ...]:
    """Return volumes to show: by halves and doubles from a tenth of the smaller one to ten times the larger
    one of today's volume and the crossing.

    >>> volumes_around(1000, None)
    (100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0, 10000.0)
    """
    marks = [now, crossing] if crossing is not None else [now]
    low, high = math.floor(math.log10(min(marks) / 10)), math.ceil(math.log10(max(marks) * 10))
    steps = [m * 10.0**e for e in range(low, high + 1) for m in (1.0, 2.0, 5.0)]
    return tuple(v for v in steps if 0.999 * min(marks) / 10 <= v <= 1.001 * max(marks) * 10)


def _volume(own: Own, fixed: float, each: float, carried: float, price: float) -> float | None:
    """Return the smallest volume a day at which own devices cost no more, or None."""
    paid = DAYS_PER_MONTH * price
    gain = carried * paid - each
    if gain <= 0 or carried <= 0:
        return None
    start = fixed + own.spare * each
    full = max(0, math.ceil(start / gain) - 1)
    if full > MOST_REPLICAS:
        return None
    return max((start + (full + 1) * each) / paid, full * carried)
