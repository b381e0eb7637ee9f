"""What a plan costs as every page tells it: the bill of a month, and beside it what is paid once.

Plans are compared by one sum, in which what is paid once is spread over the months; such a sum is told
only beside what runs today, where it says so, and a difference of such sums says how it was spread.
"""

from __future__ import annotations

from advisor.decide.words import phrases
from advisor.quantity import Quantity, usd, usd_range
from advisor.strategy.context import Context
from advisor.strategy.records import Plan


def told_cost(context: Context, plan: Plan, *, ranges: bool = True) -> str:
    """Return what a plan costs: a month and once, or for a job that is done once the whole.

    Args:
        context: The bundle.
        plan: A plan with a price.
        ranges: Whether the ranges stand beside the figures.
    """
    form = usd_range if ranges else _value
    table = phrases()["told_cost"]
    if context.workload.job_days is not None:
        return str(table["job"].format(usd=form(plan.estimates["usd_lifetime"])))
    month, once = (form(plan.estimates[name]) for name in ("usd_month", "usd_once"))
    return str(table["once" if pays_once(plan) else "month"].format(month=month, once=once))


def pays_once(plan: Plan) -> bool:
    """Return whether anything of a plan is paid once."""
    return is_paid(plan.estimates.get("usd_once"))


def is_paid(q: Quantity | None) -> bool:
    """Return whether a sum is expected to be paid; one that is only possible is none."""
    return q is not None and q.value > 0


def how_spread(context: Context, *plans: Plan) -> str:
    """Return how a difference between plans counts what is paid once; empty where nothing is."""
    if context.workload.job_days is not None or not any(pays_once(plan) for plan in plans):
        return ""
    return str(phrases()["told_cost"]["spread"].format(months=context.workload.months))


def _value(q: Quantity) -> str:
    return usd(q.value)
