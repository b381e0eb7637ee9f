"""Who may process the data: operators by the law that reaches them and the regions that they serve from."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.catalog.records import ApiModel, AudioPrice
from advisor.strategy.context import Context
from advisor.strategy.once import once
from advisor.strategy.supply import Offer

IN_REGION = ("contract", "region")
"""Boundaries at which a foreign operator may process inside the region."""

OWN_CLOUD = "own_cloud"
"""The boundary around a company's own account at a large cloud."""


@once
def area_of(context: Context) -> str:
    """Return the area of law that the user named, such as ``"eu"``; empty when none or an unknown one."""
    named = context.profile.text("data.region").strip().casefold()
    laws = context.anchors.laws
    return next((area for area, law in laws.items() if named == area or named in law.names), "")


def may_process(context: Context, row: ApiModel | AudioPrice) -> bool:
    """Return whether a hosted service may see the data where they have to stay.

    A rule of sovereignty asks for an operator under that law, or under one that it trusts where the place is
    only that of the team; an account of one's own asks for a model that clouds serve inside it, a rule of
    region for processing in it. Where no area was named, or one of which no
    operator is known by name, a region leaves every operator in.
    """
    boundary, area = context.profile.text("data.boundary"), area_of(context)
    laws = context.anchors.laws
    if boundary == "sovereign":
        return row.provider in _sovereign(context)
    if boundary == OWN_CLOUD:
        return row.provider in context.anchors.tenants
    if boundary not in IN_REGION or not area:
        return True
    known = laws[area].operators | laws[area].in_region
    return not known or area in row.regions or row.provider in known


@once
def _sovereign(context: Context) -> frozenset[str]:
    """Return the operators that no law reaches but that of the area, or one that it trusts."""
    area, laws = area_of(context), context.anchors.laws
    if not area:
        return frozenset()
    near = () if context.profile.said("data.region") else laws[area].trusts
    return laws[area].operators.union(*(laws[other].operators for other in near))


def offers_allowed(context: Context, offers: Iterable[Offer]) -> list[Offer]:
    """Return the rented devices whose operators may see the data.

    Sovereign data asks for an operator under the same law, data that stay in an account of one's own for a
    cloud that has such accounts. Where the book names no operator of that law, all devices stay: the price
    is then that of the market, and finding the operator is left to the user.
    """
    every = list(offers)
    wanted = _operators(context)
    if wanted is None:
        return every
    return [offer for offer in every if wanted & set(offer.price.providers)] or every


@once
def _operators(context: Context) -> frozenset[str] | None:
    boundary, area = context.profile.text("data.boundary"), area_of(context)
    if boundary == OWN_CLOUD:
        return context.anchors.clouds
    if boundary == "sovereign" and area:
        return _sovereign(context)
    return None
