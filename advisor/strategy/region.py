"""What electricity costs and emits where the hardware stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.catalog.lookup import fold, names_of
from advisor.catalog.records import Region
from advisor.quantity import Quantity, sourced
from advisor.strategy.once import once

if TYPE_CHECKING:
    from advisor.strategy.context import Context

REGIONAL = ("electricity_usd_per_kwh", "gco2_per_kwh", "pue")
"""Parameters that the region book knows better than the parameter book."""


@once
def region_of(context: Context) -> Region | None:
    """Return the region that the user named, where the catalogue has it."""
    wanted = fold(context.profile.text("data.region"))
    if not wanted:
        return None
    rows = context.supply.catalog.regions.values()
    return next((row for row in rows if wanted in {fold(name) for name in names_of(row)}), None)


def regional(context: Context, name: str) -> Quantity | None:
    """Return a parameter as it is in the user's region, or None where none is named or known."""
    row = region_of(context) if name in REGIONAL else None
    if row is None:
        return None
    if name == "electricity_usd_per_kwh":
        value, low, high = row.electricity_usd_per_kwh, row.electricity_low, row.electricity_high
        return _figure(row, name, value, low, high, "USD/kWh")
    if name == "gco2_per_kwh":
        return _figure(row, name, row.gco2_per_kwh, row.gco2_low, row.gco2_high, "gCO2/kWh")
    return None if row.pue is None else _figure(row, name, row.pue, row.pue, row.pue, "ratio")


def _figure(row: Region, name: str, value: float, low: float, high: float, unit: str) -> Quantity:
    return sourced(name, value, unit, row.source, low=low, high=high, as_of=row.as_of, note=row.name)
