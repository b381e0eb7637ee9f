"""Computers that are built into machines or devices which somebody makes: one bill for each that leaves."""

from __future__ import annotations

from advisor.estimate.ledger import Line
from advisor.profile import Profile
from advisor.quantity import MONTHS_PER_YEAR, Quantity, derive, exact, plain_number
from advisor.strategy.context import Context
from advisor.strategy.records import Limit
from advisor.strategy.supply import Offer
from advisor.strategy.wordings import limit_of

UNITS, UNIT_USD = "hardware.units_per_year", "budget.unit_usd"


def is_built_in(profile: Profile) -> bool:
    """Return whether the computer is a part of each of many machines, whoever buys them."""
    return profile.said(UNITS) or profile.said(UNIT_USD)


def built_lines(context: Context, offer: Offer, count: int) -> tuple[Line, ...]:
    """Return what the computers in the machines of a month cost: units a year / 12 x devices x price.

    Where nobody said how many are built it is the bill of one, paid once. Power is for who runs the machine.

    Args:
        context: The bundle.
        offer: The device with its purchase price.
        count: Devices in one machine.
    """
    price = context.supply.catalog.rate(offer.price)
    units = context.profile.number(UNITS) if context.profile.said(UNITS) else None
    parts = {"devices": exact("devices", count, "devices", "in one machine"), "price": price}
    if units is None:
        text = f"{count} x price of the device, for one machine"
        once = derive("hardware_usd_once", "USD", text, lambda devices, price: devices * price, parts)
        return (Line("hardware", once=once),)
    parts["units"] = exact(UNITS.rpartition(".")[2], units, "units/year", "as you said")
    text = "units_per_year / 12 x devices x price"
    month = derive(
        "built_in_usd_month",
        "USD/month",
        text,
        lambda devices, price, units: units / MONTHS_PER_YEAR * devices * price,
        parts,
    )
    return (Line("devices that are built in", month=month),)


def unit_limits(context: Context, offer: Offer, count: int) -> tuple[Limit, ...]:
    """Return the limit on what goes into one machine where even the low end of the price breaks it."""
    most = context.profile.number(UNIT_USD) if context.profile.said(UNIT_USD) else None
    least = unit_usd(context, offer, count).low
    if most is None or least <= most:
        return ()
    return (limit_of("unit", "budget", {"usd": plain_number(least)}, {"usd": plain_number(most)}),)


def unit_usd(context: Context, offer: Offer, count: int) -> Quantity:
    """Return the price of the devices in one machine."""
    price = context.supply.catalog.rate(offer.price)
    return derive("unit_usd", "USD", f"{count} x price", lambda price: count * price, {"price": price})
