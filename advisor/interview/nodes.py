"""Cards of a node that nobody counted."""

from __future__ import annotations

from advisor.catalog.records import Row
from advisor.resources import shipped_toml


def cards_of_a_node(row: Row) -> int:
    """Return the cards that a node of a device has, 1 where nodes of its kind are built with any number.

    Args:
        row: An accelerator of the catalogue.
    """
    kind = shipped_toml("interview/nodes.toml")["kind"].get(getattr(row, "kind", ""))
    return 1 if kind is None else max(1, min(kind["most"], getattr(row, "devices_per_node", 1)))


def cards_of_a_system() -> int:
    """Return the cards of a machine that is sold under its own name, such as a DGX."""
    return int(shipped_toml("interview/nodes.toml")["system"]["cards"])
