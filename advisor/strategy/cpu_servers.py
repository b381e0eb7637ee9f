"""Ordinary servers without a graphics card: rented by the core where a cloud may see the data, or bought."""

from __future__ import annotations

from advisor.catalog.records import RentalPrice
from advisor.strategy.context import Context
from advisor.strategy.cores import by_cores
from advisor.strategy.inside import stays_inside
from advisor.strategy.once import once
from advisor.strategy.owned import owned_offers
from advisor.strategy.servers import serves_a_department
from advisor.strategy.supply import Offer

KIND = "cpu"


@once
def cpu_servers_are_bought(context: Context) -> bool:
    """Return whether the servers are machines of one's own: what is owned, or where nothing may be rented."""
    return stays_inside(context) or bool(_owned(context))


@once
def cpu_offers(context: Context) -> tuple[Offer, ...]:
    """Return the servers to choose from: those owned, those for sale, or parts of a server by the hour.

    Where many people rely on it, desktop machines are left out.
    """
    if not cpu_servers_are_bought(context):
        return _by_the_core(context)
    return _owned(context) or tuple(
        offer
        for offer in context.supply.offers("purchase")
        if offer.accelerator.kind == KIND
        and not (serves_a_department(context) and offer.accelerator.id in context.anchors.department.desktops)
    )


def _owned(context: Context) -> tuple[Offer, ...]:
    return tuple(offer for offer in owned_offers(context) if offer.accelerator.kind == KIND)


def _by_the_core(context: Context) -> tuple[Offer, ...]:
    """Return cloud servers of the usual sizes, each as fast as its share of the cores of a whole server."""
    rent = context.anchors.cpu_rent
    low, usd, high = rent.usd_per_core_hour
    found = []
    for cores in rent.sizes:
        row = by_cores(context, cores, f"{cores}-core cloud server")
        price = RentalPrice(
            id=f"{row.id}-on-demand",
            accelerator=row.id,
            kind="on_demand",
            usd=usd * cores,
            low_usd=low * cores,
            high_usd=high * cores,
            as_of=rent.as_of,
            source=rent.source,
        )
        found.append(Offer(row, price))
    return tuple(found)
