"""This or that, as the user put it: each option that they named, with a yes or a no and the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.decide.assess import Assessment
from advisor.decide.records import Answered
from advisor.decide.words import joined
from advisor.interview.outcomes import PATH as WORKED
from advisor.strategy.context import Context
from advisor.strategy.other import ON_SITE
from advisor.strategy.other_sizing import ON_CPU

LEAST = 2
"""Options that make a choice."""
PLACES = "wish.deployments"
_CHOICE = re.compile(
    r"[?]|\b(?:or|whether|versus|vs|either|compar\w+|undecided|unsure|decide|choos\w+|choice|wonder\w*|consider\w*"
    r"|alternatives?|options?|instead|rather)\b",
    re.IGNORECASE,
)
"""In a story that weighs one thing against another."""


def option_answers(found: Assessment) -> Iterator[Answered]:
    """Yield which of the ways to adapt or to run a model that were named is advised, and why; what worked
    already is no question."""
    context = found.context
    done = context.profile.words(WORKED)
    if not found.ranked:
        return
    for path in ("wish.adaptations", PLACES):
        named = (word for word in context.profile.words(path) if word not in done)
        words = [word for word in named if word in context.options]
        if context.profile.said(path) and len(words) >= LEAST and not _one_server(found, words):
            if path == PLACES and not _weighs(context):
                continue
            yield _choice(found, words)


def _weighs(context: Context) -> bool:
    """Return whether a story asks or weighs anything; places that it only tells of are no question."""
    story = context.profile.text("use_case.story")
    return not story or _CHOICE.search(story) is not None


def _one_server(found: Assessment, words: list[str]) -> bool:
    """Return whether places that were named are one: a server without cards that is the user's own."""
    owned = found.facts.other.get("owned_is_cpu") is True
    return owned and set(words) == {ON_SITE, ON_CPU} and bool(set(words) & set(found.best.plan.words))


def _choice(found: Assessment, words: list[str]) -> Answered:
    context, taken = found.context, {*found.best.plan.words, *found.best.plan.parts}
    parents = {
        parent for word in taken if word in context.options for parent in context.options[word].parents
    }
    yes = [word for word in words if word in taken or word in parents]
    no = [word for word in words if word not in yes]
    named = {word: context.options[word].title for word in words}
    first, *others = words
    question = " or ".join([named[first], *(context.options[word].inline for word in others)]) + "?"
    if not yes:
        answer = f"Neither: {found.best.plan.title}."
    elif not no:
        answer = f"Both: {joined([named[word] for word in yes])}."
    else:
        answer = (
            f"{joined([named[word] for word in yes])}; not {joined([context.options[w].inline for w in no])}."
        )
    reasons = [f"{named[word]}: {reason}" for word in (*yes, *no) if (reason := _reason(context, word))]
    return Answered(question, answer, tuple(reasons))


def _reason(context: Context, word: str) -> str:
    """Return the message of the rule that speaks for a word or against it, empty where none does."""
    directives = context.directives
    tables = (directives.required, directives.preferred, directives.excluded, directives.against)
    return next((table[word].message for table in tables if word in table), "")
