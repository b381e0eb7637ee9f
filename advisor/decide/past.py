"""What a plan is expected to pass of the limits that were told, though its low end keeps within them."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.decide.too_slow import later_than_said
from advisor.decide.words import joined, phrases
from advisor.quantity import DAYS_PER_WEEK, plain_number, usd
from advisor.strategy.assemble import PAID_ONCE
from advisor.strategy.context import Context
from advisor.strategy.pretraining import is_laid_out
from advisor.strategy.records import Plan


def meets(context: Context, plan: Plan) -> str:
    """Return that a plan meets every limit, or which of these its expected figures pass.

    Args:
        context: The bundle.
        plan: A plan that breaks no limit at its low end.
    """
    table, passed = phrases()["past"], list(_passed(context, plan))
    return str(table["some"].format(passed=joined(passed)) if passed else table["none"])


def _passed(context: Context, plan: Plan) -> Iterator[str]:
    profile, known, table = context.profile, plan.estimates, phrases()["past"]
    people = known.get("people_usd_month")
    month = known["usd_month"].value - (people.value if people is not None else 0.0)
    once = sum(known[name].value for name in PAID_ONCE if name in known)
    for form, bill, path in (("month", month, "budget.monthly_usd"), ("once", once, "budget.one_off_usd")):
        said = profile.number(path)
        if said is not None and bill > said:
            yield table[form].format(needed=usd(bill), said=usd(said))
    deadline, weeks = profile.number("time.deadline_weeks"), _weeks(context, plan)
    if deadline is not None and weeks > deadline:
        yield table["deadline"].format(weeks=plain_number(weeks, 2), deadline=plain_number(deadline, 2))
    if later_than_said(profile, plan):
        yield table["wait"]


def _weeks(context: Context, plan: Plan) -> float:
    """Return the weeks that count against a deadline: those of the run alone where researchers told its size
    and its text."""
    days = plan.estimates.get("training_days")
    if days is not None and is_laid_out(context):
        return days.value / DAYS_PER_WEEK
    return plan.estimates["weeks"].value
