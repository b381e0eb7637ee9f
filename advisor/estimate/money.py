"""The calendar of monthly bills, the defaults of the money formulas, and the price of device time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from advisor.quantity import DAYS_PER_MONTH, HOURS_PER_MONTH, Quantity, derive, sourced
from advisor.resources import shipped_toml

__all__ = ["DAYS_PER_MONTH", "HOURS_PER_MONTH", "device_cost", "money_parameters"]


@cache
def money_parameters() -> Mapping[str, Quantity]:
    """Return the defaults of the money and energy formulas by name."""
    rows = shipped_toml("estimate/money_coefficients.toml")
    return {name: _quantity(name, row) for name, row in rows.items()}


def device_cost(hours: Quantity, rate: Quantity) -> Quantity:
    """Return what device-hours cost in USD: gpu_hours x rate."""
    return derive("cost_usd", "USD", "gpu_hours x rate", lambda h, r: h * r, {"h": hours, "r": rate})


def _quantity(name: str, row: Mapping[str, Any]) -> Quantity:
    assumed = str(row["source"]).startswith("assumed")
    return sourced(
        name,
        float(row["value"]),
        str(row["unit"]),
        str(row["source"]),
        low=float(row["low"]),
        high=float(row["high"]),
        as_of=row["as_of"],
        basis="assumed" if assumed else "sourced",
    )
