"""What failed when it was tried and stands in a plan again: told with what would have to be different."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.decide.words import phrases
from advisor.interview.outcomes import PATH as WORKED
from advisor.strategy.anchors import load_anchors
from advisor.strategy.context import Context
from advisor.strategy.in_use import GIVEN_UP
from advisor.strategy.records import Plan


def failed_parts(context: Context, plan: Plan) -> tuple[str, ...]:
    """Return the words of what failed that a plan does again, those alone of which no form worked.

    Tuning is one thing in all its light forms, which have the same parent. A model of the small classes is a
    small one, unless what failed was trained: then the training failed, and another model is another try.

    Args:
        context: The bundle.
        plan: The plan advised, or one that would be.
    """
    profile = context.profile
    failed = profile.words(GIVEN_UP) if profile.said(GIVEN_UP) else ()
    worked = {name for word in profile.words(WORKED) for name in _family(context, word)}
    trained = any(_trains(context, word) for word in failed)
    does = {name for word in plan.words for name in _family(context, word)}
    does |= {word for word, tiers in load_anchors().by_size.items() if plan.tier in tiers and not plan.trains}
    sizes = load_anchors().by_size
    return tuple(
        word
        for word in failed
        if _family(context, word) & does
        and not _family(context, word) & worked
        and not (word in sizes and trained)
    )


def again(context: Context, plan: Plan, best: Plan) -> str:
    """Return that a part of a plan failed and what would have to be different, to stand behind the plan's
    name in a sentence; empty where none did.

    Args:
        context: The bundle.
        plan: One that would be advised if something changed.
        best: The plan advised, beside which its own failed parts are told.
    """
    told = failed_parts(context, best)
    parts = tuple(part for part in failed_parts(context, plan) if part not in told)
    return _filled("behind", parts) if parts else ""


def warned(context: Context, plan: Plan) -> str:
    """Return the same as a sentence of its own beside the decision; empty where nothing failed."""
    parts = failed_parts(context, plan)
    if not parts:
        return ""
    told = _filled("sentence", parts)
    return f" {told[:1].upper()}{told[1:]}"


def _family(context: Context, word: str) -> set[str]:
    """Return a word with the wider ones that stand for the same training."""
    parents = context.options[word].parents if _trains(context, word) else ()
    return {word, *(parent for parent in parents if _trains(context, parent))}


def _trains(context: Context, word: str) -> bool:
    return word in context.options and context.options[word].trains


def _filled(form: str, parts: tuple[str, ...]) -> str:
    """Return a wording about the first part that failed of which more is known than its name."""
    table = _table()
    word = next((part for part in parts if part in table["difference"]), parts[0])
    difference = table["difference"].get(word, table["any_difference"])
    return str(table[form].format(what=table["what"].get(word, table["any_what"]), difference=difference))


def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = phrases()["failed"]
    return table
