"""What the languages that were named do to the plan and its bill, where that is more than a trifle."""

from __future__ import annotations

from collections.abc import Callable

from advisor.decide.assess import Assessment
from advisor.decide.cost import material_usd
from advisor.decide.far import price
from advisor.decide.told_cost import told_cost
from advisor.decide.words import joined, phrases
from advisor.estimate.request_tokens import language_factor
from advisor.profile import Profile
from advisor.quantity import plain_number
from advisor.strategy.context import Context
from advisor.strategy.records import Plan

NAMES = "language.names"
_LENGTHS = ("workload.input_tokens", "workload.output_tokens")
MOVED = 1.25
"""From this many times the bill on, either way, it is worth a word; our convention."""
MOST_NAMED = 4
"""More languages than these are not named one by one."""


def in_languages(found: Assessment, winner: Callable[[Profile], Plan | None]) -> str:
    """Return what the languages do and what would be advised for English alone; empty where that is the same.

    Args:
        found: The assessment of all plans.
        winner: Gives the plan in front for a profile, with what follows from its answers filled in.
    """
    context, best = found.context, found.best.plan
    profile = context.profile
    longer = language_factor(profile.words(NAMES)) if profile.said(NAMES) else None
    if longer is None or not found.ranked or not best.priced or profile.said("language.corpus_tokens"):
        return ""
    other = winner(profile.only_said().without(NAMES))
    if other is None or not other.priced or not _moved(context, best, other):
        return ""
    table, names = phrases()["in_languages"], profile.words(NAMES)
    named = joined(list(names)) if len(names) <= MOST_NAMED else table["many"].format(count=len(names))
    why = []
    if not all(map(profile.said, _LENGTHS)):
        why.append(table["tokens"].format(languages=named, times=plain_number(longer[1], 2)))
    if other.model in context.left_out.models:
        why.append(table["left_out"].format(model=other.model_name))
    then = table["same" if other.title == best.title else "other"]
    return " ".join((*why, then.format(plan=other.title, cost=told_cost(context, other))))


def _moved(context: Context, best: Plan, other: Plan) -> bool:
    """Return whether another model or another place comes in front, or a bill so far from the other's that
    anybody would count it."""
    if (best.model, best.deployment) != (other.model, other.deployment):
        return True
    less, more = sorted((price(context, best).value, price(context, other).value))
    return more >= MOVED * less and more - less >= material_usd(own_time=True)
