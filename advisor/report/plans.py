"""Which plans a report speaks of, and whether its bills are those of months or of a job."""

from __future__ import annotations

from advisor.decide.records import RankedPlan, Recommendation
from advisor.strategy.workload import done_once


def winner_of(recommendation: Recommendation) -> RankedPlan | None:
    """Return the plan in first place when there is a feasible one."""
    first = next(iter(recommendation.plans), None)
    return first if first and first.plan.feasibility != "infeasible" else None


def rivals_of(recommendation: Recommendation) -> list[RankedPlan]:
    """Return the other plans that would work, by rank."""
    return [r for r in recommendation.plans[1:] if r.plan.feasibility != "infeasible"]


def refused_of(recommendation: Recommendation) -> list[RankedPlan]:
    """Return the refused plans that do not stand among the ranked ones."""
    known = {ranked.plan.id for ranked in recommendation.plans}
    return [ranked for ranked in recommendation.refused if ranked.plan.id not in known]


def of_a_job(recommendation: Recommendation) -> bool:
    """Return whether the bills are those of a job that is done once, and not of every month."""
    return done_once(recommendation.profile)
