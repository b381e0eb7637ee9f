"""The scale of hardware classes, from none to a cluster of thousands."""

from __future__ import annotations

from functools import cache

from advisor.catalog.records import Accelerator

SCALE = (
    "none",
    "cpu",
    "edge_soc",
    "consumer_gpu_client",
    "apple_unified",
    "1x24GB",
    "1x48GB",
    "1x80GB",
    "2x80GB",
    "4-8x80GB",
    "multi-node",
    "cluster_1000s",
)
"""Smallest first; the word ``infeasible`` stands beside the scale."""
KINDS: tuple[tuple[str, ...], ...] = (
    ("none",),
    ("cpu",),
    ("edge_soc", "consumer_gpu_client", "apple_unified"),
    ("1x24GB", "1x48GB", "1x80GB", "2x80GB", "4-8x80GB", "multi-node", "cluster_1000s"),
)
"""Classes by what they are: a provider's, a server without cards, a device, cards."""

_SINGLE = ((36.0, "1x24GB"), (72.0, "1x48GB"), (145.0, "1x80GB"), (290.0, "2x80GB"))
"""Upper ends in GB of a device's class; a 141 GB card counts as one 80 GB class card, and a 180-288 GB
card as two."""


CLIENT_GB = 20.0
"""A consumer's card with less memory is what sits in the PCs of players and staff, not in servers."""
DESKTOP_SOC_GB = 96.0
"""A system on a chip with this much memory is a desktop with unified memory, not a board in the field."""


@cache
def next_to(name: str) -> tuple[str, ...]:
    """Return a class and those that are a step from it and of its kind, smallest first."""
    kind = next(kind for kind in KINDS if name in kind)
    place = kind.index(name)
    return kind[max(0, place - 1) : place + 2]


def is_desktop_soc(accelerator: Accelerator) -> bool:
    """Return whether a system on a chip is a desktop with unified memory."""
    return accelerator.kind == "soc" and accelerator.memory_gb >= DESKTOP_SOC_GB


def hardware_class(accelerator: Accelerator | None, devices: int) -> str:
    """Return the class of some devices.

    Cards count by their memory together, as they serve together: two 24 GB cards are of the class of one
    with 48 GB. Boards and processors stay what they are, however many.

    Args:
        accelerator: The device, or None where nothing is rented or bought.
        devices: How many of them.
    """
    if accelerator is None or devices < 1:
        return "none"
    by_kind = {"cpu": "cpu", "soc": "edge_soc", "apple": "apple_unified"}
    if accelerator.kind == "cpu":
        return "cpu"
    if accelerator.kind == "soc" and not is_desktop_soc(accelerator):
        return "edge_soc"
    if accelerator.kind in by_kind and devices <= 2:
        return "apple_unified" if is_desktop_soc(accelerator) else by_kind[accelerator.kind]
    if devices >= 1000:
        return "cluster_1000s"
    total = accelerator.memory_gb * devices
    if devices > max(8, accelerator.devices_per_node):
        return "multi-node"
    for limit, name in _SINGLE:
        if total <= limit:
            return name
    return "4-8x80GB"


def class_on_a_desk(accelerator: Accelerator, devices: int) -> str:
    """Return the class of devices on which people work or play: a small card there is no server's.

    Args:
        accelerator: The device.
        devices: How many of them.
    """
    small = accelerator.kind == "consumer" and accelerator.memory_gb < CLIENT_GB
    return "consumer_gpu_client" if small else hardware_class(accelerator, devices)
