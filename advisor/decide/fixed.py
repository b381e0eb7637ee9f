"""What the user left open: whether anything but the wish itself may give way."""

from __future__ import annotations

from advisor.strategy.context import Context
from advisor.strategy.inside import stays_inside


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
    return money == 0.0 and closed
