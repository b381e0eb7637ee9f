"""What hardware of one's own takes beyond the bare minimum: cards made for servers, and one that may fail."""

from __future__ import annotations

from dataclasses import replace

from advisor.estimate.fleet import Fleet
from advisor.quantity import HOURS_PER_YEAR
from advisor.strategy.assemble import extra_people
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.inside import stays_inside
from advisor.strategy.once import once
from advisor.strategy.owned import owned_count
from advisor.strategy.supply import Offer

HOME_KINDS = ("consumer", "apple", "soc")
"""Desktop machines: cards whose licence keeps them out of data centres, and computers without the memory
checks, remote control and spare parts of a server."""

HIRED = ("self_host_rented", "managed_open_endpoint")
"""Deployments whose devices are priced by the hour."""


@once
def serves_a_department(context: Context) -> bool:
    """Return whether many people rely on it: then a desktop card and a single machine will not do."""
    profile, people = context.profile, context.profile.number("workload.users")
    if profile.flag("use_case.harm") or (
        profile.said("workload.users") and (people or 0.0) >= context.anchors.department.people
    ):
        return True
    return context.workload.requests_per_day.value >= context.anchors.department.requests_per_day


@once
def serves_an_organisation(context: Context) -> bool:
    """Return whether an organisation relies on it for open-ended work, and on nothing outside its walls."""
    organisation = context.anchors.organisation
    if not works_inside(context):
        return False
    people = context.profile.number("workload.users") if context.profile.said("workload.users") else None
    requests = context.workload.requests_per_day.value
    return (people or 0.0) >= organisation.people or requests >= organisation.requests_per_day


def works_inside(context: Context) -> bool:
    """Return whether it is open-ended work for which nothing outside the walls may be used."""
    return context.use_case.id in context.anchors.organisation.kinds and stays_inside(context)


@once
def server_offers(context: Context) -> tuple[Offer, ...]:
    """Return the offers of devices still sold new that may stand in a server room, and of those that the
    user thinks of; for a handful of people desktop machines too, and generations that nobody benchmarked."""
    many = serves_a_department(context)
    without, proven = (HOME_KINDS, context.anchors.department.proven) if many else ((), frozenset[str]())
    since = context.as_of.year - context.anchors.purchase_oldest_years
    usual = context.supply.server_offers("purchase", without, since, proven)
    rows = [device_row(context, device) for device in context.profile.devices("wish.devices")]
    thought_of = {row.id for row in rows if row is not None}
    if not thought_of:
        return usual
    every, listed = context.supply.offers("purchase"), {o.price.id for o in usual}
    return tuple(o for o in every if o.price.id in listed or o.accelerator.id in thought_of)


@once
def desk_offers(context: Context) -> tuple[Offer, ...]:
    """Return the offers of desktop machines, those that are only sold used among them."""
    every = context.supply.server_offers("purchase")
    return tuple(offer for offer in every if offer.accelerator.kind in HOME_KINDS)


def with_spare(context: Context, offer: Offer, fleet: Fleet) -> Fleet:
    """Return the fleet with one replica more, so that one may fail, where many people rely on it and the
    money that there is reaches for it; of devices that are there already, where there is one more."""
    once = context.profile.number("budget.one_off_usd")
    devices = fleet.devices + fleet.devices_per_replica
    if 0 < owned_count(context, offer) < devices:
        return fleet
    if not serves_a_department(context) or (once is not None and offer.price.low_usd * devices > once):
        return fleet
    return replace(fleet, replicas=fleet.replicas + 1, devices=devices)


@once
def worth_of_eight_bits(context: Context, deployment: str) -> float:
    """Return what a department pays rather than have weights cut to 4 bits, as its devices are priced: in USD
    for a purchase, in USD an hour for a rent. It is a share of what it pays the people who run them.

    loss = share x people x engineer_usd_year x years, or / 8760 for an hour
    """
    if not serves_a_department(context):
        return 0.0
    people = extra_people(context, deployment, ()).value * context.parameter("engineer_usd_year").value
    year = context.anchors.department.eight_bits_share * people
    return year / HOURS_PER_YEAR if deployment in HIRED else year * context.workload.months / 12.0
