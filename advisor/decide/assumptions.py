"""What the advice rests on: what the user said, and what was assumed for them."""

from __future__ import annotations

from functools import partial

from advisor.decide.assess import Assessment
from advisor.decide.records import Assumption, OpenQuestion
from advisor.decide.values import choice_words, field_value
from advisor.interview.comparable import MOSTLY
from advisor.interview.comparable import WORDS as CALLED
from advisor.interview.outcomes import PATH as WORKED
from advisor.strategy.context import Context
from advisor.strategy.fleet_terms import fleet_terms
from advisor.strategy.usual import SHARES

CONFIRM = ("data.boundary", "data.sensitivity")
"""Assumptions here must be confirmed by somebody before money is spent."""
QUIET = ("use_case.story", SHARES)
WISHES = ("wish.adaptations", "wish.deployments")
"""A result is often read as a wish too: what worked is told once."""


def assumptions(assessment: Assessment) -> tuple[Assumption, ...]:
    """Return every input, those that were said first; of a fleet only those that say something of it."""
    context = assessment.context
    said, assumed = [], []
    for path, answer in context.profile:
        if answer.value is None or path in QUIET:
            continue
        label, value = context.profile.fields[path].label, _told(context, path)
        if not value:
            continue
        if answer.state == "answered":
            words = "" if answer.said == answer.value else answer.said
            said.append(Assumption(path, label, value, "said", words))
        elif _concerns(assessment, path):
            assumed.append(Assumption(path, label, value, "assumed", answer.said, path in CONFIRM))
    return (*said, *assumed)


def _told(context: Context, path: str) -> str:
    """Return a value in words; of a wish only what is not told as a result, and of comparable cases no word
    twice; empty where nothing else is left."""
    told = context.profile.words(WORKED) if path in WISHES else ()
    told = context.profile.words(MOSTLY) if path == CALLED else told
    words = context.profile.words(path)
    if not set(words) & set(told):
        return field_value(context, path)
    field = context.profile.fields[path]
    return ", ".join(choice_words(field, word) for word in words if word not in told)


def open_questions(assessment: Assessment) -> tuple[OpenQuestion, ...]:
    """Return the unanswered fields that undetermined rules and plans wait for, most awaited first."""
    awaited: dict[str, set[str]] = {}
    for finding in assessment.findings:
        if finding.status != "undetermined":
            continue
        for path in finding.missing:
            if path in assessment.context.profile.fields and _concerns(assessment, path):
                awaited.setdefault(path, set()).add(finding.rule.code)
    for item in (*assessment.ranked, *assessment.refused):
        for path in filter(partial(_concerns, assessment), item.plan.unknown):
            awaited.setdefault(path, set()).add(item.plan.deployment)
    order = sorted(awaited, key=lambda path: (-len(awaited[path]), path))
    fields = assessment.context.profile.fields
    return tuple(
        OpenQuestion(path, f"{fields[path].label}: would decide {', '.join(sorted(awaited[path])[:4])}")
        for path in order
    )


def _concerns(assessment: Assessment, path: str) -> bool:
    """Return whether a field says something of the plan advised: nothing is served by devices that train."""
    return not assessment.best.plan.is_fleet or fleet_terms().concerns(path)
