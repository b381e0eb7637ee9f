"""How many of today's months a growing bill makes, and how much of a thing a growing load needs."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal

Grows = Literal["never", "with_traffic", "when_full"]
"""A monthly bill stays, follows the traffic, or grows from the month in which what is there is full."""


@lru_cache(maxsize=4096)
def traffic_months(growth_per_year: float, months: int) -> float:
    """Return the months of today's traffic that ``months`` of growing traffic make.

    sum over m = 0 .. months-1 of growth^(m/12), the geometric series in closed form.

    >>> traffic_months(1.0, 36)
    36.0
    >>> round(traffic_months(2.0, 36), 1)
    117.7
    """
    if growth_per_year == 1.0:
        return float(months)
    each = math.pow(growth_per_year, 1.0 / 12.0)
    return float(months) if abs(each - 1.0) < 1e-12 else (math.pow(each, months) - 1.0) / (each - 1.0)


def months_until_full(growth_per_year: float, headroom: float) -> float:
    """Return after how many months traffic has grown by ``headroom``: 12 ln(headroom) / ln(growth)."""
    if headroom <= 1.0:
        return 0.0
    return 12.0 * math.log(headroom) / math.log(growth_per_year) if growth_per_year > 1.0 else math.inf


@lru_cache(maxsize=4096)
def months_paid(grows: Grows, growth: float, drift: float, headroom: float, months: int) -> float:
    """Return how many of today's months a line has cost by the end of ``months``.

    never: sum of drift^(m/12); with the traffic: sum of (growth x drift)^(m/12); when full: sum of
    max(1, growth^(m/12) / headroom) x drift^(m/12), m from 0.
    """
    if grows == "with_traffic":
        return traffic_months(growth * drift, months)
    if grows == "never" or growth <= 1.0:
        return traffic_months(drift, months)
    full = math.ceil(min(float(months), months_until_full(growth, headroom)))
    before = traffic_months(drift, full)
    return before + (traffic_months(growth * drift, months) - traffic_months(growth * drift, full)) / headroom


def size_by(grows: Grows, growth: float, headroom: float, month: int) -> float:
    """Return how much of a thing is needed in a month over what is there now, at least 1 when bought."""
    if grows == "never" or month < 1:
        return 1.0
    grown = math.pow(growth, (month - 1) / 12.0)
    return max(1.0, grown / headroom) if grows == "when_full" else grown
