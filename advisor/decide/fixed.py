"""What the user left open: whether anything but the wish itself may give way."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.strategy.asked_limits import TEXT, TIME_TO_TRAIN
from advisor.strategy.asked_there import far_too_large, fits_in_fewer_bits
from advisor.strategy.context import Context
from advisor.strategy.inside import stays_inside
from advisor.strategy.pretrain_facts import pretrain_facts
from advisor.strategy.records import Plan


def binding(context: Context, advised: Plan, asked: Iterable[Plan]) -> tuple[Plan, ...]:
    """Return the plans that were asked for, break a limit and leave nothing else to choose: other devices
    than those that a user has can be bought, but not other ones than those they insist on.

    Nobody is bound by a wish that the advice meets: the same model, on devices that the money named for it
    buys, or a model of their own that begins from an open one where the text alone is short and money is not.

    Args:
        context: The bundle.
        advised: The plan that comes first.
        asked: All plans that were asked for.
    """
    broken = (plan for plan in asked if plan.limits and plan.form == "as-asked")
    return tuple(p for p in broken if not (_paid_for(context, advised, p) or _begun(context, advised, p)))


def _paid_for(context: Context, advised: Plan, asked: Plan) -> bool:
    money = context.profile.said("budget.one_off_usd") and context.profile.number("budget.one_off_usd")
    return bool(money) and not advised.limits and bool(asked.model) and asked.model == advised.model


def _begun(context: Context, advised: Plan, asked: Plan) -> bool:
    ways = (way for word in asked.adaptations for way in context.anchors.begun_from.get(word, ()))
    money = pretrain_facts(context).get("pretrain_programme_share")
    paid = money is None or money.value >= 1.0
    short_of_text_alone = {limit.name for limit in asked.limits} == {TEXT}
    begins = not advised.limits and not set(advised.adaptations).isdisjoint(ways)
    return paid and short_of_text_alone and begins


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
