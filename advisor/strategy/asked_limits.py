"""What breaks of a wish as it was put, whatever could be done instead: money, text, time, class of model."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.catalog.records import TIERS, Accelerator
from advisor.estimate.training import estimate_train
from advisor.estimate.training_request import TrainRequest
from advisor.profile import Device
from advisor.quantity import DAYS_PER_WEEK, plain_number
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.pretrain_facts import pretrain_facts
from advisor.strategy.pretraining import corpus_tokens, tokens_to_read, wanted_size_b, weeks_for_a_run
from advisor.strategy.records import Limit
from advisor.strategy.wordings import limit_name, limit_of

ORIGIN = "as asked"
"""The rule that a limit of a wish is told under."""
TIME_TO_TRAIN = limit_name("time")
"""Of a run on devices that are there: neither these nor the day it must end give way by money."""
TEXT = limit_name("text")
_FRONTIER = "frontier"
_CLASSES_BELOW = 2
"""So many classes below, a model is no weaker form of what was asked for but another thing: our view."""


def scratch_limits(context: Context, devices: Iterable[Device]) -> tuple[Limit, ...]:
    """Return what training a model of the wanted size from nothing breaks: budget, text, and the time on the
    devices named.

    Args:
        context: The bundle.
        devices: Those that the user has or names.
    """
    return (*_money(context), *_text(context), *_time(context, devices))


def _money(context: Context) -> tuple[Limit, ...]:
    facts, said = pretrain_facts(context), context.profile.number("budget.one_off_usd")
    budget, cost = facts.get("pretrain_budget_share"), facts.get("pretrain_cost_usd")
    if budget is None or cost is None or said is None or budget.high >= 1.0:
        return ()
    needs, has = f"${plain_number(cost.low)}", f"${plain_number(said)}"
    return (limit_of("money", ORIGIN, {"usd": needs}, {"usd": has}),)


def _text(context: Context) -> tuple[Limit, ...]:
    text = pretrain_facts(context).get("pretrain_data_share")
    if text is None or text.value >= 1.0:
        return ()
    held, need = text.inputs
    wants, has = ({"tokens": plain_number(each.value)} for each in (need, held))
    return (limit_of("text", ORIGIN, wants, has),)


def _time(context: Context, devices: Iterable[Device]) -> tuple[Limit, ...]:
    """Return the time that a run takes on the devices, where even its quick end passes the deadline.

    It reads the text that is there, as much as the wish named.
    """
    profile, size = context.profile, wanted_size_b(context)
    weeks = weeks_for_a_run(profile)
    rows = [(row, d.count) for d in devices if (row := device_row(context, d)) is not None]
    if weeks is None or not rows or not profile.said("wish.train_params_b"):
        return ()
    held, wanted = corpus_tokens(context), tokens_to_read(context).value
    tokens = wanted if held is None else min(wanted, held.value)
    days = 1.0 / sum(1.0 / _days(row, count, size, tokens) for row, count in rows)
    has = weeks * DAYS_PER_WEEK
    if days <= has:
        return ()
    takes, there = ({"days": plain_number(each, 2)} for each in (days, has))
    return (limit_of("time", ORIGIN, takes, there),)


def _days(row: Accelerator, count: int, size: float, tokens: float) -> float:
    """Return the fewest days that some devices take for a run."""
    request = TrainRequest(params_b=size, tokens=tokens, accelerator=row, gpus=count)
    return estimate_train(request).wall_days.low


def class_limits(context: Context, has: str) -> tuple[Limit, ...]:
    """Return that a device carries no model of the class that the user insists on.

    Only the ablest class is insisted on so: what runs on a device that is carried about lies two classes or
    more below it, which is another thing and no weaker form of it.

    Args:
        context: The bundle.
        has: Class of the ablest model that runs there.
    """
    profile = context.profile
    wants = profile.said("quality.bar") and profile.text("quality.bar") == _FRONTIER
    if not wants or TIERS.index(context.tier) - TIERS.index(has) < _CLASSES_BELOW:
        return ()
    return (limit_of("class", ORIGIN, {"tier": context.tier}, {"tier": has}),)
