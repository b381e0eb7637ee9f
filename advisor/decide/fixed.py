"""What the user left open: whether anything but the wish itself may give way."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.strategy.asked_limits import TIME_TO_TRAIN
from advisor.strategy.asked_there import far_too_large, fits_in_fewer_bits
from advisor.strategy.context import Context
from advisor.strategy.inside import stays_inside
from advisor.strategy.records import Plan


def nothing_gives(context: Context, asked: Iterable[Plan]) -> bool:
    """Return whether a wish that breaks limits leaves nothing open but the wish itself.

    Args:
        context: The bundle.
        asked: The plans that were asked for and break a limit.
    """
    fixed = all_fixed(context) and not fits_in_fewer_bits(context)
    late = any(limit.name == TIME_TO_TRAIN for plan in asked for limit in plan.limits)
    return fixed or late or far_too_large(context)


def all_fixed(context: Context) -> bool:
    """Return whether nothing may be bought and no service may be used: what does not fit then fits nowhere.

    Args:
        context: The bundle.
    """
    profile = context.profile
    money = profile.number("budget.one_off_usd") if profile.said("budget.one_off_usd") else None
    inside = profile.said("data.boundary") and stays_inside(context)
    closed = (
        inside or profile.flag("hardware.offline") or "hosted_api" in profile.words("exclusions.deployments")
    )
    nothing_more = money == 0.0 or bool(profile.flag("hardware.fixed"))
    return (nothing_more and closed) or _in_hands(context)


def _in_hands(context: Context) -> bool:
    """Return whether it must work on devices that people have or that are part of a product, offline: nobody
    buys other ones for the sake of a model."""
    profile = context.profile
    kind = profile.text("hardware.edge_device") if profile.said("hardware.edge_device") else ""
    given = bool(kind) and not context.anchors.edge.device.get(kind, {}).get("bought")
    return given and profile.flag("hardware.offline") is True
