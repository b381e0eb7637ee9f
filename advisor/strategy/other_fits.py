"""Fits beside the cheapest one: on any devices for rent, and on cards made for servers."""

from __future__ import annotations

from advisor.catalog.records import LanguageModel
from advisor.strategy.context import Context
from advisor.strategy.fitting import RENTED_KINDS, best_of, offers_for, rented
from advisor.strategy.fleet_loads import BOUGHT
from advisor.strategy.owned import is_owned
from advisor.strategy.search import Fit
from advisor.strategy.servers import HOME_KINDS
from advisor.strategy.usual import MOST_DEARER, in_place_of

ON_A_DESK = ("apple", "soc")
"""Kinds of whole computers without what a server has; cards for gamers at least stand in one."""


def market_fit(context: Context, deployment: str, model: LanguageModel) -> Fit | None:
    """Return the cheapest fit of one model on any devices for rent, whatever runs today; or None."""
    return best_of(context, deployment, [model], rented(context, RENTED_KINDS.get(deployment)))[0]


def in_a_rack(context: Context, deployment: str, best: Fit) -> Fit | None:
    """Return the cheapest fit of a model on cards made for servers, where the cheapest of all stands on a
    desk and is still to be bought: who buys for an office thinks of its server room too.

    Args:
        context: The bundle.
        deployment: One where devices are bought.
        best: The cheapest fit of all.
    """
    if (
        deployment not in BOUGHT
        or is_owned(context, best.offer)
        or best.offer.accelerator.kind not in ON_A_DESK
    ):
        return None
    offers = tuple(o for o in offers_for(context, deployment) if o.accelerator.kind not in HOME_KINDS)
    return best_of(context, deployment, [best.model], offers)[0]


def usual_fit(context: Context, deployment: str, best: Fit) -> Fit | None:
    """Return the cheapest fit of a model on devices of a class on which most comparable cases run, where the
    cheapest of all is of none and these cost little more: a few cards that just carry the load, or more
    memory than it needs, may be the cheapest by the hour and yet not what anybody runs it on. Devices that
    are there stay.

    Args:
        context: The bundle.
        deployment: Where it runs.
        best: The cheapest fit of all.
    """
    usual = in_place_of(context, best.offer.accelerator, best.fleet.devices)
    if not usual or is_owned(context, best.offer):
        return None
    found, _ = best_of(context, deployment, [best.model], offers_for(context, deployment), usual)
    return found if found is not None and _price(found) <= MOST_DEARER * _price(best) else None


def _price(fit: Fit) -> float:
    return fit.offer.price.usd * fit.fleet.devices
