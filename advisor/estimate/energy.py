"""Electricity and carbon of devices at work."""

from __future__ import annotations

from advisor.catalog.records import Accelerator
from advisor.estimate.money import money_parameters
from advisor.estimate.ownership import rated_kw
from advisor.quantity import Quantity, derive


def energy_kwh(
    device_hours: Quantity, rated_kw_each: Quantity, power_factor: Quantity, pue: Quantity
) -> Quantity:
    """Return kWh at the meter: device_hours x rated kW x power_factor x pue."""
    return derive(
        "energy_kwh",
        "kWh",
        f"{device_hours.name} x {rated_kw_each.name} x {power_factor.name} x {pue.name}",
        lambda hours, kw, factor, pue: hours * kw * factor * pue,
        {"hours": device_hours, "kw": rated_kw_each, "factor": power_factor, "pue": pue},
    )


def training_kwh(device_hours: Quantity, accelerator: Accelerator, pue: Quantity) -> Quantity:
    """Return the electricity of a training run in kWh, servers and hall included."""
    return energy_kwh(device_hours, rated_kw(accelerator, 1), money_parameters()["server_power_factor"], pue)


def carbon_kg(kwh: Quantity, gco2_per_kwh: Quantity) -> Quantity:
    """Return the emissions of some electricity in kgCO2e: kwh x gco2_per_kwh / 1000.

    Making the devices is not included.
    """
    return derive(
        "carbon_kg",
        "kgCO2e",
        f"{kwh.name} x {gco2_per_kwh.name} / 1000",
        lambda kwh, grams: kwh * grams / 1000.0,
        {"kwh": kwh, "grams": gco2_per_kwh},
    )
