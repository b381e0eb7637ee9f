"""What a provider or a teacher takes for tuning, where it is not the hire of devices alone."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.catalog.records import TIERS, ApiModel
from advisor.estimate.distillation import Lessons, teacher_by_api
from advisor.estimate.managed_tuning import managed_usd, managed_usd_per_m_tokens
from advisor.quantity import Quantity, derive
from advisor.strategy.context import Context
from advisor.strategy.jurisdiction import may_process
from advisor.strategy.supply import classes_from, tier_index

BILLION = 1e9


def managed_open_usd(tokens: float, params: float) -> Quantity | None:
    """Return what hosts ask for tuning an open model, in USD: tokens of all epochs x their list price for a
    model of that size; None for models larger than any host lists.

    Args:
        tokens: Tokens that the run reads, epochs counted.
        params: All weights of the model.
    """
    price = managed_usd_per_m_tokens(params / BILLION)
    return None if price is None else managed_usd(tokens, price)


def taught_usd(context: Context, student: Quantity, lessons: Lessons) -> Quantity | None:
    """Return the bill of distillation in USD: the teacher's answers, then the student's run.

    The teacher is the cheapest hosted model a class above the one that the work needs, or the best class
    there is, that may see the data. None where no hosted model may: then it runs on devices of one's own.

    Args:
        context: The bundle.
        student: What tuning the small model costs.
        lessons: What the teacher is asked for.
    """
    bills = [teacher_by_api(lessons, row) for row in _teachers(context)]
    if not bills:
        return None
    teacher = min(bills, key=lambda bill: bill.value)
    return derive(
        "distillation_usd",
        "USD",
        "teacher_usd + student_usd",
        lambda teacher, student: teacher + student,
        {"teacher": teacher, "student": student.with_name("student_usd")},
    )


def _teachers(context: Context) -> Iterator[ApiModel]:
    above = TIERS[min(tier_index(context.tier) + 1, len(TIERS) - 1)]
    for tier in classes_from(above):
        for deployment, open_weights in (("hosted_api", False), ("managed_open_endpoint", True)):
            if context.directives.excludes(deployment):
                continue
            for row in context.supply.hosted(
                tier, open_weights=open_weights, vision=context.vision, without=context.excluded_vendors
            ):
                if may_process(context, row):
                    yield row
