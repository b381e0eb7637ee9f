"""Work that may not leave the user's own network: nothing is rented for it, nor sent to anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.strategy.once import once

if TYPE_CHECKING:
    from advisor.strategy.context import Context

INSIDE = ("own_network", "air_gapped")
"""Boundaries that no data crosses."""
NO_SECRET = {"public"}
"""Data that anybody may see."""


@once
def stays_inside(context: Context) -> bool:
    """Return whether data, and so what is trained on them, stay on machines of one's own."""
    return context.profile.text("data.boundary") in INSIDE


@once
def trains_inside(context: Context) -> bool:
    """Return whether what is trained on the data stays on machines of one's own too.

    Data that are no secret may be taken to rented machines for an afternoon, wherever the model works later:
    a board without a network was not trained on that board. What is cut off from the world stays so.
    """
    profile = context.profile
    known = profile.said("data.sensitivity") and set(profile.words("data.sensitivity")) <= NO_SECRET
    cut_off = profile.text("data.boundary") == "air_gapped"
    return stays_inside(context) and (cut_off or not known)
