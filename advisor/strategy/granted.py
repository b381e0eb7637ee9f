"""Computing that was granted: runs that fit into it cost no rent."""

from __future__ import annotations

from advisor.quantity import Quantity, exact, plain_number
from advisor.strategy.context import Context

PATH = "budget.granted_gpu_hours"


def granted_hours(context: Context) -> float:
    """Return the GPU-hours that cost nothing, 0 where none were granted."""
    return (context.profile.number(PATH) or 0.0) if context.profile.said(PATH) else 0.0


def rent_due(context: Context, usd: Quantity, hours: Quantity) -> Quantity:
    """Return what the computing of a training costs: nothing where all of it fits into what was granted.

    Hours of one kind of device count like those of another, as grants are counted in hours.

    Args:
        context: The bundle.
        usd: Its rent.
        hours: Its GPU-hours, every run counted.
    """
    granted = granted_hours(context)
    if granted <= 0.0 or hours.high > granted:
        return usd
    return exact(
        usd.name, 0.0, usd.unit, f"0: within the {plain_number(granted)} GPU-hours granted", basis="said"
    )
