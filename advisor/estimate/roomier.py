"""What would hold a model whole that a card does not: a smaller format, or a bigger card."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.formats import Format, kv_element_bytes, whole_file_formats
from advisor.estimate.memory import budget

FEWEST_BITS = 2.9
"""Below about three bits a weight answers get clearly worse, so no smaller format is proposed."""


def holds(
    arch: Architecture, device: Accelerator, weights: Format, kv: str, depth: float, cards: int
) -> bool:
    """Return whether cards that split the layers hold a model and the cache of one sequence."""
    found = budget(arch, device, weights, kv_element_bytes(kv), depth, pp=cards)
    return found.free >= found.kv_per_sequence


def smaller_format(
    arch: Architecture, device: Accelerator, weights: Format, kv: str, depth: float, cards: int
) -> Format | None:
    """Return the widest format below the given one in which the cards hold the model, or None."""
    for one in whole_file_formats():
        if FEWEST_BITS <= one.bits < weights.bits and holds(arch, device, one, kv, depth, cards):
            return one
    return None


def bigger_card(
    arch: Architecture,
    device: Accelerator,
    weights: Format,
    kv: str,
    depth: float,
    known: Iterable[Accelerator],
) -> Accelerator | None:
    """Return the smallest card that holds the model alone, one of the same kind first, or None."""
    bigger = [d for d in known if d.memory_gb > device.memory_gb and holds(arch, d, weights, kv, depth, 1)]
    return min(
        bigger,
        key=lambda d: (
            d.kind != device.kind,
            d.vendor != device.vendor,
            d.memory_gb,
            -d.bandwidth_gb_s,
            d.id,
        ),
        default=None,
    )
