"""The winner's bill over time, beside the best plan of another kind."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.decide.records import Bill, Month
from advisor.estimate.timeline import Spending, bill_over_time
from advisor.strategy.anchors import load_anchors
from advisor.strategy.records import Plan


def bill(assessment: Assessment) -> Bill | None:
    """Return months 0 to the horizon, or None when nothing is feasible."""
    if not assessment.ranked:
        return None
    best = assessment.best.plan
    other = _alternative(assessment)
    work = assessment.context.workload
    over_time = bill_over_time(
        inference=_running(best),
        training=Spending(once=best.estimates.get("training_usd")),
        alternative=[_running(other), Spending(once=other.estimates.get("training_usd"))] if other else [],
        growth_per_year=work.growth_per_year,
        months=work.months,
    )
    return Bill(
        months=tuple(Month(m.month, m.inference, m.training, m.alternative) for m in over_time.months),
        inference_overtakes_training_month=over_time.inference_overtakes_training_month
        if best.trains
        else None,
        alternative_title=other.title if other else "",
        alternative_overtakes_month=over_time.alternative_overtakes_month if other else None,
    )


def _running(plan: Plan) -> Spending:
    return Spending(
        once=plan.estimates.get("hardware_usd"),
        month=plan.estimates.get("growing_usd_month", plan.estimates["usd_month"]),
        fixed_month=plan.estimates.get("fixed_usd_month"),
        scales_with_traffic="scales_with_traffic" in plan.estimates,
    )


def _alternative(assessment: Assessment) -> Plan | None:
    """Return the best priced plan that somebody else runs, one that breaks a rule or the money if need be."""
    family = load_anchors().family
    best = assessment.best.plan.deployment
    for item in (*assessment.ranked, *assessment.refused):
        other = item.plan.deployment
        if family.get(other, other) != family.get(best, best) and "does-not-fit" not in item.plan.id:
            return item.plan
    return None
