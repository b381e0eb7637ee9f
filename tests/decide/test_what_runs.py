"""What runs today is the plan to beat: it is priced as it is, and nobody is told to make it again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.records import Recommendation
from tests.strategy.stories import Look, plans_of

TUNED: dict[str, Any] = {
    "use_case": {"kind": "classification"},
    "workload": {"requests_per_day": 60000},
    "wish": {"model": "qwen2.5-7b"},
    "current": {"adaptations": ["lora"], "deployments": ["self_host_rented"]},
}


def advice(advisor: Advisor, **given: Any) -> Recommendation:
    return advisor.recommend(advisor.profile({**TUNED, **given}), as_of=date(2026, 11, 21))


def tuned(found: Recommendation, deployment: str) -> Any:
    return next(
        item.plan for item in found.plans if "lora" in item.plan.words and item.plan.deployment == deployment
    )


def test_tuning_that_runs_is_not_charged_again(advisor: Advisor) -> None:
    kept = tuned(advice(advisor), "self_host_rented")
    assert kept.estimates["training_usd"].high == 0.0
    fresh = tuned(
        advice(advisor, current={}, evidence={"worked": ["lora", "self_host_rented"]}), "self_host_rented"
    )
    assert fresh.estimates["training_usd"].low > 1000.0


def test_what_runs_takes_no_weeks_to_come_and_another_place_does(advisor: Advisor) -> None:
    kept = tuned(advice(advisor), "self_host_rented")
    moved = tuned(advice(advisor, current={"adaptations": ["lora"]}), "self_host_rented")
    assert kept.estimates["weeks"].value < moved.estimates["weeks"].value


def test_other_weights_than_those_that_run_are_charged(advisor: Advisor) -> None:
    found = advice(advisor, current={"adaptations": ["rag"], "deployments": ["self_host_rented"]},
                   evidence={"worked": ["lora"]})  # fmt: skip
    assert any(item.plan.trains and item.plan.estimates["training_usd"].low > 0 for item in found.plans)


def test_nobody_is_told_to_train_or_label_what_runs(advisor: Advisor) -> None:
    found = advice(advisor)
    assert "lora" in found.plans[0].plan.words
    steps = " ".join(stage.do for stage in found.roadmap)
    assert "Train, and compare" not in steps
    assert not [f for f in found.findings if f.status == "fired" and "0 labels" in f.message]


def test_the_trial_measures_what_runs_beside_something_new(advisor: Advisor) -> None:
    found = advice(advisor)
    assert found.plans[0].plan.deployment == "self_host_rented"
    assert any("what you have today" in stage.do for stage in found.roadmap)


@pytest.mark.parametrize("word", ["rag", "lora", "distillation"])
def test_what_failed_is_told_among_the_risks_with_what_must_be_different(advisor: Advisor, word: str) -> None:
    found = advice(advisor, current={}, evidence={"failed": [word]}, wish={})
    assert any("what would be different" in risk for risk in found.risks)


def test_tuning_that_failed_is_in_no_plan_that_nothing_else_asks_for(advisor: Advisor) -> None:
    kind, wish = {"kind": "extraction"}, {"adaptations": ["managed_ft"]}
    given = {"use_case": kind, "wish": wish, "current": {}, "examples": {"count": 2000}}
    before = advice(advisor, **given)
    after = advice(advisor, **given, evidence={"failed": ["lora"]})
    trained = {"lora", "qlora", "managed_ft"}
    assert any(trained & {*item.plan.words} for item in before.plans)
    assert not any(trained & {*item.plan.words} for item in after.plans)


def test_tuning_that_failed_and_is_asked_for_again_must_say_what_is_different(advisor: Advisor) -> None:
    given = {"use_case": {"kind": "extraction"}, "wish": {"adaptations": ["lora"]}, "current": {}}
    found = advice(advisor, **given, examples={"count": 2000}, evidence={"failed": ["lora"]})
    assert "lora" in found.plans[0].plan.words
    assert any("what would be different" in risk for risk in found.risks)


def test_who_gave_up_on_instructions_has_found_their_limit(advisor: Advisor) -> None:
    profile = advisor.profile(
        {"evidence": {"failed": ["prompt_engineering"]}, "use_case": {"kind": "extraction"}}
    )
    assert advisor.filled(profile).flag("quality.plateau")
    assert not advisor.filled(advisor.profile({"use_case": {"kind": "extraction"}})).flag("quality.plateau")


def test_a_profile_that_says_what_runs_is_live(advisor: Advisor) -> None:
    profile = advisor.profile({"current": {"deployments": ["hosted_api"]}, "use_case": {"kind": "chatbot"}})
    assert advisor.filled(profile).flag("use_case.already_live")


@pytest.mark.parametrize("runs", [True, False])
def test_what_runs_on_rented_cards_is_priced_on_these_cards(assessed: Look, runs: bool) -> None:
    story = {
        "use_case": {"kind": "chatbot"},
        "wish": {"model": "llama-3.3-70b", "devices": [{"name": "h100-sxm", "count": 2}]},
        "data": {"boundary": "own_cloud"},
        "current": {"deployments": ["self_host_rented"]} if runs else {},
    }
    rented = [p.hardware.accelerator for p in plans_of(assessed(**story), "self_host_rented") if p.hardware]
    assert rented
    assert (set(rented) == {"h100-sxm"}) is runs


def test_a_trial_takes_the_devices_of_one_copy(advisor: Advisor) -> None:
    big = {"model": "llama-3.1-405b", "fixed_model": True}
    found = advice(advisor, use_case={"kind": "document_qa"}, wish=big, current={},
                   data={"boundary": "own_network"})  # fmt: skip
    hardware = found.plans[0].plan.hardware
    assert hardware is not None
    assert hardware.per_replica > 1
    assert any(f"{hardware.per_replica}x {hardware.name}" in stage.do for stage in found.roadmap)
