"""What a plan that works costs beside the one that was left for it: the same work without anything tuned."""

from __future__ import annotations

from collections.abc import Callable

from advisor.decide.assess import Assessment
from advisor.decide.far import far_dearer, price
from advisor.interview.outcomes import PATH
from advisor.profile import Profile
from advisor.strategy.in_use import SERVED, TUNED
from advisor.strategy.records import Plan

OF_THE_RESULT = (
    PATH,
    TUNED,
    SERVED,
    "wish.adaptations",
    "wish.deployments",
    "wish.model",
    "wish.train_params_b",
)
"""Answers that a report of what worked or runs gives; without them the advice is that for anyone else."""


def left_for_what_works(found: Assessment, winner: Callable[[Profile], Plan | None]) -> Plan | None:
    """Return the untuned plan that would be advised had nothing worked yet, where it costs far less than the
    one that rests on what worked; None where it does not, or where a model is a requirement.

    Args:
        found: The assessment of all plans.
        winner: Gives the plan in front for a profile, with what follows from its answers filled in.
    """
    profile, best = found.context.profile, found.best.plan
    told = (path for path in (PATH, TUNED, SERVED) if profile.said(path))
    worked = {word for path in told for word in profile.words(path)}
    if not found.ranked or not worked & {*best.words, *best.parts} or profile.flag("wish.fixed_model"):
        return None
    without = profile.only_said()
    for path in OF_THE_RESULT:
        without = without.without(path)
    other = winner(without)
    if other is None or other.trains or not other.priced:
        return None
    return other if far_dearer(found.context, price(found.context, best).value, other) else None
