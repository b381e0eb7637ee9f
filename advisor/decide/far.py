"""When two plans lie so far apart in money that no order of points makes them a tie."""

from __future__ import annotations

from advisor.decide.judge import material_of, month_now_usd
from advisor.quantity import Quantity
from advisor.strategy.context import Context
from advisor.strategy.records import Plan

FAR = 3.0
"""From this many times the bill on, whoever pays should see what the difference buys; our convention."""


def price(context: Context, plan: Plan) -> Quantity:
    """Return what a plan costs: a month with what is paid once spread over it, or for a job the whole."""
    if context.workload.job_days is not None:
        return plan.estimates["usd_lifetime"]
    return month_now_usd(plan, context.workload.months)


def far_dearer(context: Context, usd: float, plan: Plan) -> bool:
    """Return whether a sum is ``FAR`` times the price of a plan and more, by an amount that counts.

    The amount is :func:`material_of`: of work that goes on USD a month, of a job that is done once the same
    number of USD in its whole bill, which does not come back; our convention.

    Args:
        context: The bundle.
        usd: The sum, in the unit of :func:`price`.
        plan: The plan that may be the cheaper one.
    """
    theirs = price(context, plan).value if plan.priced else usd
    return usd >= FAR * theirs and usd - theirs >= material_of(context)


def in_unit(context: Context) -> str:
    """Return what the prices are for: ``"a month"`` or ``"for the job"``."""
    return "a month" if context.workload.job_days is None else "for the job"
