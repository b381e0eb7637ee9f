"""On which classes of hardware the plans of a place may stand, before they are made."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from advisor.catalog.records import Accelerator
from advisor.strategy.classes import SCALE, hardware_class
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.fleet_loads import BOUGHT
from advisor.strategy.once import once
from advisor.strategy.owned import owned_offers
from advisor.strategy.supply import MOST_DEVICES, Offer, serves

NO_DEVICES, CPU = SCALE[:2]
"""The classes of plans on somebody else's endpoint and on plain servers."""
ON_A_SERVER = 8
"""Devices on a server of the usual size."""


@once
def server_classes(context: Context, deployment: str) -> tuple[str, ...]:
    """Return the classes of devices that serve several people, of any number of each: all that are rented or
    for sale, those that the user thinks of, or any where there are some.

    Args:
        context: The bundle.
        deployment: One where devices are rented by the hour or bought.
    """
    offers = context.supply.offers
    if deployment not in BOUGHT:
        return _sorted(_of_all(context, "on_demand", offers("on_demand")))
    if owned_offers(context):
        return SCALE
    sold = _of_all(context, "purchase", (o for o in offers("purchase") if serves(o.accelerator)))
    wished = (device_row(context, device) for device in context.profile.devices("wish.devices"))
    more = {name for row in wished if row is not None for name in classes_of(row)}
    return _sorted({*sold, *more})


def _sorted(classes: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in SCALE if name in classes)


def _of_all(context: Context, kind: str, offers: Iterable[Offer]) -> frozenset[str]:
    return context.supply.remember(
        ("classes", kind),
        lambda: frozenset(name for offer in offers for name in classes_of(offer.accelerator)),
    )


def classes_of(device: Accelerator) -> frozenset[str]:
    """Return the classes of any number of devices of a kind."""
    most = max(ON_A_SERVER, device.devices_per_node) + 1
    return frozenset(hardware_class(device, count) for count in (*range(1, most + 1), MOST_DEVICES))
