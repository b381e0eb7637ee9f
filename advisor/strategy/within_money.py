"""What the money buys where it does not reach for the devices that an office would buy."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.catalog.records import TIERS, LanguageModel, Tier
from advisor.estimate.fleet import Fleet
from advisor.estimate.purchase import COMPLETE, cards_per_server
from advisor.strategy.context import Context
from advisor.strategy.eligible import required_models
from advisor.strategy.fitting import best_of
from advisor.strategy.owned import is_owned
from advisor.strategy.pricing import owned_lines
from advisor.strategy.search import Fit
from advisor.strategy.servers import desk_offers, server_offers
from advisor.strategy.supply import Offer, tier_index

MONEY, ON_SITE, HALL = "budget.one_off_usd", "on_prem", "datacentre"
BEST = "frontier"
"""The quality bar of who asked for the ablest there is: a smaller model is no answer."""


def wants_the_best(context: Context) -> bool:
    """Return whether somebody asked for the ablest model there is."""
    return context.profile.said("quality.bar") and context.profile.text("quality.bar") == BEST


def is_beyond(context: Context, offer: Offer, fleet: Fleet) -> bool:
    """Return whether even the low end of what devices cost to buy, with the machines around them, is more
    than the sum that was said.

    Args:
        context: The bundle.
        offer: The device.
        fleet: How many of them.
    """
    once = context.profile.number(MONEY)
    if once is None or not context.profile.said(MONEY) or is_owned(context, offer):
        return False
    in_a_hall = offer.accelerator.kind == HALL
    lines = owned_lines(context, offer, fleet, hosted=in_a_hall, paid=False)
    return sum(line.once.low for line in lines if line.once is not None) > once


def modest_fit(
    context: Context, deployment: str, tier: Tier, models: list[LanguageModel], best: Fit
) -> Fit | None:
    """Return the ablest that the money buys where it does not reach for the cheapest fit: the models that are
    needed on desktop machines, or those of a class below on servers or on these; None where it buys nothing
    that serves.

    More money never takes a fit away: what a sum buys, a larger one buys too.

    Args:
        context: The bundle.
        deployment: Where it runs; there is a choice only of what is bought for oneself.
        tier: The class of models that is needed.
        models: Those that will do.
        best: Their cheapest fit.
    """
    if deployment != ON_SITE or not is_beyond(context, best.offer, best.fleet):
        return None
    for rows, offers in _choices(context, tier, models, best.model):
        fit, _ = best_of(context, deployment, rows, offers)
        if fit is not None and is_modest(context, fit.offer, fit.fleet):
            return fit
    return None


def is_modest(context: Context, offer: Offer, fleet: Fleet) -> bool:
    """Return whether devices stand in one machine that the money buys, the spare copy apart: nobody stacks
    desktop computers.

    Args:
        context: The bundle.
        offer: The device.
        fleet: How many of them.
    """
    held = 1 if offer.accelerator.kind in COMPLETE else cards_per_server(offer.accelerator)
    spare = fleet.devices_per_replica if fleet.replicas > 1 else 0
    return fleet.devices - spare <= held and not is_beyond(context, offer, fleet)


def _choices(
    context: Context, tier: Tier, models: list[LanguageModel], first: LanguageModel
) -> Iterator[tuple[list[LanguageModel], tuple[Offer, ...]]]:
    """Yield models with devices, the ablest first."""
    desks, servers = desk_offers(context), server_offers(context)
    yield [first], desks
    yield models, desks
    if required_models(context) or wants_the_best(context):
        return
    for lower in reversed(TIERS[: tier_index(tier)]):
        rows = context.supply.open_models(lower, vision=context.vision, without=context.left_out)
        yield rows, servers
        yield rows, desks
