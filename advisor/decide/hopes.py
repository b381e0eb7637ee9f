"""What the plans of one way to run the job are worth at most, before they are sized and priced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from advisor.decide.judge import bonus, privacy, risk, time_to_value
from advisor.decide.scales import CRITERIA, scales
from advisor.interview.comparable import HARDWARE
from advisor.rules.records import Rule
from advisor.strategy.assemble import weeks
from advisor.strategy.context import Context
from advisor.strategy.generate import Way
from advisor.strategy.variants import missing_requirements


class Hope(NamedTuple):
    """The best that any plan of a way can be; plans are compared by both, in this order."""

    steps: int
    """How far it departs from the rules at least."""
    less: float
    """Its value at most, with the sign turned."""


ANYTHING = Hope(0, -float("inf"))
"""The hope of a way of which nothing is known before its plans are made."""


def at_most(rules: Iterable[Rule]) -> dict[str, float]:
    """Return what some rules add to each criterion at most."""
    more = dict.fromkeys(CRITERIA, 0.0)
    for rule in rules:
        if rule.adjust is not None and rule.adjust.by > 0.0:
            more[rule.adjust.criterion] += rule.adjust.by
    return more


def hope_of(
    context: Context, way: Way, weights: Mapping[str, float], more: Mapping[str, float]
) -> Hope | None:
    """Return what the plans of a way can be at best, None where the rules or the user rule all of them out.

    The bill, the waiting time, the class of the model and the people are taken as the best there may be; all
    else follows from where a plan runs and how it adapts the model.

    Args:
        context: With what the rules say.
        way: Whose plans are not made yet.
        weights: Of the criteria.
        more: What rules may add to each criterion at most.
    """
    excluded, place = context.directives.excluded, way.deployment
    if place in excluded or place in context.profile.words("exclusions.deployments"):
        return None
    if way.adaptations is None:
        return ANYTHING
    sets = (words for words in way.adaptations if excluded.keys().isdisjoint(words))
    return min((_hope(context, place, words, weights, more) for words in sets), default=None)


def _hope(
    context: Context,
    place: str,
    adaptations: tuple[str, ...],
    weights: Mapping[str, float],
    more: Mapping[str, float],
) -> Hope:
    most = {
        "cost": 1.0,
        "quality": float(scales()["quality"]["above"]),
        "latency": 1.0,
        "privacy": privacy(context, place),
        "time_to_value": time_to_value(weeks(context, place, adaptations).value),
        "effort": 1.0,
        "risk": risk(context, place, adaptations, (place, *adaptations)),
    }
    value = sum(weights[name] * min(1.0, max(0.0, most[name] + more[name])) for name in CRITERIA)
    words = (*adaptations, *(option.id for option in context.words("technique")))
    barred = context.directives.bars(place) and not context.profile.words(HARDWARE)
    steps = 2 if missing_requirements(context, words) else 1 if barred else 0
    return Hope(steps, -(bonus(context, place) + value))
