"""What must hold for any profile, on profiles drawn at random."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decide.tipping import kind_of
from advisor.strategy.usual import SHARES
from tests.strategy.stories import Look, changed

KINDS = ("chatbot", "document_qa", "agents", "extraction", "classification", "code", "tabular", "edge")
LATENCIES = ({"batch_ok": True}, {"first_token_ms": 600}, {"total_ms": 50})
CARDS = ("RTX 4090", "H100", "T4")
few = settings(max_examples=40, deadline=None, derandomize=True)


@st.composite
def stories(draw: st.DrawFn) -> dict[str, Any]:
    story: dict[str, Any] = {
        "use_case": {"kind": draw(st.sampled_from(KINDS))},
        "workload": {
            "requests_per_day": draw(st.sampled_from((0, 1, 300, 20_000, 1e6, 1e8, 1e10))),
            "output_tokens": draw(st.sampled_from((0, 1, 200, 4000))),
        },
        "data": {"boundary": draw(st.sampled_from(("any_cloud", "contract", "own_cloud", "own_network")))},
        "examples": {"count": draw(st.sampled_from((0, 100, 5000)))},
        "team": {"skill": draw(st.sampled_from(("none", "developers", "platform")))},
    }
    if draw(st.booleans()):
        story["latency"] = draw(st.sampled_from(LATENCIES))
    if draw(st.booleans()):
        story["priorities"] = {"order": draw(st.permutations(("cost", "quality", "privacy")))}
    if draw(st.booleans()):
        story["hardware"] = {"owned": [{"name": draw(st.sampled_from(CARDS)), "count": 2}]}
    return story


@few
@given(stories())
def test_any_profile_gets_a_plan_with_its_limits_named(assessed: Look, story: dict[str, Any]) -> None:
    found = assessed(**story)
    assert found.ranked or found.refused
    for item in (*found.ranked, *found.refused):
        assert (item.plan.feasibility == "infeasible") == bool(item.plan.limits)
    assert all(item.plan.feasibility != "infeasible" for item in found.ranked)


@few
@given(stories(), st.randoms(use_true_random=False))
def test_ruling_out_what_lost_never_changes_the_winner(
    assessed: Look, story: dict[str, Any], rng: Any
) -> None:
    found = assessed(**story)
    losers = {j.plan.deployment for j in found.ranked} - {found.best.plan.deployment, *found.best.plan.parts}
    if not losers:
        return
    out = rng.choice(sorted(losers))
    again = assessed(**changed(story, exclusions={"deployments": [out]}))
    assert again.best.plan.id == found.best.plan.id
    assert again.best.values == found.best.values


def like_the_same_cases(assessed: Look, story: dict[str, Any]) -> dict[str, Any]:
    """Return what a story is compared with, so that money and time are all that differs."""
    profile = assessed(**story).context.profile
    words = list(profile.words("comparable.words")) or ["evals_first"]
    return {"shares": profile.text(SHARES) or "none 1.00", "words": words}


@few
@given(stories(), st.floats(0, 1e6), st.floats(1.0, 100.0))
def test_more_money_never_makes_a_plan_infeasible(
    assessed: Look, story: dict[str, Any], budget: float, factor: float
) -> None:
    cases = like_the_same_cases(assessed, story)

    def looked(usd: float) -> tuple[set[str], set[str]]:
        """Return the plans that are possible and those that are not."""
        found = assessed(**changed(story, budget={"monthly_usd": usd, "one_off_usd": usd}, comparable=cases))
        items = (*found.ranked, *found.refused)
        possible = {j.plan.id for j in items if j.plan.feasibility != "infeasible"}
        return possible, {j.plan.id for j in items} - possible

    less, (more, impossible) = looked(budget)[0], looked(budget * factor)
    assert not less & impossible
    assert more or not less
    assert all(name.startswith("on_prem/") for name in less - more)  # a desktop machine stood in for a server


@few
@given(stories(), st.floats(0.5, 50.0), st.floats(1.0, 20.0))
def test_more_time_never_makes_a_plan_infeasible(
    assessed: Look, story: dict[str, Any], weeks: float, factor: float
) -> None:
    cases = like_the_same_cases(assessed, story)

    def feasible(deadline: float) -> set[str]:
        found = assessed(**changed(story, time={"deadline_weeks": min(300.0, deadline)}, comparable=cases))
        return {j.plan.id for j in (*found.ranked, *found.refused) if j.plan.feasibility != "infeasible"}

    assert feasible(weeks) <= feasible(weeks * factor)


@few
@given(stories())
def test_the_same_profile_gets_the_same_answer_whatever_was_asked_before(
    assessed: Look, story: dict[str, Any]
) -> None:
    first = assessed(**story)
    assessed(**changed(story, workload={"requests_per_day": 12_345}, wish={"model": "Llama 3.3 70B"}))
    again = assessed(**story)
    assert [j.plan for j in again.ranked] == [j.plan for j in first.ranked]
    assert kind_of(again.best.plan) == kind_of(first.best.plan)


@few
@given(stories())
def test_a_winner_that_keeps_everything_required_is_feasible(assessed: Look, story: dict[str, Any]) -> None:
    found = assessed(**story)
    for item in found.ranked:
        excluded = set(found.context.directives.excluded) & set(item.plan.words)
        assert not excluded, (item.plan.id, excluded)
