"""Runs from nothing: what they read, what the money pays, and which time a deadline is for."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.strategy.pretrain_facts import pretrain_facts
from advisor.strategy.pretraining import TRIALS, pretraining_run, shortest_run, tokens_to_read
from advisor.strategy.tuning import training_for
from tests.strategy.stories import Look, changed, plans_of

MAKERS: dict[str, Any] = {
    "use_case": {"kind": "foundation_model"},
    "wish": {"adaptations": ["pretrain_from_scratch"], "train_params_b": 7},
    "language": {"corpus_tokens": 3e12},
    "team": {"skill": "research"},
}
"""Researchers who told the size of their model and its text."""


def test_a_run_reads_the_text_that_was_said(assessed: Look) -> None:
    context = assessed(**MAKERS).context
    assert tokens_to_read(context).value == 3e12
    run, least = pretraining_run(context).estimate, shortest_run(context).estimate
    assert run.gpu_hours.value >= least.gpu_hours.value * 3e12 / 140e9


@pytest.mark.parametrize("said", [{"corpus_tokens": 50e9}, {"corpus_tokens": None}])
def test_with_less_text_the_least_stands_for_it(assessed: Look, said: dict[str, Any]) -> None:
    assert tokens_to_read(assessed(**changed(MAKERS, language=said)).context).value == pytest.approx(140e9)


def test_a_size_alone_is_what_makers_call_their_model(assessed: Look) -> None:
    named = changed(MAKERS, wish={"train_params_b": None, "model": "13B"})
    assert pretraining_run(assessed(**named).context).params_b == 13


def test_trials_read_no_more_than_they_must(assessed: Look) -> None:
    context = assessed(**changed(MAKERS, budget={"one_off_usd": 2e6})).context
    facts, run, least = pretrain_facts(context), pretraining_run(context), shortest_run(context)
    final, trial = run.estimate.cost_usd, least.estimate.cost_usd
    assert final is not None
    assert trial is not None
    whole = final.value + TRIALS * trial.value
    assert facts["pretrain_programme_share"].value == pytest.approx(2e6 / whole)
    assert facts["pretrain_data_share"].value == pytest.approx(3e12 / 140e9)
    training = training_for(context, ("pretrain_from_scratch",), None)
    assert training is not None
    assert training.estimates["training_computing_usd"].value == pytest.approx(whole)


@pytest.mark.parametrize(("skill", "feasible"), [("research", True), ("developers", False)])
def test_a_deadline_is_that_of_the_run_where_researchers_laid_it_out(
    assessed: Look, skill: str, feasible: bool
) -> None:
    story = changed(MAKERS, team={"skill": skill}, time={"deadline_weeks": 5}, budget={"one_off_usd": 3e6})
    every = plans_of(assessed(**story), "self_host_rented")
    plans = [plan for plan in every if "pretrain_from_scratch" in plan.adaptations]
    assert any(plan.feasibility != "infeasible" for plan in plans) == feasible
    if feasible:
        assert plans[0].estimates["training_days"].value <= 5 * 7


PICTURES: dict[str, Any] = {
    "use_case": {"kind": "foundation_model", "modality": "image", "makes": "picture"},
    "wish": {"adaptations": ["pretrain_from_scratch"], "train_params_b": 2},
    "budget": {"one_off_usd": 1.5e6},
    "team": {"skill": "research"},
}
"""Researchers with pictures that nobody counted in tokens."""


def test_pictures_are_seen_as_often_as_their_part_of_the_money_pays(assessed: Look) -> None:
    least = shortest_run(assessed(**PICTURES).context).estimate.gpu_hours.value
    small = pretraining_run(assessed(**changed(PICTURES, budget={"one_off_usd": 60_000})).context).estimate
    run = pretraining_run(assessed(**PICTURES).context)
    assert least < small.gpu_hours.value < run.estimate.gpu_hours.value
    assert small.cost_usd is not None
    assert small.cost_usd.value == pytest.approx(12_000, rel=0.1)
    assert run.tokens.value == pytest.approx(2e9 * 2000)
    text = changed(PICTURES, use_case={"modality": "text", "makes": None})
    assert pretraining_run(assessed(**text).context).tokens.value == pytest.approx(40e9)


def test_a_maker_of_pictures_is_trained_and_takes_a_prompt(assessed: Look) -> None:
    plan = assessed(**PICTURES).best.plan
    assert plan.adaptations == ("pretrain_from_scratch", "prompt_engineering")
    assert plan.training_hardware is not None
    assert plan.training_hardware.hardware_class == "multi-node"


def test_a_model_of_rows_takes_no_prompt(assessed: Look) -> None:
    rows = changed(PICTURES, use_case={"modality": "table", "makes": None})
    assert "prompt_engineering" not in assessed(**rows).best.plan.adaptations
