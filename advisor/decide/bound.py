"""What leaving costs while what runs today is still paid for by contract."""

from __future__ import annotations

from advisor.decide.baseline import Baseline
from advisor.decide.words import phrases
from advisor.quantity import Quantity, derive, exact, plain_number, usd
from advisor.strategy.context import Context

MONTHS_LEFT = "current.months_left"


def still_due(context: Context, runs: Baseline) -> Quantity | None:
    """Return USD that are due for the devices until their contract ends: ``months x devices``; None where
    nobody told how long it runs.

    Args:
        context: The bundle.
        runs: What runs today.
    """
    months = context.profile.number(MONTHS_LEFT) if context.profile.said(MONTHS_LEFT) else None
    if not months:
        return None
    left = exact("months_left", months, "months", "you said")
    return derive(
        "still_due_usd",
        "USD",
        "months x devices",
        lambda months, devices: months * devices,
        {"months": left, "devices": runs.devices},
    )


def leaving_early(context: Context, runs: Baseline) -> str:
    """Return what leaving before the end of a contract costs, and what follows for keeping or moving; empty
    without a contract."""
    due = still_due(context, runs)
    if due is None:
        return ""
    months = context.profile.number(MONTHS_LEFT) or 0.0
    form = "bound_keep" if runs.kept or not runs.pays else "bound_move"
    return str(
        phrases()["today"][form].format(
            months=plain_number(months), usd=usd(due.value), month=usd(runs.devices.value)
        )
    )
