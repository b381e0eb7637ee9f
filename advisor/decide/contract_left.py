"""What leaving costs, and what it saves until then, while what runs today is still paid for by contract."""

from __future__ import annotations

from advisor.decide.baseline import LEAST, Baseline
from advisor.decide.words import phrases
from advisor.quantity import Quantity, counted, derive, exact, plain_number, usd
from advisor.strategy.context import Context

MONTHS_LEFT = "current.months_left"


def still_due(context: Context, runs: Baseline) -> Quantity | None:
    """Return USD that are due for the devices until their contract ends: ``months x devices``; None where
    nobody told how long it runs.

    Args:
        context: The bundle.
        runs: What runs today.
    """
    months = _months(context)
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


def saved_until_end(context: Context, runs: Baseline) -> Quantity | None:
    """Return what a move saves a month while the devices stay due: ``kept - other - devices``; None without
    a contract or without another plan.

    Args:
        context: The bundle.
        runs: What runs today.
    """
    if not _months(context) or runs.saved is None:
        return None
    return derive(
        "saved_until_end_usd_month",
        "USD/month",
        "saved - devices",
        lambda saved, devices: saved - devices,
        {"saved": runs.saved, "devices": runs.devices},
    )


def moves_later(context: Context, runs: Baseline) -> bool:
    """Return whether a move that pays does so only once the contract has ended: until then it must save its
    part of what keeping costs beside the devices, as these are paid for either way."""
    until = saved_until_end(context, runs)
    beside = runs.usd_month.value - runs.devices.value
    return until is not None and runs.pays and until.value <= LEAST * beside


def until_and_after(context: Context, runs: Baseline) -> str:
    """Return what a move saves until the contract ends and afterwards; empty without a contract, or where a
    move saves nothing."""
    until, saved = saved_until_end(context, runs), runs.saved
    if until is None or saved is None or saved.value <= 0:
        return ""
    table = phrases()["today"]["contract"]
    return " " + str(
        table["saves" if until.value > 0 else "costs"].format(
            time=_time(context),
            month=usd(runs.devices.value),
            until=usd(abs(until.value)),
            after=usd(saved.value),
        )
    )


def leaving_early(context: Context, runs: Baseline) -> str:
    """Return what leaving before the end of a contract costs, and what follows for keeping or moving; empty
    without a contract."""
    due = still_due(context, runs)
    if due is None:
        return ""
    moves = "move_later" if moves_later(context, runs) else "move"
    form = "keep" if runs.kept or not runs.pays else moves
    return str(
        phrases()["today"]["contract"][form].format(
            time=_time(context),
            months=plain_number(_months(context)),
            usd=usd(due.value),
            month=usd(runs.devices.value),
        )
    )


def _months(context: Context) -> float:
    """Return the months that a contract still runs; 0 where nobody told of one."""
    said = context.profile.said(MONTHS_LEFT)
    return (context.profile.number(MONTHS_LEFT) or 0.0) if said else 0.0


def _time(context: Context) -> str:
    months = _months(context)
    return counted(int(months), "month") if months == int(months) else f"{plain_number(months)} months"
