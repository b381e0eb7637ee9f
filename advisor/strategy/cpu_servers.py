"""Ordinary servers without a graphics card: rented by the core where a cloud may see the data, or bought."""

from __future__ import annotations

from typing import Literal

from advisor.catalog.records import Accelerator, RentalPrice
from advisor.strategy.context import Context
from advisor.strategy.cores import by_cores
from advisor.strategy.inside import stays_inside
from advisor.strategy.once import once
from advisor.strategy.owned import owned_offers
from advisor.strategy.servers import serves_a_department
from advisor.strategy.supply import Offer

KIND = "cpu"
PriceKind = Literal["on_demand", "purchase"]


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
    whole = (
        offer
        for offer in context.supply.offers("purchase")
        if offer.accelerator.kind == KIND
        and not (serves_a_department(context) and offer.accelerator.id in context.anchors.department.desktops)
    )
    return _owned(context) or (*whole, *_small_ones(context))


def _owned(context: Context) -> tuple[Offer, ...]:
    return tuple(offer for offer in owned_offers(context) if offer.accelerator.kind == KIND)


def _by_the_core(context: Context) -> tuple[Offer, ...]:
    """Return cloud servers of the usual sizes, each as fast as its share of the cores of a whole server."""
    rent = context.anchors.cpu_rent
    rows = {cores: by_cores(context, cores, f"{cores}-core cloud server") for cores in rent.sizes}
    return tuple(
        _offer(context, row, "on_demand", cores, rent.usd_per_core_hour, rent.source)
        for cores, row in rows.items()
    )


def _small_ones(context: Context) -> tuple[Offer, ...]:
    """Return small servers for sale: who needs some cores buys no server of 32."""
    rent = context.anchors.cpu_rent
    rows = {c: by_cores(context, c, f"{c}-core server", "small-server") for c in rent.bought_sizes}
    return tuple(
        _offer(context, row, "purchase", cores, rent.usd_per_core_bought, rent.bought_source)
        for cores, row in rows.items()
    )


def _offer(
    context: Context,
    row: Accelerator,
    kind: PriceKind,
    cores: int,
    each: tuple[float, float, float],
    source: str,
) -> Offer:
    """Return an offer at a price for each core: low, expected, high."""
    low, usd, high = (one * cores for one in each)
    price = RentalPrice(
        id=f"{row.id}-{kind.replace('_', '-')}",
        accelerator=row.id,
        kind=kind,
        usd=usd,
        low_usd=low,
        high_usd=high,
        as_of=context.anchors.cpu_rent.as_of,
        source=source,
    )
    return Offer(row, price)
