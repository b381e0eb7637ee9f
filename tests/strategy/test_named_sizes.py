"""What is meant by a model that is named by its size alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from advisor.strategy.named import named_model
from tests.strategy.stories import FACTORY, Look, changed


@pytest.mark.parametrize(("size", "mixed"), [("235B", True), ("671B", True), ("8B", False), ("70B", False)])
def test_a_size_that_no_dense_model_has_is_that_of_a_mixture(assessed: Look, size: str, mixed: bool) -> None:
    row = named_model(assessed(**changed(FACTORY, wish={"model": size})).context)
    assert row is not None
    assert bool(row.experts) is mixed
    assert abs(row.params_b - float(size[:-1])) <= 0.1 * float(size[:-1])


def test_the_size_between_two_dense_ones_is_the_nearest(assessed: Look) -> None:
    row = named_model(assessed(**changed(FACTORY, wish={"model": "2B"})).context)
    assert row is not None
    assert not row.experts


@pytest.mark.parametrize(("word", "broken"), [("encoder_classifier", False), ("full_ft", True)])
def test_only_the_training_of_a_language_model_takes_the_memory_of_one(
    assessed: Look, word: str, broken: bool
) -> None:
    story = changed(
        FACTORY,
        wish={"adaptations": [word], "train_params_b": 70},
        hardware={"owned": [{"name": "RTX 3090", "count": 1}]},
    )
    assert bool([plan for plan in assessed(**story).asked if plan.limits]) is broken


TESTED: dict[str, Any] = changed(
    FACTORY,
    wish={"model": "32B"},
    data={"boundary": "own_cloud"},
    exclusions={"deployments": ["hosted_api"]},
)
"""Who tried an open model of 32 billion parameters and is to run it in a cloud account of their own."""


def _serving(look: Look, story: Mapping[str, Any]) -> set[str]:
    own = ("self_host_rented", "on_prem")
    return {item.plan.model for item in look(**story).ranked if item.plan.deployment in own}


def test_own_devices_are_sized_for_the_open_model_that_was_named(assessed: Look) -> None:
    rows = {row.id: row for row in assessed(**TESTED).context.supply.catalog.models.values()}
    served = _serving(assessed, TESTED)
    assert served
    assert all(abs(rows[name].params_b - 32) <= 3.2 for name in served)


def test_they_are_not_for_one_that_will_not_do(assessed: Look) -> None:
    failed = changed(TESTED, quality={"failure": "facts"})
    assert _serving(assessed, failed) != _serving(assessed, TESTED)


@pytest.mark.parametrize("size", [3, 14, 32])
def test_a_size_that_is_to_be_tuned_is_tuned_wherever_it_runs(assessed: Look, size: float) -> None:
    story = changed(
        FACTORY,
        use_case={"kind": "finetune_project"},
        data={"boundary": "contract"},
        examples={"count": 9_000},
        quality={"domain_gap": "medium"},
        wish={"adaptations": ["lora"], "train_params_b": size},
    )
    found = assessed(**story)
    rows = found.context.supply.catalog.models
    tuned = [item.plan for item in found.ranked if item.plan.trains and item.plan.model in rows]
    assert tuned
    assert all(abs(rows[plan.model].params_b - size) <= 0.2 * size for plan in tuned)


def test_a_model_for_translation_is_tuned_on_the_card_that_is_there(assessed: Look) -> None:
    story = changed(
        FACTORY,
        use_case={"kind": "translation"},
        examples={"count": 60_000},
        language={"rare": True},
        quality={"domain_gap": "very_high"},
        workload={"requests_per_day": 700, "input_tokens": 40, "output_tokens": 40},
        wish={"adaptations": ["nmt_finetune"]},
        data={"boundary": "own_network"},
        hardware={"owned": [{"name": "RTX 4090", "count": 1}]},
        budget={"one_off_usd": 0},
    )
    best = assessed(**story).ranked[0].plan
    assert "nmt_finetune" in best.adaptations
    assert best.training_hardware is not None
    assert (best.training_hardware.accelerator, best.training_hardware.count) == ("rtx-4090", 1)


@pytest.mark.parametrize("size", ["200B-class MoE", "110B MoE", "30B MoE"])
def test_a_mixture_of_a_size_that_none_has_is_the_nearest_one(assessed: Look, size: str) -> None:
    row = named_model(assessed(**changed(FACTORY, wish={"model": size})).context)
    assert row is not None
    assert row.experts


@pytest.mark.parametrize(("named", "form"), [("qlora", "qlora"), ("lora", "lora")])
def test_the_form_of_an_add_on_that_was_named_is_the_one_that_is_tuned(
    assessed: Look, named: str, form: str
) -> None:
    story = changed(
        FACTORY,
        use_case={"kind": "finetune_project"},
        data={"boundary": "contract"},
        examples={"count": 9_000},
        quality={"domain_gap": "medium"},
        wish={"adaptations": [named], "train_params_b": 14},
    )
    found = assessed(**story)
    rented = [
        item.plan for item in (*found.ranked, *found.refused) if item.plan.deployment == "self_host_rented"
    ]
    tuned = [plan for plan in rented if plan.trains]
    assert tuned
    assert all(form in plan.adaptations for plan in tuned)


def test_a_server_told_by_its_cores_is_one_without_cards(assessed: Look) -> None:
    story = changed(FACTORY, hardware={"owned": [{"name": "8-core server", "count": 1}]})
    facts = assessed(**story).facts
    assert facts.other["owned_is_cpu"] is True


@pytest.mark.parametrize(("failure", "passed"), [("works", True), ("not_tried", False)])
def test_a_named_model_that_passed_the_teams_test_is_as_good_as_the_next_class(
    assessed: Look, failure: str, passed: bool
) -> None:
    story = changed(
        FACTORY,
        wish={"model": "Qwen3 30B A3B"},
        quality={"failure": failure},
        workload={"requests_per_day": 20_000, "users": 400},
    )
    found = assessed(**story)
    named = named_model(found.context)
    assert named is not None
    mine = next(item for item in (*found.ranked, *found.refused) if item.plan.model == named.id)
    assert (mine.values["quality"] == 0.95) is passed
