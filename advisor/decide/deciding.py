"""What put one plan before another that no single figure speaks against: criteria by their points."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.decide.far import far_dearer, price
from advisor.decide.judge import Judged
from advisor.decide.ranking import central_weights
from advisor.decide.scales import CRITERIA
from advisor.decide.words import joined, phrases
from advisor.quantity import plain_number
from advisor.strategy.context import Context
from advisor.strategy.records import Plan

POINTS = 100.0
"""The best plan that there could be has so many."""
LEAST_POINTS = 0.1
"""Fewer points of a criterion round to nothing."""
MOST_POINTS = 20.0
"""More points than a fifth of all outweigh everything else, between plans and of a criterion, and how many is
no news; Advisor's own convention."""
TIE_POINTS = 1.0
"""Fewer points between two plans are less than anybody can tell beforehand; Advisor's own convention."""
TOLD = 2
"""Criteria that are told on each side."""
RULES = "rules"
"""Stands for what rules prefer among the criteria."""


def what_decides(assessment: Assessment, item: Judged) -> str:
    """Return which criteria put the winner before a plan, by how much, and what speaks for the plan.

    points = 100 x weight x (value of the winner - value of the plan), with the mean of all weights that fit
    the order of priorities; what rules prefer counts as it is.

    Args:
        assessment: The decision.
        item: The plan that came behind.
    """
    best, context = assessment.best, assessment.context
    weights = central_weights(context.profile.words("priorities.order"))
    points = {name: POINTS * weights[name] * (best.values[name] - item.values[name]) for name in CRITERIA}
    points[RULES] = POINTS * (best.bonus - item.bonus)
    gap = POINTS * (best.total(weights) - item.total(weights))
    ahead, behind = _told(points, 1.0), _told(points, -1.0)
    tie = gap < TIE_POINTS and not _apart_in_money(context, best.plan, item.plan)
    words = phrases()["deciding"]
    form = "tie" if tie else "far" if gap > MOST_POINTS else "behind"
    return str(
        words[form].format(
            points=plain_number(gap, 2),
            most=f"{POINTS:.0f}",
            lost=words["lost"].format(criteria=ahead) if ahead else "",
            won=words["won"].format(criteria=behind) if behind else "",
        )
    )


def _apart_in_money(context: Context, best: Plan, other: Plan) -> bool:
    """Return whether one of two plans costs so many times the other that they are no tie for who pays."""
    if not best.priced or not other.priced:
        return False
    pairs = ((best, other), (other, best))
    return any(far_dearer(context, price(context, dear).value, cheap) for dear, cheap in pairs)


def _told(points: dict[str, float], sign: float) -> str:
    """Return the criteria on one side with their points, the weightiest first; one that
    outweighs everything stands alone and without a number."""
    names: dict[str, str] = phrases()["criterion"]
    order = sorted(points, key=lambda name: (-sign * points[name], name))
    kept = [name for name in order if sign * points[name] >= LEAST_POINTS][:TOLD]
    if any(sign * points[name] > MOST_POINTS for name in kept):
        return names[kept[0]]
    return joined([f"{names[name]} ({plain_number(sign * points[name], 2)})" for name in kept])
