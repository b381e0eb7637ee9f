"""What is paid for and runs stays, with the model that runs there."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.decide.plan_class import class_of
from advisor.strategy.owned import devices_in_use
from tests.strategy.stories import Look, changed

OWNER: dict[str, Any] = {
    "use_case": {"kind": "document_qa"},
    "hardware": {"owned": [{"name": "a100-sxm-80gb", "count": 8}]},
    "wish": {"model": "llama-3.3-70b", "deployments": ["on_prem"]},
    "workload": {"users": 300},
    "data": {"boundary": "contract"},
    "team": {"skill": "platform"},
}
"""A firm that runs a 70B on its own eight cards."""


def test_who_owns_enough_for_a_model_keeps_that_model_on_it(assessed: Look) -> None:
    plan = assessed(**OWNER).best.plan
    assert (plan.deployment, plan.model) == ("on_prem", "llama-3.3-70b")
    assert plan.hardware is not None
    assert plan.hardware.owned


def test_nobody_is_told_to_measure_before_a_purchase_that_was_made(assessed: Look) -> None:
    assert "VOL007" not in {f.rule.code for f in assessed(**OWNER).findings if f.status == "fired"}


@pytest.mark.parametrize(
    "otherwise",
    [
        {"hardware": {"owned": [{"name": "a100-sxm-80gb", "count": 1}]}, "wish": {"model": "llama-3.1-405b"}},
        {"wish": {"deployments": ["hosted_api", "on_prem"]}},
        {"hardware": {"owned": [{"name": "rtx-4090", "count": 1}]}},
        {"team": {"skill": "none"}},
    ],
    ids=["it does not fit", "a hosted model is weighed", "one card of a desk", "nobody to run it"],
)
def test_otherwise_the_question_stays_open(assessed: Look, otherwise: dict[str, Any]) -> None:
    found = assessed(**changed(OWNER, **otherwise))
    assert "VOL026" not in {f.rule.code for f in found.findings if f.status == "fired"}


def test_what_is_too_slow_for_those_who_wait_gives_way(assessed: Look) -> None:
    hasty = changed(OWNER, latency={"total_ms": 1500}, workload={"output_tokens": 300})
    ranked = assessed(**hasty).ranked
    assert ranked
    assert all(judged.plan.model != "llama-3.3-70b" for judged in ranked)


def test_where_it_is_not_kept_the_models_of_the_class_compete(assessed: Look) -> None:
    found = assessed(**changed(OWNER, team={"skill": "none"}))
    assert found.ranked
    assert all(judged.plan.model != "llama-3.3-70b" for judged in found.ranked)


AT_WORK: dict[str, Any] = {
    "use_case": {"kind": "document_qa"},
    "evidence": {"worked": ["rag", "batching_server"]},
    "wish": {"devices": [{"name": "h100-sxm", "count": 8}]},
    "data": {"boundary": "own_network"},
    "team": {"skill": "ml"},
}
"""Analysts whose documents stay in the house, with an engine that works on eight cards."""


def test_devices_beside_what_works_in_the_house_stand_there(assessed: Look) -> None:
    found = assessed(**AT_WORK)
    plan = found.best.plan
    assert plan.hardware is not None
    assert (plan.hardware.accelerator, plan.hardware.owned) == ("h100-sxm", True)
    assert class_of(found.context, plan) == "4-8x80GB"


@pytest.mark.parametrize(
    "otherwise",
    [{"evidence": {"worked": ["rag"]}}, {"data": {"boundary": "contract"}}],
    ids=["nothing that serves worked", "they may be rented"],
)
def test_devices_that_are_only_thought_of_are_no_possession(
    assessed: Look, otherwise: dict[str, Any]
) -> None:
    assert devices_in_use(assessed(**changed(AT_WORK, **otherwise)).context) == ()
