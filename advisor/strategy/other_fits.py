"""Fits beside the cheapest one: on any devices for rent, and on cards made for servers."""

from __future__ import annotations

from advisor.catalog.records import LanguageModel
from advisor.strategy.context import Context
from advisor.strategy.fitting import RENTED_KINDS, best_of, offers_for, rented
from advisor.strategy.fleet_loads import BOUGHT
from advisor.strategy.owned import is_owned
from advisor.strategy.search import Fit
from advisor.strategy.servers import HOME_KINDS

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
