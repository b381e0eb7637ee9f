"""A bill by use implies a load: where it lies far from ours, both are told and no saving is promised."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.assess import Assessment
from advisor.decide.implied import FAR, implied
from advisor.decide.records import Recommendation
from tests.strategy.stories import Look

SHOP: dict[str, Any] = {
    "use_case": {"kind": "chatbot"},
    "workload": {"requests_per_day": 15000},
    "budget": {"current_usd_month": 9000},
    "current": {"deployments": ["hosted_api"]},
}


def advice(advisor: Advisor, **given: Any) -> Recommendation:
    return advisor.recommend(advisor.profile({**SHOP, **given}), as_of=date(2026, 11, 21))


def look(assessed: Look, **given: Any) -> Assessment:
    found: Assessment = assessed(**{**SHOP, **given})
    return found


def answer(found: Recommendation) -> str:
    about = next(a for a in found.answers if a.question.startswith("You pay"))
    return " ".join((about.answer, *about.details))


def test_both_figures_are_told_and_the_tokens_are_asked_for_in_place_of_a_saving(advisor: Advisor) -> None:
    told = answer(advice(advisor))
    assert "Count your tokens first" in told
    assert "$0.0197 a request" in told
    assert "tokens of a request" in told
    assert " less." not in told


def test_the_bill_a_request_is_the_bill_over_the_requests_of_a_month(assessed: Look) -> None:
    load = implied(look(assessed))
    assert load is not None
    assert load.paid.value == pytest.approx(9000 / (365 / 12 * 15000))
    assert load.times > FAR


def test_tokens_that_were_counted_explain_the_bill_themselves(assessed: Look) -> None:
    counted = {"workload": {"requests_per_day": 15000, "input_tokens": 1500}}
    assert implied(look(assessed, **counted)) is None


@pytest.mark.parametrize("times", [0.5, 1.0, 2.0])
def test_a_bill_near_our_guess_is_taken_as_it_is(advisor: Advisor, assessed: Look, times: float) -> None:
    load = implied(look(assessed))
    assert load is not None
    near = {"budget": {"current_usd_month": times * 9000 / load.times}}
    assert implied(look(assessed, **near)) is None
    assert "Count your tokens" not in answer(advice(advisor, **near))


def test_a_bill_far_below_our_guess_says_that_requests_are_shorter(assessed: Look, advisor: Advisor) -> None:
    load = implied(look(assessed))
    assert load is not None
    small = {"budget": {"current_usd_month": 9000 / load.times / 10}}
    assert "shorter than we assume" in answer(advice(advisor, **small))


def test_a_bill_that_no_price_explains_says_so(advisor: Advisor) -> None:
    told = answer(advice(advisor, budget={"current_usd_month": 900000}))
    assert "even on" in told
    assert "dearer model" not in told


def test_a_load_that_would_move_the_advice_says_to_what(advisor: Advisor) -> None:
    invoices = {
        "use_case": {"kind": "extraction"},
        "workload": {"requests_per_day": 4000},
        "examples": {"count": 2000},
        "evidence": {"failed": ["lora"]},
        "budget": {"current_usd_month": 20000},
    }
    assert "the advice would be another: " in answer(advice(advisor, **invoices))
    assert "the advice would be another" not in answer(advice(advisor))


def test_what_waiting_costs_is_not_told_of_a_load_that_the_bill_speaks_against(advisor: Advisor) -> None:
    assert "waiting costs about" not in advice(advisor).risk_of_not_acting
    counted = {"workload": {"requests_per_day": 15000, "input_tokens": 1500, "output_tokens": 300}}
    assert "waiting costs about" in advice(advisor, **counted).risk_of_not_acting


def test_the_load_is_named_beside_every_saving(advisor: Advisor) -> None:
    counted = {"workload": {"requests_per_day": 15000, "input_tokens": 1500, "output_tokens": 300}}
    told = answer(advice(advisor, **counted))
    assert "for 15,000 requests a day" in told
    assert "the same work" not in told


def test_a_saving_too_small_to_move_for_keeps_what_is_called_today_in_answer_and_decision(
    advisor: Advisor,
) -> None:
    counted = {"workload": {"requests_per_day": 15000, "input_tokens": 1500, "output_tokens": 300}}
    bill = advice(advisor, **counted).plans[0].plan.estimates["usd_month"].value
    found = advice(advisor, **counted, budget={"current_usd_month": round(1.02 * bill)})
    assert "Keep what you call today" in answer(found)
    assert "the saving rests on that" not in answer(found)
    assert found.headline.startswith("Keep what you call today")


RESERVED: dict[str, Any] = {
    "use_case": {"kind": "chatbot"},
    "workload": {"requests_per_day": 2000},
    "budget": {"current_usd_month": 6000},
    "current": {"adaptations": ["lora"]},
    "wish": {"model": "llama-3.1-8b", "devices": [{"name": "a100-sxm-80gb", "count": 8}]},
    "examples": {"count": 5000},
}


def test_reserved_devices_with_a_model_tuned_on_them_bill_no_tokens(assessed: Look, advisor: Advisor) -> None:
    assert implied(assessed(**RESERVED)) is None
    found = advisor.recommend(advisor.profile(RESERVED), as_of=date(2026, 11, 21))
    assert not any("usage page" in line for one in found.answers for line in (one.answer, *one.details))


def test_a_tuned_model_at_a_provider_still_bills_tokens(assessed: Look) -> None:
    at_provider = {**RESERVED, "current": {"adaptations": ["lora"], "deployments": ["hosted_api"]}}
    assert implied(assessed(**at_provider)) is not None
