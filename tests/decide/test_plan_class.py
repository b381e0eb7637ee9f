"""Which class of hardware a plan is of that is served on smaller cards than it is trained on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.decide.plan_class import class_of
from tests.strategy.stories import Look

TUNED: dict[str, Any] = {
    "use_case": {"kind": "extraction"},
    "workload": {"requests_per_day": 2000, "input_tokens": 2000, "output_tokens": 250},
    "data": {"boundary": "own_cloud", "sensitivity": ["internal"]},
    "examples": {"count": 5000},
    "evidence": {"worked": ["lora"]},
    "wish": {"adaptations": ["lora"]},
    "team": {"skill": "platform"},
}
"""Extraction with an add-on that worked, in a cloud account of the team's own."""


@pytest.mark.parametrize("usual", [[], ["1x24GB"], ["1x80GB"], ["multi-node"]])
def test_it_is_that_of_what_serves_whatever_comparable_cases_run_on(assessed: Look, usual: list[str]) -> None:
    found = assessed(**TUNED, comparable={"hardware": usual} if usual else {})
    plan = found.best.plan
    assert plan.hardware is not None
    assert plan.training_hardware is not None
    other = replace(plan.training_hardware, hardware_class="multi-node")
    assert class_of(found.context, replace(plan, training_hardware=other)) == plan.hardware.hardware_class


def test_a_device_in_peoples_hands_that_asks_a_service_for_the_rest_stays_a_device(assessed: Look) -> None:
    found = assessed(
        use_case={"kind": "document_qa"},
        workload={"requests_per_day": 2000, "input_tokens": 2000, "output_tokens": 250},
        data={"boundary": "contract"},
        hardware={"edge_device": "laptop", "offline": True},
        wish={"deployments": ["hybrid"], "devices": [{"name": "RTX 4060", "count": 1}]},
    )
    plan = found.best.plan
    assert plan.deployment == "hybrid"
    assert class_of(found.context, plan) == "consumer_gpu_client"


def test_a_card_of_ones_own_that_tunes_counts_as_a_card(assessed: Look) -> None:
    found = assessed(
        use_case={"kind": "finetune_project"},
        data={"boundary": "any_cloud"},
        examples={"count": 4000},
        hardware={"owned": [{"name": "RTX 3060", "count": 1}]},
        wish={"adaptations": ["qlora"], "train_params_b": 7.0},
    )
    plans = [judged.plan for judged in found.ranked if judged.plan.deployment == "on_device_edge"]
    assert {class_of(found.context, plan) for plan in plans if plan.training_hardware} == {"1x24GB"}


@pytest.mark.parametrize(
    ("words", "whole"),
    [(("distillation",), True), (("distillation", "lora"), False), (("full_ft", "lora"), True)],
)
def test_what_a_larger_model_teaches_an_adapter_learns_where_one_is_trained(
    assessed: Look, words: tuple[str, ...], whole: bool
) -> None:
    found = assessed(**TUNED)
    plan = found.best.plan
    assert plan.hardware is not None
    eight = replace(plan.hardware, count=8, hardware_class="4-8x80GB")
    taught = replace(plan, adaptations=words, training_hardware=eight)
    assert class_of(found.context, taught) == ("4-8x80GB" if whole else plan.hardware.hardware_class)


@pytest.mark.parametrize(("card", "name"), [("T4", "1x24GB"), ("H100 SXM", "4-8x80GB")])
def test_of_owned_cards_those_that_serve_count_unless_a_link_makes_them_one_machine(
    assessed: Look, card: str, name: str
) -> None:
    found = assessed(
        use_case={"kind": "extraction"},
        workload={"requests_per_day": 2000, "input_tokens": 400, "output_tokens": 300},
        data={"boundary": "own_network", "sensitivity": ["confidential"]},
        team={"skill": "ml"},
        hardware={"owned": [{"name": card, "count": 8}]},
    )
    plans = [judged.plan for judged in found.ranked if judged.plan.deployment == "on_prem"]
    assert plans
    assert {class_of(found.context, plan) for plan in plans} == {name}
