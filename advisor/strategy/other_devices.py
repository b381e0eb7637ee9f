"""Devices for a model that is no LLM beside the cheapest: those of comparable cases, and those in mind."""

from __future__ import annotations

from dataclasses import replace

from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.fleet_loads import BOUGHT
from advisor.strategy.other_sizing import RENTED, Sized, cheapest, offers_of
from advisor.strategy.owned import is_owned
from advisor.strategy.servers import HOME_KINDS, desk_offers
from advisor.strategy.usual import MOST_DEARER, in_place_of


def other_devices(context: Context, deployment: str, units: float, best: Sized) -> list[Sized]:
    """Return the model on other devices than the cheapest: those of comparable cases, and those in mind."""
    found = (sized(context, deployment, units, best) for sized in (_usual, _named))
    return list({one.offer.accelerator.id: one for one in found if one is not None}.values())


def _usual(context: Context, deployment: str, units: float, best: Sized) -> Sized | None:
    """Return a model on the cheapest devices of a class on which most comparable cases run, where the
    cheapest of all are of none and these cost little more, as for language models.

    Args:
        context: What is asked for.
        deployment: Where it runs.
        units: Units of work on a normal day.
        best: The model on the cheapest devices of all.
    """
    usual = in_place_of(context, best.offer.accelerator, best.fleet.devices)
    if deployment not in (RENTED, *BOUGHT) or not usual or is_owned(context, best.offer):
        return None
    on_a_desk = best.offer.accelerator.kind in HOME_KINDS
    offers = desk_offers(context) if on_a_desk else offers_of(context, best.row, deployment)
    found = cheapest(context, best.row, deployment, units, offers, usual)
    if not isinstance(found, Sized) or _price(found) > MOST_DEARER * _price(best):
        return None
    return replace(found, in_place_of=best.in_place_of)


def _named(context: Context, deployment: str, units: float, best: Sized) -> Sized | None:
    """Return a model on the rented devices that the user has in mind, beside the cheapest ones; None where
    nobody thought of renting, or these are the cheapest.

    Args:
        context: What is asked for.
        deployment: Where it runs.
        units: Units of work on a normal day.
        best: The model on the cheapest devices of all.
    """
    if deployment != RENTED or RENTED not in context.profile.words("wish.deployments"):
        return None
    rows = (device_row(context, device) for device in context.profile.devices("wish.devices"))
    named = {row.id for row in rows if row is not None} - {best.offer.accelerator.id}
    offers = [o for o in offers_of(context, best.row, deployment) if o.accelerator.id in named]
    found = cheapest(context, best.row, deployment, units, offers)
    return replace(found, in_place_of=best.in_place_of) if isinstance(found, Sized) else None


def _price(sized: Sized) -> float:
    return sized.offer.price.usd * sized.fleet.devices
