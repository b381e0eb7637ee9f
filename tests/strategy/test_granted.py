"""Computing that was granted costs no rent where the whole training fits into it."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.asked import answers
from advisor.strategy.granted import granted_hours, rent_due
from tests.strategy.stories import Look

LAB: dict[str, Any] = {
    "use_case": {"kind": "foundation_model"},
    "language": {"corpus_tokens": 9e9},
    "wish": {"train_params_b": 1.0, "adaptations": ["continued_pretraining"]},
    "team": {"skill": "research"},
}


def with_grant(hours: float) -> dict[str, Any]:
    return {**LAB, "budget": {"granted_gpu_hours": hours}}


def computing_usd(found: Any) -> float:
    plans = [item.plan for item in (*found.ranked, *found.refused)]
    trained = next(plan for plan in plans if "training_computing_usd" in plan.estimates)
    return float(trained.estimates["training_computing_usd"].value)


def test_a_grant_that_holds_every_run_pays_the_rent_and_one_that_does_not_pays_nothing(
    assessed: Look,
) -> None:
    rented = computing_usd(assessed(**LAB))
    assert rented > 0.0
    assert computing_usd(assessed(**with_grant(1e6))) == 0.0
    assert computing_usd(assessed(**with_grant(1.0))) == rented


def test_the_long_end_of_a_run_must_fit(assessed: Look) -> None:
    context = assessed(**with_grant(100.0)).context
    usd = context.parameter("label_usd").with_name("rent")
    fits, over = (context.parameter("tokens_per_page").with_name(name) for name in ("fits", "over"))
    assert granted_hours(context) == 100.0
    assert fits.high > 100.0
    assert rent_due(context, usd, over) is usd


@pytest.mark.parametrize(("hours", "told"), [(1e6, "no rent is due"), (1.0, "it may not fit")])
def test_what_training_takes_is_set_against_the_grant(assessed: Look, hours: float, told: str) -> None:
    details = " ".join(text for answer in answers(assessed(**with_grant(hours))) for text in answer.details)
    assert "GPU-hours granted hold this run" in details
    assert told in details


@pytest.mark.parametrize(
    ("story", "hours"),
    [
        ("We were granted 120,000 GPU-hours on a national machine to pre-train a 1B model", 120_000.0),
        ("An allocation of 40,000 GPU hours on A100s lets us train a model for Faroese", 40_000.0),
        ("Each training run takes 2,000 GPU-hours and we do ten a month", None),
    ],
)
def test_a_grant_is_read_from_hours_that_were_given(
    advisor: Advisor, story: str, hours: float | None
) -> None:
    read = {item.path: item.answer.value for item in advisor.read(story).answers}
    assert read.get("budget.granted_gpu_hours") == hours
