"""Profiles that several tests start from, as the groups of a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from advisor.decide.assess import Assessment
from advisor.rules.records import Finding, Rule
from advisor.strategy.context import Context
from advisor.strategy.directives import Directives
from advisor.strategy.generate import possible_plans, within_limits
from advisor.strategy.records import Plan

KINDS = ("excluded", "required", "preferred", "against")

Look = Callable[..., Assessment]

SHOP: dict[str, Any] = {
    "use_case": {"kind": "chatbot"},
    "workload": {"requests_per_day": 5000, "input_tokens": 2000, "output_tokens": 300},
    "data": {"boundary": "contract", "sensitivity": ["personal"]},
    "knowledge": {"needed": False},
    "team": {"skill": "developers"},
}
"""A shop's chatbot on a hosted model."""

FACTORY: dict[str, Any] = {
    "use_case": {"kind": "document_qa"},
    "workload": {"requests_per_day": 2000, "input_tokens": 3000, "output_tokens": 400},
    "data": {"boundary": "own_network", "sensitivity": ["confidential"]},
    "team": {"skill": "platform"},
}
"""Questions over documents that may not leave the house."""

LAB: dict[str, Any] = {
    "use_case": {"kind": "foundation_model"},
    "training": {"goes_on": True},
    "wish": {"devices": [{"name": "h100-sxm", "count": 24}]},
    "team": {"skill": "platform"},
}
"""A laboratory that trains all year on devices that it named."""


def changed(story: dict[str, Any], **groups: Any) -> dict[str, Any]:
    """Return a story with some answers changed or added, group by group."""
    return {name: {**story.get(name, {}), **groups.get(name, {})} for name in sorted({*story, *groups})}


def all_plans(context: Context) -> tuple[Plan, ...]:
    """Return every plan with the limits that it breaks, in the order of their ids."""
    return within_limits(context, possible_plans(context))


def plans_of(found: Assessment, deployment: str) -> list[Plan]:
    """Return all plans of a deployment, feasible ones first."""
    return [j.plan for j in (*found.ranked, *found.refused) if j.plan.deployment == deployment]


def told(context: Context, **words: tuple[str, ...]) -> Context:
    """Return the context as if rules had spoken about some words and no others.

    Args:
        context: The bundle.
        words: Words by ``required``, ``preferred``, ``against`` or ``excluded``.
    """
    rule = Rule("TST001", "a-test", "prefer", "True", "Because of the test.", "It is a test.", ("test",))
    finding = Finding(rule, "fired", "Because of the test.")
    said = {kind: dict.fromkeys(words.get(kind, ()), finding) for kind in KINDS}
    return replace(context, directives=Directives(**said, warnings=(), asks=()))
