"""The devices that a user has already."""

from __future__ import annotations

import math

from advisor.catalog.records import Accelerator, RentalPrice
from advisor.profile import Device
from advisor.strategy.classes import SCALE, hardware_class
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.inside import stays_inside
from advisor.strategy.once import once
from advisor.strategy.records import Hardware
from advisor.strategy.supply import Offer
from advisor.strategy.workload import sentences_said

APART = frozenset({"consumer"})
"""Kinds of cards without a fast link to one another."""
BRIDGE_GB_S = 112.5
"""A bridge joins two cards (NVIDIA, NVLink bridge of the RTX A6000 and of the A40): a link that joins all
cards of a server is faster."""
RUNS = frozenset(("on_prem", "batching_server"))
"""What worked on machines that serve by now."""
KNOWN_BY_CORES = "cpu"
"""Kind of devices of which the cores tell enough."""
SLOW = "slow"
"""How what was tried failed where it was right but late."""
UNPRICED_SPREAD = 2.0
"""Range x/÷ of a price that is taken over from another device."""


@once
def devices_in_use(context: Context) -> tuple[Device, ...]:
    """Return the devices that the user owns, or has at work: where nothing may leave the house, those named
    beside what works there stand in the house."""
    profile = context.profile
    at_work = stays_inside(context) and not RUNS.isdisjoint(profile.words("evidence.worked"))
    return profile.devices("hardware.owned") or (profile.devices("wish.devices") if at_work else ())


@once
def owned_offers(context: Context) -> tuple[Offer, ...]:
    """Return the devices that the user has and the catalogue knows, each once, in the order of their ids.

    Their price only bounds what spare parts cost; where none is known it is that of the nearest device. Their
    memory is the one that they have, whatever the catalogue's device of that name is sold with.
    """
    rows = {row.id: row for row, _ in _known(context)}
    priced = {offer.accelerator.id: offer.price for offer in context.supply.offers("purchase")}
    return tuple(
        Offer(rows[name], priced.get(name) or price_like(context, rows[name])) for name in sorted(rows)
    )


def is_owned(context: Context, offer: Offer) -> bool:
    """Return whether the user has devices of this kind."""
    return owned_count(context, offer) > 0


def owned_count(context: Context, offer: Offer) -> int:
    """Return how many devices of this kind the user has."""
    return sum(count for row, count in _known(context) if row.id == offer.accelerator.id)


@once
def owned_class(context: Context) -> str:
    """Return the class of the largest group of devices of one kind that the user has, empty for none."""
    classes = [hardware_class(row, count) for row, count in _known(context)]
    return max(classes, key=SCALE.index, default="")


def loose_class(context: Context, hardware: Hardware) -> str:
    """Return the class of the owned cards that a plan uses where they work beside others of their kind and
    not with them, else empty: one where each of a desk's cards holds a copy, and of cards without a link of
    their own those that serve.

    Those of a server with such a link are one machine, and count together.
    """
    row = context.supply.catalog.accelerators.get(hardware.accelerator)
    if row is None:
        return ""
    if row.kind in APART:
        return hardware_class(row, 1) if hardware.per_replica == 1 else ""
    return "" if _is_linked(row) else hardware_class(row, hardware.count)


def _is_linked(row: Accelerator) -> bool:
    """Return whether a link joins all cards of this kind in a server; one of unknown speed does."""
    return bool(row.link) if row.link_gb_s is None else row.link_gb_s > BRIDGE_GB_S


@once
def _known(context: Context) -> list[tuple[Accelerator, int]]:
    found = []
    for device in devices_in_use(context):
        row = device_row(context, device)
        if row is not None and row.kind == KNOWN_BY_CORES and _writes_too_slowly(context):
            continue
        if row is not None and (row.kind == KNOWN_BY_CORES or row.id in context.supply.catalog.accelerators):
            found.append((row, device.count))
    return found


def _writes_too_slowly(context: Context) -> bool:
    """Return whether sentences came too slowly so far: then processors that are there are no devices for a
    language model, as what writes them reads all of its weights for every word."""
    profile = context.profile
    slow = profile.said("quality.failure") and profile.text("quality.failure") == SLOW
    return slow and sentences_said(profile)


def price_like(context: Context, row: Accelerator) -> RentalPrice:
    """Return the price of the nearest priced device, with a wider range, in place of an unknown one."""

    def distance(offer: Offer) -> tuple[bool, float, str]:
        other = offer.accelerator
        return other.kind != row.kind, abs(math.log(other.memory_gb / row.memory_gb)), other.id

    nearest = min(context.supply.offers("purchase"), key=distance)
    return nearest.price.model_copy(
        update={
            "id": f"{row.id}-like-{nearest.accelerator.id}",
            "accelerator": row.id,
            "low_usd": nearest.price.low_usd / UNPRICED_SPREAD,
            "high_usd": nearest.price.high_usd * UNPRICED_SPREAD,
            "note": f"no price of {row.name} is known; that of {nearest.accelerator.name} stands in",
        }
    )
