"""A cluster that groups share: sized by the money that they pool, as nobody knows what they will run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from advisor.catalog.records import LanguageModel
from advisor.estimate.fleet import Fleet
from advisor.quantity import exact
from advisor.strategy.context import Context
from advisor.strategy.search import Fit
from advisor.strategy.supply import Offer, precisions_for
from advisor.strategy.utilisation import less_busy

HALF = 0.5
"""A node is bought half full where the money reaches for no whole one."""


def cluster_fit(context: Context, models: Iterable[LanguageModel]) -> Fit | None:
    """Return whole nodes of the best device that the pooled money buys, else a node of the last that is half
    full, with the first model that they serve, or None where no money was named or it does not reach."""
    money = context.profile.number("budget.one_off_usd")
    if money is None:
        return None
    priced = {offer.accelerator.id: offer for offer in context.supply.offers("purchase")}
    offers = [priced[name] for name in context.anchors.cluster_devices]
    counts = [(offer, affordable(context, offer, money)) for offer in offers]
    counts += [(offers[-1], affordable(context, offers[-1], money, part=HALF))]
    offer, count = next(((offer, count) for offer, count in counts if count), (None, 0))
    if offer is None:
        return None
    return next((f for row in models if (f := _fit(context, row, offer, count))), None)


def affordable(context: Context, offer: Offer, money: float, part: float = 1.0) -> int:
    """Return how many devices the money buys in whole nodes, with the servers around them and a share kept
    for network and storage.

    Args:
        context: The bundle.
        offer: A device with its price.
        money: What is pooled, in USD.
        part: How full the nodes are.
    """
    factor = context.parameter("server_factor").value
    share = context.anchors.cluster_share
    node = max(1, int(part * offer.accelerator.devices_per_node))
    return int(share * money / (offer.price.usd * factor)) // node * node


def _fit(context: Context, row: LanguageModel, offer: Offer, count: int) -> Fit | None:
    for precision in precisions_for(offer.accelerator):
        fleet = context.supply.fleet(row, offer.accelerator, context.load(), precision)
        if isinstance(fleet, Fleet) and fleet.devices <= count:
            return Fit(row, offer, _spread(fleet, count))
    return None


def _spread(fleet: Fleet, count: int) -> Fleet:
    """Return a fleet with all devices of the cluster, and the share of them that its load keeps busy."""
    times = exact("times_larger", count / fleet.devices, "", f"{count} devices, {fleet.devices} needed")
    busy = less_busy(fleet.utilisation, times, "utilisation / times_larger")
    return replace(fleet, replicas=count // fleet.devices_per_replica, devices=count, utilisation=busy)
