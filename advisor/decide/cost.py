"""What a bill is worth, for one amount and on average over its range."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

from advisor.decide.scales import scales
from advisor.quantity import Quantity

Z90 = NormalDist().inv_cdf(0.95)
"""Standard normal quantile at 95%: a 90% interval is +- this many standard deviations."""
_PARTS = 9
MIDDLES = tuple(NormalDist().inv_cdf((part + 0.5) / _PARTS) for part in range(_PARTS))
"""The middles of nine equally likely parts of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A bill a month as a distribution: the logarithm is normal on either side of the centre."""

    usd: float
    down: float
    """Standard deviation of the logarithm below the centre."""
    up: float

    @classmethod
    def of(cls, month: Quantity) -> Spread:
        """Return the distribution whose middle 90% is the range of a figure; it starts at a dollar."""
        return cls.between(month.value, month.low, month.high)

    @classmethod
    def between(cls, usd: float, low: float, high: float) -> Spread:
        """Return the same for a bill in plain numbers."""
        centre = max(usd, 1.0)
        down = math.log(centre / max(min(low, centre), 1e-3 * centre)) / Z90
        return cls(centre, down, math.log(max(high, centre) / centre) / Z90)

    def at(self, z: float) -> float:
        """Return the bill ``z`` standard deviations from the centre."""
        return self.usd * math.exp(z * (self.up if z > 0 else self.down))


def cost_value(usd_month: float, reference: float, material: float | None = None) -> float:
    """Return the value of a cost against the reference: ``0.5 - 0.25 log2((cost + m) / (reference + m))``.

    Args:
        usd_month: The bill, USD a month.
        reference: The bill of the cheapest adequate hosted model, USD a month.
        material: The amount ``m``, USD a month; that of a firm where None.

    The material amounts and the reasons stand in criteria.toml; the value ends at ``lowest`` and at 1.
    """
    material = material_usd() if material is None else material
    return _value(usd_month, material, reference + material, lowest_value())


def _value(usd_month: float, material: float, whole: float, lowest: float) -> float:
    ratio = (max(0.0, usd_month) + material) / whole
    return min(1.0, max(lowest, 0.5 - 0.25 * math.log2(ratio)))


def expected_cost_value(spread: Spread, reference: float, material: float | None = None) -> float:
    """Return the mean of :func:`cost_value` over the range of a bill, at nine equally likely points."""
    if spread.down == spread.up == 0.0:
        return cost_value(spread.usd, reference, material)
    material = material_usd() if material is None else material
    whole, lowest = reference + material, lowest_value()
    return sum([_value(spread.at(z), material, whole, lowest) for z in MIDDLES]) / _PARTS


@cache
def lowest_value() -> float:
    """Return where the value of a cost ends: below 0, so that bills far too high still differ."""
    return float(scales()["cost"]["lowest"])


@cache
def material_usd(*, own_time: bool = False) -> float:
    """Return the USD a month below which a difference hardly counts.

    Args:
        own_time: Whether people do it for themselves, so that no hour of theirs is the measure.
    """
    return float(scales()["cost"]["own_time_usd_month" if own_time else "material_usd_month"])
