"""The order of plans: how far they depart from the rules, then what they are worth on average."""

from __future__ import annotations

from functools import lru_cache

from advisor.decide.cost import lowest_value
from advisor.decide.judge import Judged
from advisor.decide.scales import CRITERIA
from advisor.decide.unlike import hardly_any_run_there, most_run_there
from advisor.strategy.context import Context
from advisor.strategy.fleet_loads import BOUGHT
from advisor.strategy.in_use import in_use
from advisor.strategy.next_class import wants_the_next_class
from advisor.strategy.records import Plan


def central_weights(order: tuple[str, ...]) -> dict[str, float]:
    """Return the mean of all weights that respect an order of priorities: the rank-order centroid for the
    named criteria, the rest shared equally among the others."""
    return dict(_central_weights(order))


@lru_cache(maxsize=64)
def _central_weights(order: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    n = len(CRITERIA)
    centroid = [sum(1.0 / k for k in range(place, n + 1)) / n for place in range(1, n + 1)]
    named = [name for name in order if name in CRITERIA]
    rest = [name for name in CRITERIA if name not in named]
    tail = centroid[len(named) :]
    weights = dict(zip(named, centroid, strict=False))
    weights.update({name: sum(tail) / len(rest) for name in rest})
    return tuple(weights.items())


def ranking(context: Context, judged: tuple[Judged, ...]) -> tuple[tuple[Judged, ...], tuple[Judged, ...]]:
    """Return the feasible plans, best first, and the others, nearest to feasible first.

    A plan's place follows from its value on average over everything that nobody said: the weights that fit
    the order of priorities, and the range of its bill. The value depends on no other plan, so that a plan
    that is added or dropped never changes which of two others comes first; shares of the draws do not have
    this property, as similar plans split theirs, and only tell how sure the choice is.

    Args:
        context: The bundle.
        judged: Every plan with its values.
    """
    weights = central_weights(context.profile.words("priorities.order"))

    def place(item: Judged) -> tuple[float, str]:
        return -item.total(weights), item.plan.id

    fine = sorted((j for j in judged if j.plan.feasibility != "infeasible"), key=place)
    far = [compromise(context, item) for item in fine]
    least = min(far, default=0)
    advised = tuple(item for item, steps in zip(fine, far, strict=True) if steps == least)
    set_aside = tuple(item for item, steps in zip(fine, far, strict=True) if steps != least)
    broken = sorted(
        (j for j in judged if j.plan.feasibility == "infeasible"),
        key=lambda j: (_severity(j.plan), *place(j)),
    )
    return advised, (*set_aside, *broken)


def compromise(context: Context, item: Judged) -> int:
    """Return how far a plan departs from the rules and from comparable cases: 0 not at all; 1 it runs where
    rules advise against, for the sake of an adaptation that they require, and neither the work of today nor
    most comparable cases run there or its bill lies off the scale, or its model is the least that will do for
    an organisation with no better one to turn to; 2 it leaves such an adaptation out, or hardly any
    comparable case runs on such hardware; 3 it does what they advise against."""
    return max(_from_rules(context, item), 2 * hardly_any_run_there(context, item.plan))


def aside_by_cases(context: Context, item: Judged) -> bool:
    """Return whether a plan that meets every limit stands aside only as hardly any comparable case runs on
    such hardware."""
    fine = item.plan.feasibility != "infeasible" and _from_rules(context, item) == 0
    return fine and hardly_any_run_there(context, item.plan)


def _from_rules(context: Context, item: Judged) -> int:
    """Return how far a plan departs from the rules, in the steps of :func:`compromise`."""
    barred = [w for w in item.plan.words if context.directives.bars(w)]
    if any(w != item.plan.deployment for w in barred):
        return 3
    if item.missing:
        return 2
    off_the_scale = item.values["cost"] <= lowest_value()
    runs = in_use(context.profile, item.plan.deployment) or most_run_there(context, item.plan)
    if barred and (off_the_scale or not runs):
        return 1
    least = item.plan.deployment in BOUGHT and wants_the_next_class(context, item.plan.tier)
    return 1 if least else 0


def _severity(plan: Plan) -> int:
    """Money and time can be found; physics and rules cannot: plans that break only the former come nearer."""
    soft = {"budget", "deadline"}
    hard = sum(limit.rule not in soft for limit in plan.limits)
    return 10 * hard + len(plan.limits)
