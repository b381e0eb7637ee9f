from __future__ import annotations

from typing import Any

import pytest

from advisor.strategy.pretraining import TRIALS, shortest_run
from tests.strategy.stories import Look, changed, plans_of

CONSORTIUM: dict[str, Any] = {
    "use_case": {"kind": "foundation_model"},
    "workload": {"requests_per_day": 100_000},
    "data": {"boundary": "sovereign", "region": "eu", "sensitivity": ["public"]},
    "language": {"corpus_tokens": 3e11},
    "team": {"skill": "research"},
    "budget": {"one_off_usd": 2_000_000},
    "wish": {"adaptations": ["pretrain_from_scratch"], "train_params_b": 7},
}


def test_a_team_that_has_text_money_and_people_may_train_its_own(assessed: Look) -> None:
    best = assessed(**CONSORTIUM).best.plan
    assert "pretrain_from_scratch" in best.adaptations
    assert best.model_name == "your own model of 7B"


def test_money_for_one_run_is_not_money_for_a_programme(assessed: Look) -> None:
    found = assessed(**changed(CONSORTIUM, budget={"one_off_usd": 40_000}))
    assert "pretrain_from_scratch" not in found.best.plan.adaptations


def test_a_programme_takes_several_runs_and_a_team(assessed: Look) -> None:
    found = assessed(**CONSORTIUM)
    plan = next(p for p in plans_of(found, "self_host_rented") if p.trains)
    final, trial = found.facts.figures["pretrain_cost_usd"], shortest_run(found.context).estimate.cost_usd
    assert trial is not None
    whole = plan.estimates["training_computing_usd"].value
    assert whole == pytest.approx(final.value + TRIALS * trial.value)
    assert whole > 4 * trial.value
    assert plan.estimates["training_usd"].value > 1_000_000


def test_larger_programmes_take_larger_teams(assessed: Look) -> None:
    anchors = assessed(**CONSORTIUM).context.anchors
    small, large = (anchors.programme_range("pretrain_from_scratch", "team", b) for b in (7, 400))
    assert small is not None
    assert large is not None
    assert small.value < large.value
