"""The winner's bill over time, beside the best plan of another kind."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.decide.crossing import Crossing, crossing
from advisor.decide.records import Bill
from advisor.estimate.sampling import tornado
from advisor.estimate.timeline import BillOverTime
from advisor.strategy.anchors import load_anchors
from advisor.strategy.hosted import HOSTED
from advisor.strategy.records import Plan
from advisor.strategy.ways import ways_to_buy, ways_to_train


def bill(assessment: Assessment) -> Bill | None:
    """Return months 0 to the horizon, or None when nothing is feasible."""
    if not assessment.ranked:
        return None
    best = assessment.best.plan
    other = _alternative(assessment)
    work = assessment.context.workload
    lines = other.lines if other else ()
    return Bill(
        BillOverTime(best.lines, lines, work.growth_per_year, work.months),
        alternative_title=other.title if other else "",
        swings=tornado(best.estimates["usd_lifetime"]),
        crossing=_crossing(assessment),
        ways=(*ways_to_buy(assessment.context, best), *ways_to_train(assessment.context, best)),
    )


def _crossing(assessment: Assessment) -> Crossing | None:
    """Return where the best plan on devices meets the best provider by the token, the winner among them.

    None where the winner is neither, as on a device in the hand of its user.
    """
    plans = [item.plan for item in (*assessment.ranked, *assessment.refused)]
    priced = [plan for plan in plans if plan.priced and not plan.forbidden]
    own = next(
        (plan for plan in priced if plan.hardware is not None and "utilisation" in plan.estimates), None
    )
    hosted = next((plan for plan in priced if plan.hardware is None and plan.deployment in HOSTED), None)
    if own is None or hosted is None or assessment.best.plan not in (own, hosted):
        return None
    return crossing(assessment.context, own, hosted)


def _alternative(assessment: Assessment) -> Plan | None:
    """Return the best priced plan that somebody else runs, one that is advised against or breaks the money if
    need be, but none that is forbidden."""
    family = load_anchors().family
    best = assessment.best.plan.deployment
    for item in (*assessment.ranked, *assessment.refused):
        other = item.plan.deployment
        if family.get(other, other) == family.get(best, best):
            continue
        if item.plan.priced and not item.plan.forbidden:
            return item.plan
    return None
