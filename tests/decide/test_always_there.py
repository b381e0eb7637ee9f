"""What must always be in an answer when it applies, over all examples and, where they are, the cases."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

import advisor as package
from advisor.api import Advisor
from advisor.decide.outlook import given
from advisor.strategy.classes import SCALE
from advisor.strategy.records import Limit
from tests.cases.run import profile_of, read_cases

DAY = date(2026, 11, 20)
EXAMPLES = sorted((Path(package.__file__).parent / "examples").glob("*.toml"))
CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "cases.jsonl"
IMPOSSIBLE = {
    "data": {"boundary": "own_network"},
    "budget": {"monthly_usd": 10, "one_off_usd": 50},
    "time": {"deadline_weeks": 1},
    "use_case": {"kind": "chatbot"},
    "workload": {"requests_per_day": 100000},
}


@pytest.fixture(scope="module")
def engine() -> Advisor:
    return Advisor.load(plugins=False, today=DAY)


def check(found):
    """Return what is missing in a recommendation, in words."""
    told = {advice.word for advice in found.advice}
    first, profile = found.roadmap[0], found.profile
    wrong = []
    if found.verdict not in {"inference", "training", "both"} or not (found.plans or found.refused):
        wrong.append("no verdict or no plans")
    if found.hardware_class not in {*SCALE, "infeasible"}:
        wrong.append(f"hardware class {found.hardware_class}")
    if not found.advice or not found.risk_of_not_acting or not found.review_trigger:
        wrong.append("no advice, no risk of not acting, or nothing that brings it up again")
    if not all(stage.when and stage.do and stage.go_on_if for stage in found.roadmap):
        wrong.append("a stage without its time, task or trigger")
    if found.hardware_class != "infeasible" and not (
        "examples" in first.do or "inputs with the right output" in first.do
    ):
        wrong.append(f"the roadmap does not start with examples of their own: {first.do}")
    if found.hardware_class != "infeasible" and "evals_first" not in told:
        wrong.append("evaluate first")
    harm = profile.flag("use_case.harm") or {"health"} & set(profile.words("data.sensitivity"))
    if harm and "human_in_loop" not in told:
        wrong.append("a human in the loop where a mistake harms")
    bought = found.plans[0].plan.hardware if found.hardware_class != "infeasible" else None
    early = " ".join(stage.do for stage in found.roadmap[1:3])
    if bought is not None and bought.bought and not bought.owned and "measure" not in early:
        wrong.append(f"measure before buying: {early}")
    if not found.feasible and not found.relaxations:
        wrong.append("no way to relax what cannot be met")
    return wrong


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_all_that_applies(engine, path):
    found = engine.recommend(engine.profile(tomllib.loads(path.read_text("utf-8"))), as_of=DAY)
    assert check(found) == []


@pytest.mark.skipif(not CASES.is_file(), reason="the shared decision cases are not beside this repository")
def test_every_case_has_all_that_applies(engine):
    missing = {
        case["id"]: wrong
        for case in read_cases(CASES)
        if (wrong := check(engine.recommend(profile_of(engine, case), as_of=DAY)))
    }
    assert missing == {}


def test_each_broken_limit_has_its_own_cheapest_relaxation_with_the_figure(engine):
    found = engine.recommend(engine.profile(IMPOSSIBLE), as_of=DAY)
    assert not found.feasible
    starts = [way.split(":")[0] for way in found.relaxations]
    assert len(starts) == len(set(found.relaxations))
    for limit in ("monthly budget", "time until the deadline"):
        ways = [way for way in found.relaxations if way.startswith(limit)]
        assert len(ways) == 1
        assert "would have to become at least" in ways[0]
        assert "Then possible: " in ways[0]


def test_a_limit_that_is_missed_by_a_hair_is_not_told_to_become_what_it_is() -> None:
    near = Limit("first words", needs="at least 10 ms", has="10 ms")
    far = Limit("first words", needs="at least 12 ms", has="10 ms")
    assert given(near).startswith("first words: 10 ms is missed by less than these figures show")
    assert given(far) == "first words: 10 ms would have to become at least 12 ms"
