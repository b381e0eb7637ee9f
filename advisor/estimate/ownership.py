"""What bought hardware costs: once, every month, and what it still sells for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.money import HOURS_PER_MONTH, money_parameters
from advisor.quantity import Quantity, assumed, derive, exact, sourced

COMPLETE = ("soc", "apple", "cpu")
"""Kinds that are sold as whole computers, so that no server is bought around them."""
DEFAULT_TDP_W = 350.0
"""Rated power of a device whose maker states none; the range is x/÷ 2."""


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
    """Power that a complete server draws on average over the rated power of its devices."""
    maintenance_share_year: Quantity
    """Spare parts and support a year, as a share of the purchase price."""

    @staticmethod
    def load(parameter: Callable[[str], Quantity]) -> OwnedTerms:
        """Read the terms from the catalogue, for instance ``OwnedTerms.load(catalog.parameter)``."""
        own = money_parameters()
        return OwnedTerms(
            electricity_usd_per_kwh=parameter("electricity_usd_per_kwh"),
            pue=parameter("pue"),
            colo_usd_per_kw_month=parameter("colo_usd_per_kw_month"),
            server_factor=parameter("server_factor"),
            residual_share_36m=parameter("residual_share_36m"),
            power_factor=own["serving_power_factor"],
            maintenance_share_year=own["maintenance_share_year"],
        )


@dataclass(frozen=True, slots=True)
class OwnedBill:
    """The bill of bought hardware."""

    once: Quantity
    """Purchase of complete servers, USD."""
    month: Quantity
    """Power, hosting, spares and people, USD a month."""
    residual: Quantity
    """What it still sells for after 36 months, USD; subtract it from the lifetime bill."""
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


def _purchase(price: Quantity, accelerator: Accelerator, devices: int, terms: OwnedTerms) -> Quantity:
    """Return what devices cost with the servers around them; a complete computer needs none."""
    if accelerator.kind in COMPLETE:
        text = f"{devices} devices x price"
        return derive("hardware_usd_once", "USD", text, lambda price: devices * price, {"price": price})
    return derive(
        "hardware_usd_once",
        "USD",
        f"{devices} devices x price x server_factor",
        lambda price, server: devices * price * server,
        {"price": price, "server": terms.server_factor},
    )


def owned_bill(
    price: Quantity,
    accelerator: Accelerator,
    devices: int,
    people_fte: Quantity,
    engineer_usd_year: Quantity,
    terms: OwnedTerms,
    *,
    hosted: bool = True,
    already_paid: bool = False,
) -> OwnedBill:
    """Return what bought devices cost.

    once = devices x price x server_factor, without the factor for a complete computer;
    month = power + once x maintenance / 12 + people, where power is kW x colo in a shared hall, whose price
    holds energy and cooling, else kW x pue x 730 h x electricity.

    Args:
        price: USD for one device.
        accelerator: The device, for its rated power.
        devices: How many are bought.
        people_fte: Full-time equivalents that keep it running.
        engineer_usd_year: Cost of one of them for a year, overheads included.
        terms: Power, hosting and resale, from :meth:`OwnedTerms.load`.
        hosted: Whether space in a shared hall is rented; else it runs on the team's own site and electricity.
        already_paid: Whether the devices are owned already, so that only running costs count.
    """
    new = _purchase(price, accelerator, devices, terms)
    kw = derive(
        "average_kw",
        "kW",
        "rated_kw x power_factor",
        lambda rated, factor: rated * factor,
        {"rated": rated_kw(accelerator, devices), "factor": terms.power_factor},
    )
    month = _running_month(new, kw, people_fte, engineer_usd_year, terms, hosted=hosted)
    residual = derive(
        "residual_usd",
        "USD",
        "hardware_usd_once x residual_share_36m",
        lambda once, share: once * share,
        {"once": new, "share": terms.residual_share_36m},
    )
    return OwnedBill(_nothing_to_pay() if already_paid else new, month, residual, kw)


def _nothing_to_pay() -> Quantity:
    return exact("hardware_usd_once", 0.0, "USD", "0, because it is owned already")


def _running_month(
    once: Quantity,
    kw: Quantity,
    people_fte: Quantity,
    engineer_usd_year: Quantity,
    terms: OwnedTerms,
    *,
    hosted: bool,
) -> Quantity:
    inputs = {"kw": kw, "once": once, "spares": terms.maintenance_share_year}
    inputs |= {"fte": people_fte, "salary": engineer_usd_year}
    if hosted:
        power_text = "average_kw x colo_usd_per_kw_month"
        inputs["colo"] = terms.colo_usd_per_kw_month
    else:
        power_text = "average_kw x pue x 730 h x electricity_usd_per_kwh"
        inputs |= {"pue": terms.pue, "electricity": terms.electricity_usd_per_kwh}

    def usd(
        kw: float,
        once: float,
        spares: float,
        fte: float,
        salary: float,
        colo: float = 0.0,
        pue: float = 0.0,
        electricity: float = 0.0,
    ) -> float:
        power = kw * (colo + pue * HOURS_PER_MONTH * electricity)
        return power + once * spares / 12.0 + fte * salary / 12.0

    return derive(
        "owned_usd_month",
        "USD/month",
        f"{power_text} + hardware_usd_once x maintenance_share_year / 12"
        " + people_fte x engineer_usd_year / 12",
        usd,
        inputs,
    )
