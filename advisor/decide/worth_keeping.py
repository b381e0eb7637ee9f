"""Whether what runs today stays for nothing but a good that costs more and that nobody asked for."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.decide.baseline import Baseline
from advisor.decide.judge import Judged
from advisor.decide.reasons import NOTICEABLE
from advisor.decide.scales import CRITERIA
from advisor.profile import Profile

ORDER, PLACES = "priorities.order", "wish.deployments"
NAMED_BY: dict[str, dict[str, tuple[object, ...]]] = {
    "quality": {"quality.bar": (), "quality.failure": ()},
    "latency": {"latency.first_token_ms": (), "latency.total_ms": (), "latency.tokens_per_s": ()},
    "privacy": {"data.boundary": (), "data.sensitivity": (), "data.contract_obtainable": ()},
    "time_to_value": {"time.deadline_weeks": ()},
    "effort": {"team.skill": ("none",)},
    "risk": {"use_case.harm": (True,), "quality.bar": ("near_zero_error", "certified")},
}
"""Answers with which somebody asks for what a plan is better at, each with the values that do so; any where
none is told."""


def better_at(found: Assessment, runs: Baseline) -> list[str]:
    """Return the criteria, money apart, at which the plan advised is better than the other one of the two.

    Args:
        found: The assessment of all plans.
        runs: What runs today.
    """
    others = (*found.ranked, *found.refused)
    other: Judged | None = (
        runs.other if runs.kept else next((item for item in others if item.plan is runs.plan), None)
    )
    mine = found.best.values
    return [n for n in CRITERIA[1:] if other is not None and mine[n] - other.values[n] > NOTICEABLE]


def only_if(found: Assessment, runs: Baseline) -> bool:
    """Return whether what runs is kept though a plan that meets every limit saves enough to pay for a move,
    for something that is better about it and that nobody named. Who wants it where it is has named that.

    Args:
        found: The assessment of all plans.
        runs: What runs today.
    """
    if not runs.kept or not runs.pays or runs.other not in found.ranked:
        return False
    profile = found.context.profile
    if profile.said(PLACES) and runs.plan.deployment in profile.words(PLACES):
        return False
    better = better_at(found, runs)
    return bool(better) and not any(is_named(profile, name) for name in better)


def is_named(profile: Profile, criterion: str) -> bool:
    """Return whether somebody said that a criterion matters to them: in their order of what matters, or with
    an answer that asks for it.

    Args:
        profile: What was said.
        criterion: One of ``CRITERIA``.
    """
    if profile.said(ORDER) and criterion in profile.words(ORDER):
        return True
    return any(
        profile.said(path) and (not values or _value(profile, path) in values)
        for path, values in NAMED_BY.get(criterion, {}).items()
    )


def _value(profile: Profile, path: str) -> object:
    answer = profile.get(path)
    return None if answer is None else answer.value
