"""What the page compares and draws, read from ``plots.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from advisor.catalog.records import Accelerator
from advisor.resources import shipped_toml

UNNAMED = "Device not named"


def settings() -> Mapping[str, Any]:
    """Return the kinds of estimates, the plots, the classes of devices and the names of regimes."""
    return shipped_toml("estimate/accuracy_page/plots.toml")


def kinds() -> Sequence[Mapping[str, Any]]:
    """Return the kinds of estimates that this installation can judge."""
    return [kind for kind in settings()["kind"] if find_spec(kind["module"])]


def plots_of(kind: str) -> Sequence[Mapping[str, Any]]:
    """Return the scatter plots of one kind."""
    return [plot for plot in settings()["plot"] if plot["kind"] == kind]


def anchors_of(kind: str) -> Sequence[Mapping[str, Any]]:
    """Return the cuts of one kind in which other tools have published errors."""
    return [one for one in settings()["anchor"] if one["kind"] == kind]


def device_class(device: Accelerator) -> str:
    """Return the class of a device, by which points are coloured."""
    for row in settings()["class"]:
        if (not row["kinds"] or device.kind in row["kinds"]) and (
            not row["generations"] or device.generation in row["generations"]
        ):
            return str(row["name"])
    return UNNAMED


def class_names() -> tuple[str, ...]:
    """Return the classes of devices in the order of their colours."""
    return (*(row["name"] for row in settings()["class"]), UNNAMED)


def named(name: str) -> str:
    """Return a group as people call it.

    >>> named("max_throughput")
    'maximum load'
    """
    return str(settings()["names"].get(name, name))
