"""Work that may not leave the user's own network: nothing is rented for it, nor sent to anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.strategy.once import once

if TYPE_CHECKING:
    from advisor.strategy.context import Context

INSIDE = ("own_network", "air_gapped")
"""Boundaries that no data crosses."""


@once
def stays_inside(context: Context) -> bool:
    """Return whether data, and so what is trained on them, stay on machines of one's own."""
    return context.profile.text("data.boundary") in INSIDE
