"""What failed when it was tried comes back only with what would have to be different."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.records import Recommendation
from advisor.decide.words import phrases
from advisor.strategy.options import load_options

INVOICES: dict[str, Any] = {
    "use_case": {"kind": "extraction"},
    "workload": {"requests_per_day": 4000},
    "examples": {"count": 2000},
}


def advice(advisor: Advisor, **given: Any) -> Recommendation:
    return advisor.recommend(advisor.profile({**INVOICES, **given}), as_of=date(2026, 11, 21))


@pytest.mark.parametrize("failed", ["lora", "managed_ft", "qlora"])
def test_a_point_at_which_failed_tuning_would_be_advised_says_that_it_failed(
    advisor: Advisor, failed: str
) -> None:
    found = advice(advisor, evidence={"failed": [failed]})
    tuned = [p for p in found.tipping_points if "tune it" in p.becomes]
    assert tuned
    assert all(
        "tuning failed when you tried it: only with more or cleaner examples" in p.becomes for p in tuned
    )
    assert all(p.becomes in p.sentence for p in tuned)


def test_nothing_is_said_to_have_failed_that_was_not(advisor: Advisor) -> None:
    told = " ".join(
        p.sentence
        for failed in ([], ["rag"])
        for p in advice(advisor, evidence={"failed": failed} if failed else {}).tipping_points
    )
    assert told
    assert "failed when you tried it" not in told


def test_tuning_of_which_a_form_worked_did_not_fail(advisor: Advisor) -> None:
    found = advice(advisor, evidence={"failed": ["managed_ft"], "worked": ["lora"]})
    assert "failed when you tried it" not in found.headline
    assert not any("failed when you tried it" in p.sentence for p in found.tipping_points)


def test_what_failed_and_is_wished_for_again_is_told_beside_the_decision(advisor: Advisor) -> None:
    found = advice(advisor, evidence={"failed": ["lora"]}, wish={"adaptations": ["lora"]})
    assert found.plans[0].plan.trains
    assert "Tuning failed when you tried it" in found.headline
    assert not any("failed when you tried it" in p.sentence for p in found.tipping_points)


def test_a_small_model_that_was_tuned_failed_as_tuning_and_not_as_a_small_one(advisor: Advisor) -> None:
    tickets = {
        "use_case": {"kind": "classification"},
        "workload": {"requests_per_day": 20000},
        "examples": {},
    }
    found = advice(advisor, **tickets, evidence={"failed": ["small_model", "lora"]})
    alone = advice(advisor, **tickets, evidence={"failed": ["small_model"]})
    assert "small_model" in {advice.word for advice in alone.advice_against}
    assert "small_model" not in {advice.word for advice in found.advice_against}
    assert not any("small model did not help" in risk for risk in found.risks)
    assert "failed when you tried it" not in found.headline


@pytest.mark.parametrize(
    ("given", "small"),
    [
        ({}, False),
        (
            {"hardware": {"owned": [{"name": "rtx-3060", "count": 1}]}, "data": {"boundary": "own_network"}},
            True,
        ),
    ],
)
def test_a_small_model_that_failed_as_it_is_comes_back_only_with_a_difference(
    advisor: Advisor, given: dict[str, Any], small: bool
) -> None:
    found = advice(advisor, evidence={"failed": ["small_model"]}, **given)
    assert (found.plans[0].plan.tier == "small") is small
    assert ("A small model failed when you tried it" in found.headline) is small
    assert any("small model did not help" in risk for risk in found.risks)


def test_every_word_that_has_a_difference_is_an_option_with_a_name() -> None:
    table = phrases()["failed"]
    assert set(table["difference"]) <= set(load_options())
    assert set(table["what"]) == set(table["difference"])
