"""Devices of a kind as a plan shows them."""

from __future__ import annotations

from advisor.catalog.records import Accelerator
from advisor.strategy.classes import hardware_class
from advisor.strategy.records import Hardware


def shown_hardware(accelerator: Accelerator, count: int) -> Hardware:
    """Return some devices of one kind for showing, with the class that they come to."""
    return Hardware(
        accelerator=accelerator.id,
        name=accelerator.name,
        count=count,
        memory_gb=accelerator.memory_gb,
        hardware_class=hardware_class(accelerator, count),
    )
