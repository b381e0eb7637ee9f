"""What nobody said is told as our guess, and nothing is told of work that this is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.records import Recommendation
from advisor.rules.values import spoken

MEASURED = "That is our guess: count yours first."
TUNED: dict[str, Any] = {
    "use_case": {"kind": "extraction"},
    "workload": {"requests_per_day": 9000},
    "current": {"adaptations": ["lora"], "deployments": ["self_host_rented"]},
}
VOICE: dict[str, Any] = {
    "use_case": {"kind": "voice"},
    "workload": {"requests_per_day": 1800, "audio_hours_per_day": 300},
    "data": {"boundary": "contract"},
    "latency": {"first_token_ms": 800},
}
TABLES: dict[str, Any] = {
    "use_case": {"kind": "tabular"},
    "workload": {"requests_per_day": 2_000_000},
    "examples": {"count": 50_000_000},
}


def advice(advisor: Advisor, given: dict[str, Any]) -> Recommendation:
    return advisor.recommend(advisor.profile(given), as_of=date(2026, 11, 21))


@pytest.mark.parametrize("said", [True, False])
def test_examples_that_nobody_counted_are_told_as_a_guess_among_the_risks(
    advisor: Advisor, said: bool
) -> None:
    given = {**TUNED, "examples": {"count": 3000}} if said else TUNED
    told = next(risk for risk in advice(advisor, given).risks if "your 3,000 examples" in risk)
    assert (MEASURED in told) is not said


@pytest.mark.parametrize("said", [True, False])
def test_tokens_that_nobody_counted_are_told_as_a_guess_among_the_reasons(
    advisor: Advisor, said: bool
) -> None:
    load = {"requests_per_day": 9000} | ({"input_tokens": 2000, "output_tokens": 200} if said else {})
    why = advice(advisor, {"use_case": {"kind": "extraction"}, "workload": load}).plans[0].why
    told = next(reason for reason in why if "2,000-token prompt" in reason)
    assert (MEASURED in told) is not said


def test_the_bill_of_tokens_is_no_reason_where_the_work_is_a_voice(advisor: Advisor) -> None:
    found = advice(advisor, VOICE)
    assert found.plans[0].plan.estimates["usd_month"].value > 1000
    everything = " ".join((*found.plans[0].why, *(a.because for a in found.advice)))
    assert "The cheapest adequate hosted model would cost" not in everything


def test_a_length_of_answers_moves_nothing_where_nothing_is_written(advisor: Advisor) -> None:
    assert "workload.output_tokens" not in {p.field for p in advice(advisor, TABLES).tipping_points}


def test_nobody_loses_the_examples_that_they_have(advisor: Advisor) -> None:
    points = [p for p in advice(advisor, TABLES).tipping_points if p.field == "examples.count"]
    assert not points


def test_the_test_set_comes_from_the_examples_that_are_there(advisor: Advisor) -> None:
    def told(count: int) -> str:
        given = {"use_case": {"kind": "extraction"}, "examples": {"count": count}}
        return next(a.sentence for a in advice(advisor, given).advice if a.word == "evals_first")

    assert told(500).startswith("Take the test set from the checked examples that you have")
    assert told(20).startswith("Collect 50 real cases")


def test_the_test_set_is_a_fifth_in_the_steps_and_among_the_risks(advisor: Advisor) -> None:
    found = advice(advisor, {"use_case": {"kind": "extraction"}, "examples": {"count": 500}})
    assert "Set 100 of your 500" in found.roadmap[0].do
    assert "at least 90 are right" in found.roadmap[1].go_on_if
    assert "Evaluate on 100 of your own" in found.headline


def test_what_is_tuned_already_is_kept_and_not_tuned_for_the_first_time(advisor: Advisor) -> None:
    kept = {**TUNED, "use_case": {"kind": "classification"}, "wish": {"model": "qwen2.5-7b"}}
    do = {a.word: a.sentence for a in advice(advisor, kept).advice}
    assert do["lora"].startswith("Keep the add-on that you tuned")


def test_money_in_a_message_reads_like_money() -> None:
    assert [spoken(sum_, "USD/month") for sum_ in (29.888, 1.1, 4400.0)] == ["30", "1.10", "4,400"]
