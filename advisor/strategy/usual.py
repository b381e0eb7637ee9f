"""The classes of hardware on which, or within a step of which, most comparable cases run."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from advisor.catalog.records import Accelerator
from advisor.profile import Answer
from advisor.strategy.classes import SCALE, hardware_class
from advisor.strategy.context import Context

SHARES = "comparable.shares"
MOST = 0.5
"""Share of comparable cases from which most of them run on a class or within a step of it."""
MOST_DEARER = 2.0
"""Devices of such a class may cost so many times what the cheapest do: about what the estimate of what a card
carries may be wrong by."""
_KEPT = 4096


@lru_cache(maxsize=_KEPT)
def shares_of(text: str) -> Mapping[str, float]:
    """Return the share of comparable cases by class from what a profile keeps of it.

    Args:
        text: As in ``comparable.shares``.

    >>> shares_of("none 0.94, cpu 0.03")
    {'none': 0.94, 'cpu': 0.03}
    """
    pairs = (item.rsplit(" ", 1) for item in text.split(", ") if item)
    return {name: float(share) for name, share in pairs}


def usual_classes(context: Context) -> frozenset[str]:
    """Return the classes on which, or within a step of which, most comparable cases run."""
    return context.profile.through(SHARES, _usual)


def _usual(answer: Answer | None) -> frozenset[str]:
    shares = shares_of(answer.value) if answer is not None and isinstance(answer.value, str) else {}
    return frozenset(name for name, share in shares.items() if share >= MOST)


def in_place_of(context: Context, accelerator: Accelerator, devices: int) -> frozenset[str]:
    """Return the classes on which most comparable cases run, where some devices are of none of these.

    Args:
        context: The bundle.
        accelerator: The kind of the devices.
        devices: How many of them.
    """
    return _instead_of(context, hardware_class(accelerator, devices))


def larger_than(context: Context, name: str) -> frozenset[str]:
    """Return the larger classes on which most comparable cases run, where hardly as many run on a class.

    Args:
        context: The bundle.
        name: A class of hardware.
    """
    return frozenset(c for c in _instead_of(context, name) if SCALE.index(c) > SCALE.index(name))


def smaller_than(context: Context, name: str) -> frozenset[str]:
    """Return the smaller classes on which most comparable cases run, where hardly as many run on a class.

    Args:
        context: The bundle.
        name: A class of hardware.
    """
    return frozenset(c for c in _instead_of(context, name) if SCALE.index(c) < SCALE.index(name))


def _instead_of(context: Context, name: str) -> frozenset[str]:
    usual = usual_classes(context)
    return frozenset() if name in usual else usual
