"""What hardware of one's own costs: once, every month, and what it still sells for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.money import HOURS_PER_MONTH
from advisor.estimate.purchase import purchase_usd
from advisor.quantity import Quantity, assumed, derive, exact, plain_number, sourced

DEFAULT_TDP_W = 350.0
"""Rated power of a device whose maker states none; the range is x/÷ 2."""
RESALE_MONTHS = 36.0
"""The age that the resale share of the parameter book is about."""


@dataclass(frozen=True, slots=True)
class OwnedTerms:
    """What bought hardware costs beside its price."""

    electricity_usd_per_kwh: Quantity
    pue: Quantity
    """Power of the hall over the power of its machines."""
    colo_usd_per_kw_month: Quantity
    """Space, power and cooling for one kW in a shared hall."""
    server_factor: Quantity
    """Price of a complete server over the price of its devices."""
    residual_share_36m: Quantity
    """What the hardware still sells for after three years, as a share of its price."""
    power_factor: Quantity
    """Power that a complete server draws over the rated power of its devices: idle at its low end, fully
    loaded at its high end."""
    maintenance_share_year: Quantity
    """Spare parts and support a year, as a share of the purchase price."""
    capital_cost_year: Quantity
    """What the money that is tied up costs a year, as a share of it."""

    @staticmethod
    def load(parameter: Callable[[str], Quantity]) -> OwnedTerms:
        """Read the terms by name, from the catalogue or what the user said instead."""
        return OwnedTerms(
            electricity_usd_per_kwh=parameter("electricity_usd_per_kwh"),
            pue=parameter("pue"),
            colo_usd_per_kw_month=parameter("colo_usd_per_kw_month"),
            server_factor=parameter("server_factor"),
            residual_share_36m=parameter("residual_share_36m"),
            power_factor=parameter("serving_power_factor"),
            maintenance_share_year=parameter("maintenance_share_year"),
            capital_cost_year=parameter("capital_cost_year"),
        )


@dataclass(frozen=True, slots=True)
class OwnedBill:
    """The bill of hardware of one's own, part by part."""

    once: Quantity
    """Purchase of complete servers, USD."""
    power: Quantity
    """Electricity and cooling, or the shared hall that holds both, USD a month."""
    spares: Quantity
    """Spare parts and support, USD a month."""
    capital: Quantity
    """Interest on the money that is tied up, USD a month; nothing for what is owned already."""
    residual: Quantity
    """What it still sells for in the end, USD; subtract it from the lifetime bill."""
    kw: Quantity
    """Average power of the servers, without the hall."""


def rated_kw(accelerator: Accelerator, devices: int) -> Quantity:
    """Return the rated power of some devices in kW: devices x tdp_w / 1000."""
    if accelerator.tdp_w is None:
        usual = devices * DEFAULT_TDP_W / 1000.0
        return assumed(
            "rated_kw", usual, usual / 2, usual * 2, "kW", f"no rating known for {accelerator.name}"
        )
    kw = devices * accelerator.tdp_w / 1000.0
    return sourced("rated_kw", kw, "kW", accelerator.source, as_of=accelerator.as_of)


def average_kw(rated: Quantity, power_factor: Quantity, utilisation: Quantity | None) -> Quantity:
    """Return what servers draw on average in kW.

    rated_kw x (idle + (full - idle) x utilisation), where ``idle`` and ``full`` are the ends of the measured
    factor; without a known utilisation rated_kw x power_factor with its whole range.
    """
    if utilisation is None:
        inputs = {"rated": rated, "factor": power_factor}
        return derive(
            "average_kw", "kW", "rated_kw x power_factor", lambda rated, factor: rated * factor, inputs
        )
    idle, full = power_factor.low, power_factor.high
    return derive(
        "average_kw",
        "kW",
        f"rated_kw x ({idle:g} + {full - idle:g} x utilisation)",
        lambda rated, busy: rated * (idle + (full - idle) * min(1.0, busy)),
        {"rated": rated, "busy": utilisation},
        spread=1.15,
        sources=power_factor.sources,
    )


def owned_bill(
    price: Quantity,
    accelerator: Accelerator,
    devices: int,
    terms: OwnedTerms,
    *,
    hosted: bool = True,
    already_paid: bool = False,
    utilisation: Quantity | None = None,
    months: int = int(RESALE_MONTHS),
) -> OwnedBill:
    """Return what devices of one's own cost; people come on top.

    once as in :func:`advisor.estimate.purchase.purchase_usd`; power is kW x colo in a shared hall, whose
    price holds energy and cooling, else kW x pue x 730 hours x electricity; spares = once x maintenance / 12;
    capital = what is tied up on average x its cost a year / 12.

    Args:
        price: USD for one device.
        accelerator: The device, for its rated power.
        devices: How many there are.
        terms: Power, hosting and resale, from :meth:`OwnedTerms.load`.
        hosted: Whether space in a shared hall is rented; else it runs on the team's own site and electricity.
        already_paid: Whether the devices are owned already, so that only running costs count.
        utilisation: Share of the time that they are busy, for their power.
        months: Age at which they are sold.
    """
    new = purchase_usd(price, accelerator, devices, terms.server_factor)
    kw = average_kw(rated_kw(accelerator, devices), terms.power_factor, utilisation)
    residual = _residual(new, terms.residual_share_36m, months)
    spares = derive(
        "spares_usd_month",
        "USD/month",
        "hardware_usd_once x maintenance_share_year / 12",
        lambda once, share: once * share / 12.0,
        {"once": new, "share": terms.maintenance_share_year},
    )
    power = _power(kw, terms, hosted=hosted)
    if already_paid:
        return OwnedBill(_nothing("hardware_usd_once", "USD"), power, spares, _nothing(), residual, kw)
    return OwnedBill(new, power, spares, _capital(new, residual, terms), residual, kw)


def _residual(once: Quantity, share_36m: Quantity, months: int) -> Quantity:
    years = months / RESALE_MONTHS
    power = "" if years == 1.0 else f"^{plain_number(years)}"
    return derive(
        "residual_usd",
        "USD",
        f"hardware_usd_once x residual_share_36m{power}",
        lambda once, share: once * share**years,
        {"once": once, "share": share_36m},
    )


def _capital(once: Quantity, residual: Quantity, terms: OwnedTerms) -> Quantity:
    return derive(
        "capital_usd_month",
        "USD/month",
        "(hardware_usd_once + residual_usd) / 2 x capital_cost_year / 12",
        lambda once, residual, cost: (once + residual) / 2.0 * cost / 12.0,
        {"once": once, "residual": residual, "cost": terms.capital_cost_year},
    )


def _power(kw: Quantity, terms: OwnedTerms, *, hosted: bool) -> Quantity:
    if hosted:
        inputs = {"kw": kw, "colo": terms.colo_usd_per_kw_month}
        text = "average_kw x colo_usd_per_kw_month"
        return derive("power_usd_month", "USD/month", text, lambda kw, colo: kw * colo, inputs)
    inputs = {"kw": kw, "pue": terms.pue, "electricity": terms.electricity_usd_per_kwh}
    return derive(
        "power_usd_month",
        "USD/month",
        "average_kw x pue x 730 hours x electricity_usd_per_kwh",
        lambda kw, pue, electricity: kw * pue * HOURS_PER_MONTH * electricity,
        inputs,
    )


def _nothing(name: str = "capital_usd_month", unit: str = "USD/month") -> Quantity:
    return exact(name, 0.0, unit, "0, because it is owned already")
