"""The winner's bill over time, beside the best plan of another kind."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.decide.records import Bill, Month
from advisor.estimate.timeline import bill_over_time
from advisor.strategy.anchors import load_anchors
from advisor.strategy.records import Plan


def bill(assessment: Assessment) -> Bill | None:
    """Return months 0 to the horizon, or None when nothing is feasible."""
    if not assessment.ranked:
        return None
    best = assessment.best.plan
    other = _alternative(assessment)
    work = assessment.context.workload
    over_time = bill_over_time(best.lines, other.lines if other else (), work.growth_per_year, work.months)
    return Bill(
        months=tuple(Month(m.month, m.inference, m.training, m.alternative) for m in over_time.months),
        inference_overtakes_training_month=over_time.inference_overtakes_training_month
        if best.trains
        else None,
        alternative_title=other.title if other else "",
        alternative_overtakes_month=over_time.alternative_overtakes_month if other else None,
        pays_back_month=over_time.chosen_pays_back_month if other else None,
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
