"""What devices cost beside their price: machines, network, power and upkeep, as a search compares them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.money import money_parameters
from advisor.estimate.ownership import rated_kw
from advisor.estimate.purchase import COMPLETE, around, cards_per_server
from advisor.quantity import HOURS_PER_MONTH, HOURS_PER_YEAR, Quantity, derive
from advisor.strategy.context import Context
from advisor.strategy.once import once
from advisor.strategy.servers import serves_a_department

WORKING_DAYS = 220.0


@dataclass(frozen=True, slots=True)
class Beside:
    """The terms of a deployment, in USD for a purchase and in USD an hour for a rent."""

    bought: bool = False
    server_share: float = 0.0
    """Price of the machine around the devices, over their price."""
    network_share: float = 0.0
    """Price of switches and cables over that of the machines, where there are several."""
    usd_per_kw: float = 0.0
    """Power and cooling of one kW over the life of a purchase."""
    upkeep_usd: float = 0.0
    """What keeping one more machine running takes; the first one is in the people of every plan."""

    spare: bool = False
    """Whether one copy of the model more is bought than the load needs."""

    def usd(self, accelerator: Accelerator, price: float, devices: float, copy: float) -> float:
        """Return what some devices cost with everything around them; nothing for those that are owned.

        For a purchase (n x price + max(n x price x server_share, machines x least)) x (1 + network_share)
        + n x kW x usd_per_kw + (machines - 1) x upkeep_usd, for a rent n x price + (machines - 1) x
        upkeep_usd, where n counts the copy of the model that may fail. More devices never cost less.

        Args:
            accelerator: The device.
            price: Of one device.
            devices: How many the load needs; infinite where no number of them will do.
            copy: How many hold one copy of the model.
        """
        if price <= 0.0 or math.isinf(devices):
            return 0.0 if price <= 0.0 else devices
        devices += copy * self.spare
        further = max(0, math.ceil(devices / cards_per_server(accelerator)) - 1) * self.upkeep_usd
        if not self.bought:
            return devices * price + further
        power = rated_kw(accelerator, 1).value * devices * self.usd_per_kw
        if accelerator.kind in COMPLETE:
            return devices * price + power + further
        machines = around(accelerator, math.ceil(devices))
        cards = devices * price
        bare = cards + max(cards * self.server_share, machines.servers * machines.least_usd.value)
        return bare * (1.0 + self.network_share * machines.networked) + power + further

    def each_usd(self, accelerator: Accelerator, price: float) -> float:
        """Return what each device costs at least with its share of what comes with it: never more than
        :meth:`usd` over the devices, the spare ones included."""
        if price <= 0.0 or not self.bought:
            return price
        machine = 0.0 if accelerator.kind in COMPLETE else max(0.0, self.server_share)
        return price * (1.0 + machine) + rated_kw(accelerator, 1).value * self.usd_per_kw


PRICE_ALONE = Beside()
"""Nothing is counted but the price of the devices."""


@once
def beside(context: Context, *, bought: bool) -> Beside:
    """Return what devices of a deployment cost beside their price.

    Args:
        context: The bundle.
        bought: Whether they are bought rather than rented.
    """
    upkeep_year = (
        context.anchors.upkeep_days_year / WORKING_DAYS * context.parameter("engineer_usd_year").value
    )
    if not bought:
        return Beside(upkeep_usd=upkeep_year / HOURS_PER_YEAR)
    months = context.workload.months
    price_kwh, pue = context.parameter("electricity_usd_per_kwh").value, context.parameter("pue").value
    return Beside(
        bought=True,
        server_share=context.parameter("server_factor").value - 1.0,
        network_share=money_parameters()["network_share"].value,
        usd_per_kw=months * HOURS_PER_MONTH * pue * price_kwh,
        upkeep_usd=upkeep_year * months / 12.0,
        spare=serves_a_department(context),
    )


def people_with_upkeep(
    context: Context, people: Quantity, accelerator: Accelerator, devices: int
) -> Quantity:
    """Return the people of a plan with those who keep its further machines running.

    people + (machines - 1) x upkeep days / 220 working days

    Args:
        context: The bundle.
        people: Of the plan whatever the number of its machines.
        accelerator: The device.
        devices: How many.
    """
    further = math.ceil(devices / cards_per_server(accelerator)) - 1
    if further < 1 or accelerator.kind in COMPLETE:
        return people
    days = context.anchors.upkeep_days_year
    return derive(
        "people",
        "FTE",
        f"people + {further} further servers x {days:g} days / {WORKING_DAYS:g}",
        lambda people: people + further * days / WORKING_DAYS,
        {"people": people.with_name("people_of_one_server")},
    )
