"""What does a job that is done once take: its price, its hours, and what a nearer day changes."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.decide.assess import Assessment
from advisor.decide.judge import Judged
from advisor.decide.records import Answered
from advisor.decide.told_cost import is_paid
from advisor.estimate.money import HOURS_PER_MONTH
from advisor.quantity import DAYS_PER_WEEK, SECONDS_PER_DAY, Quantity, derive, exact, plain_number, usd_range
from advisor.strategy.context import Context
from advisor.strategy.records import Plan
from advisor.strategy.workload import JOB_DAYS, JOB_ITEMS

BATCH = "batch_api"
MANY = 1000.0
"""Items that a price is told for where one costs less than a cent."""
OTHERS = 2
"""Other ways to do the job that are told."""


def job_answers(found: Assessment) -> Iterator[Answered]:
    """Yield what a job that is done once costs in each way, and how fast it must go."""
    context, best = found.context, found.best.plan
    days, items = context.workload.job_days, context.profile.number(JOB_ITEMS)
    if days is None or not items or not found.ranked or not best.priced:
        return
    whole = best.estimates["usd_lifetime"]
    many = derive(
        "usd_per_1000_items",
        "USD/1,000 items",
        f"usd of the job / {plain_number(items)} items x 1,000",
        lambda usd: usd / items * MANY,
        {"usd": whole},
    )
    pace = items / days / SECONDS_PER_DAY
    speed = exact("items_per_second", pace, "items/s", f"{plain_number(items)} items / {days:g} days")
    answer = (
        f"About {usd_range(whole)} for the whole job, {usd_range(many)} per 1,000, with {best.model_name}."
    )
    details = [
        *_speed(best, speed),
        *_tier(context, best, days),
        *_hours(best),
        *_setting_up(best, days),
        *_others(found),
    ]
    yield Answered(_question(context, items, days), answer, tuple(details), (whole, many, speed))


def _question(context: Context, items: float, days: float) -> str:
    """Return the question as understood; a guess of the days has a range, a deadline or a wait has none."""
    said = context.profile.get(JOB_ITEMS)
    words = said.said if said is not None and said.said else f"{plain_number(items)} items"
    span = context.profile.get(JOB_DAYS)
    named = context.profile.said(JOB_DAYS) or (span is not None and span.low is None)
    guess = "" if named else ", our guess"
    return f"What does this job take, done once within {_days(days)}{guess}: {words}?"


def _speed(plan: Plan, speed: Quantity) -> list[str]:
    ask = ": ask the provider for that limit first" if plan.hardware is None else ""
    return [f"It must keep up {plain_number(speed.value)} a second, day and night{ask}."]


def _setting_up(plan: Plan, days: float) -> list[str]:
    """Return what must be left out where even a quick start takes longer than the job has."""
    weeks = plan.estimates["weeks"]
    if weeks.low * DAYS_PER_WEEK <= days:
        return []
    return [
        f"Setting such work up usually takes {plain_number(weeks.low, 2)} weeks or more: check 50 results by"
        " hand, run a trial of 1,000 on the first day, and start the rest only then."
    ]


def _days(days: float) -> str:
    if days < 1.0:
        return f"{plain_number(24.0 * days)} hours"
    return "a day" if days == 1.0 else f"{plain_number(days)} days"


def _hours(plan: Plan) -> list[str]:
    """Return the hours that the devices of a plan compute: utilisation x hours of a month."""
    use = plan.estimates.get("utilisation")
    if use is None or plan.hardware is None:
        return []
    value, low, high = (plain_number(part * HOURS_PER_MONTH, 2) for part in (use.value, use.low, use.high))
    return [f"{plan.hardware.label()} compute for {value} hours ({low}–{high})."]


def _tier(context: Context, plan: Plan, days: float) -> list[str]:
    """Return what the day decides for a plan that is paid by use: whether a batch queue is quick enough."""
    row = context.supply.catalog.api_models.get(plan.model)
    if plan.hardware is not None or row is None or row.batch_factor is None:
        return []
    at_once = f"{plain_number(1.0 / row.batch_factor)} times"
    if BATCH in plan.techniques:
        return [f"That is the batch queue, which answers within a day; sooner costs {at_once} as much."]
    return [f"With a day or more the batch queue would do; within {_days(days)} it costs {at_once} as much."]


def _others(found: Assessment) -> list[str]:
    """Return what the other ways to do the job cost."""
    best, seen, told = found.best.plan, {found.best.plan.deployment}, []
    for item in (*found.ranked, *found.refused):
        plan = item.plan
        if plan.deployment in seen or not plan.priced or plan.forbidden or plan is best:
            continue
        seen.add(plan.deployment)
        told.append(_other(item))
    return [f"Other ways: {'; '.join(told[:OTHERS])}."] if told else []


def _other(item: Judged) -> str:
    """Return what another way costs; what is bought for it is told as bought, as nobody buys for a week."""
    known = item.plan.estimates
    once = known.get("hardware_usd")
    if once is not None and is_paid(once):
        return f"{item.plan.title}, {usd_range(once)} to buy"
    return f"{item.plan.title}, {usd_range(known['usd_lifetime'])}"
