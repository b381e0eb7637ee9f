"""The dated constants of serving with a host, with guessed tokens and at a request rate."""

from __future__ import annotations

from functools import cache

from advisor.estimate.coefficients import Interval
from advisor.resources import shipped_toml


@cache
def reach_constant(name: str) -> float:
    """Return a constant by its table in ``reach.toml``, in the unit that stands there."""
    return float(shipped_toml("estimate/reach.toml")[name]["value"])


@cache
def most_patches() -> float:
    """Return the most patches of an image that models merge into one token."""
    return float(shipped_toml("estimate/reach.toml")["patches_per_token"]["high"])


@cache
def host_range() -> Interval:
    """Return the 90% factors on a rate that the host decides."""
    row = shipped_toml("estimate/reach.toml")["host_range"]
    return Interval(row["low"], row["high"])
