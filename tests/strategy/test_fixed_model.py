"""A model that must be used rules out every plan with another one, and is offered wherever it is hosted."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.strategy.fixed_model import weights_of
from tests.strategy.stories import Look, changed

DESK: dict[str, Any] = {
    "use_case": {"kind": "document_qa"},
    "workload": {"requests_per_day": 3000},
    "wish": {"model": "llama-3.3-70b", "fixed_model": True},
}


def models(found: Any) -> set[str]:
    return {weights_of(found.context, item.plan.model) for item in found.ranked}


@pytest.mark.parametrize("model", ["llama-3.3-70b", "qwen3-32b", "mistral-7b", "gpt-oss-120b", "phi-4"])
def test_only_plans_with_that_model_are_possible(assessed: Look, model: str) -> None:
    found = assessed(**changed(DESK, wish={"model": model}))
    assert models(found) == {model}
    others = [i.plan for i in found.refused if weights_of(found.context, i.plan.model) != model]
    assert others
    assert all(any("it must be" in limit.message for limit in plan.limits) for plan in others)


def test_where_it_is_hosted_it_is_offered_whatever_its_class(assessed: Look) -> None:
    found = assessed(**DESK)
    hosted = [item.plan for item in found.ranked if item.plan.hardware is None]
    assert hosted
    assert all(weights_of(found.context, plan.model) == "llama-3.3-70b" for plan in hosted)


def test_a_closed_model_that_must_be_used_stays_hosted(assessed: Look) -> None:
    found = assessed(**changed(DESK, wish={"model": "claude-haiku-5.5"}))
    assert {item.plan.model for item in found.ranked} == {"claude-haiku-5.5"}


@pytest.mark.parametrize("flag", [None, False])
def test_a_model_that_was_only_named_rules_nothing_out(assessed: Look, flag: bool | None) -> None:
    found = assessed(**changed(DESK, wish={"fixed_model": flag}))
    assert len(models(found)) > 1


def test_a_model_that_nothing_knows_rules_nothing_out(assessed: Look) -> None:
    assert len(models(assessed(**changed(DESK, wish={"model": "no-such-model"})))) > 1
