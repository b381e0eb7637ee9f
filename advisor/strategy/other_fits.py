"""Fits beside the cheapest one: on any devices for rent, and on cards made for servers."""

from __future__ import annotations

from advisor.catalog.records import LanguageModel, Tier
from advisor.strategy.classes import hardware_class
from advisor.strategy.context import Context
from advisor.strategy.eligible import chosen_models, models_of, proven_models, required_models
from advisor.strategy.fitting import RENTED_KINDS, best_of, offers_for, rented
from advisor.strategy.fleet_loads import BOUGHT
from advisor.strategy.owned import is_owned
from advisor.strategy.search import Fit
from advisor.strategy.servers import HOME_KINDS
from advisor.strategy.supply import lower_class
from advisor.strategy.usual import MOST_DEARER, in_place_of, smaller_than
from advisor.strategy.within_money import wants_the_best

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


def lesser_fit(context: Context, deployment: str, tier: Tier, best: Fit) -> Fit | None:
    """Return the cheapest fit of the class of models below on the smaller devices on which most comparable
    cases run, where hardly as many run on those of the cheapest fit: the class that work needs is a rough
    guess of ours, and what falls short of it counts in the plan's quality. Nothing for who named a model or
    asked for the ablest there is, where a mistake does harm, nor where devices are there.

    Args:
        context: The bundle.
        deployment: Where it runs.
        tier: The class of models that is needed.
        best: The cheapest fit.
    """
    usual = smaller_than(context, hardware_class(best.offer.accelerator, best.fleet.devices))
    lower = lower_class(tier)
    named = required_models(context) or chosen_models(context) or proven_models(context)
    bound = named or wants_the_best(context) or context.profile.flag("use_case.harm") is True
    if not usual or lower == tier or bound or is_owned(context, best.offer):
        return None
    return best_of(context, deployment, models_of(context, lower), offers_for(context, deployment), usual)[0]


def _price(fit: Fit) -> float:
    return fit.offer.price.usd * fit.fleet.devices
