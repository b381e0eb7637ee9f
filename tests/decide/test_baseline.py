"""What runs on devices today: verdict, decision and the plan in front say the same, with the money."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.baseline import baseline
from advisor.decide.baseline_words import begun, today_answer
from advisor.decide.records import Recommendation
from advisor.decide.told_cost import pays_once
from advisor.quantity import usd
from advisor.report.context import report_context
from tests.strategy.stories import Look

RENTED: dict[str, Any] = {
    "use_case": {"kind": "extraction"},
    "workload": {"requests_per_day": 9000},
    "wish": {"train_params_b": 70, "devices": [{"name": "h100-sxm", "count": 2}]},
    "current": {"adaptations": ["lora"], "deployments": ["self_host_rented"]},
    "budget": {"current_usd_month": 4400},
}
INSIDE: dict[str, Any] = {
    "use_case": {"kind": "chatbot"},
    "workload": {"requests_per_day": 5000},
    "data": {"boundary": "own_cloud"},
    "wish": {"model": "llama-3.3-70b", "devices": [{"name": "h100-sxm", "count": 2}]},
    "current": {"deployments": ["self_host_rented"]},
    "budget": {"current_usd_month": 4400},
}
STORIES = {
    "rented-70b": RENTED,
    "inside": INSIDE,
    "small-tuned": {**RENTED, "workload": {"requests_per_day": 60000}, "wish": {"model": "qwen2.5-7b"},
                    "budget": {"current_usd_month": 600}},
    "untuned": {**RENTED, "current": {"deployments": ["self_host_rented"]}},
    "no-bill": {**RENTED, "budget": {}},
}  # fmt: skip


def advice(advisor: Advisor, given: dict[str, Any]) -> Recommendation:
    return advisor.recommend(advisor.profile(given), as_of=date(2026, 11, 21))


def figures(found: Recommendation) -> dict[str, float]:
    assert found.today is not None
    return {q.name: q.value for q in found.today.figures}


@pytest.mark.parametrize("name", STORIES)
def test_verdict_title_decision_and_plan_say_the_same(advisor: Advisor, name: str) -> None:
    found = advice(advisor, STORIES[name])
    assert found.today is not None
    begins = {"Keep": "Keep", "Move": ("Move", "Stay"), "Not for the money": "Keep what runs"}
    verdict = next(word for word in begins if found.today.answer.startswith(word))
    assert found.headline.startswith(begins[verdict])
    assert ("keep what runs" in found.title) is (verdict != "Move")
    front = found.plans[0].plan
    assert (verdict == "Keep") is (front.deployment == "self_host_rented" and "keep what runs" in found.title)


@pytest.mark.parametrize("name", STORIES)
def test_keeping_is_weighed_with_the_bill_that_was_said_and_the_people_who_run_it(
    advisor: Advisor, name: str
) -> None:
    found = advice(advisor, STORIES[name])
    sums = figures(found)
    bill = STORIES[name]["budget"].get("current_usd_month")
    if bill is not None:
        assert sums["kept_usd_month"] > bill
        assert found.today is not None
        assert f"${bill:,} as you said" in found.today.answer
    if "saved_usd_month" in sums:
        other = next(q for q in found.today.figures if q.name not in ("kept_usd_month", "saved_usd_month"))
        assert sums["saved_usd_month"] == pytest.approx(sums["kept_usd_month"] - other.value)


def test_a_move_is_advised_with_the_bill_at_which_both_cost_the_same(advisor: Advisor) -> None:
    found = advice(advisor, RENTED)
    assert found.today is not None
    assert found.today.answer.startswith("Move")
    assert figures(found)["saved_usd_month"] > 0
    assert any("cost the same" in sentence for sentence in found.today.details)


def test_the_people_at_which_it_turns_make_both_cost_the_same(advisor: Advisor) -> None:
    found = advice(advisor, STORIES["small-tuned"])
    assert found.today is not None
    sums = figures(found)
    turn = next(s for s in found.today.details if s.startswith("Both cost the same once it takes"))
    fewer, now = (float(part.split(" ")[-1]) for part in turn.split(" of an engineer")[:2])
    people = sums["kept_usd_month"] - 600
    theirs = sums["kept_usd_month"] - sums["saved_usd_month"]
    assert 600 + people * fewer / now == pytest.approx(theirs, rel=0.03)


def test_what_is_dearer_with_nobody_to_look_after_it_turns_at_the_other_plan_s_bill(advisor: Advisor) -> None:
    found = advice(advisor, RENTED)
    assert found.today is not None
    theirs = figures(found)["kept_usd_month"] - figures(found)["saved_usd_month"]
    told = next(s for s in found.today.details if s.startswith("Even with nobody"))
    assert float(told.split("$")[1].split(" ")[0].replace(",", "")) == pytest.approx(theirs, rel=0.01)


def test_devices_that_the_load_does_not_need_are_told_with_their_share_of_the_bill(advisor: Advisor) -> None:
    found = advice(advisor, INSIDE)
    assert found.today is not None
    assert any(s.startswith("By our sizing 1 of the 2") and "$2,200" in s for s in found.today.details)
    assert "2x H100" in found.headline


def test_rent_or_buy_is_not_answered_to_who_rents_and_asks_whether_to_stay(advisor: Advisor) -> None:
    assert not any("Rent or buy" in a.question for a in advice(advisor, RENTED).answers)
    asked = {**RENTED, "wish": {**RENTED["wish"], "deployments": ["on_prem"]}}
    assert any("Rent or buy" in a.question for a in advice(advisor, asked).answers)


def test_a_hosted_bill_is_no_baseline_on_devices(advisor: Advisor) -> None:
    found = advice(advisor, {**RENTED, "wish": {}, "current": {"deployments": ["hosted_api"]}})
    assert found.today is None
    assert any("You pay" in a.question for a in found.answers)


@pytest.mark.parametrize("said", [True, False])
def test_a_share_of_examples_is_set_aside_only_of_those_that_were_said(advisor: Advisor, said: bool) -> None:
    given = {**RENTED, "examples": {"count": 3000}} if said else RENTED
    found = advice(advisor, given)
    steps = " ".join(stage.do for stage in found.roadmap)
    assert ("3,000 checked examples" in steps) is said
    assert ("a fifth" in found.headline) is said


def test_nothing_running_is_what_the_plan_left_for_it_says(advisor: Advisor) -> None:
    page = report_context(advice(advisor, RENTED))
    assert page["left"].startswith("If nothing ran yet")


def test_a_large_model_is_not_called_a_small_one(advisor: Advisor) -> None:
    page = report_context(advice(advisor, RENTED))
    assert "70B" in page["plan"]["model"]
    assert "A small model" not in page["plan"]["adaptations"]
    assert not any(reason.startswith("A small model:") for reason in page["why"])


def test_training_that_is_only_repeated_is_told_as_part_of_the_bill(advisor: Advisor) -> None:
    page = report_context(advice(advisor, RENTED))
    assert "All of it is inference" not in page["cost"]
    assert "Training and its repeats" in page["cost"]


def test_what_is_tuned_already_is_not_tuned_again_in_title_or_table(advisor: Advisor) -> None:
    found = advice(advisor, RENTED)
    assert "tune it with LoRA" not in found.title
    hardware = next(factor for factor in found.factors if factor.name == "hardware")
    assert hardware.training == "none now: what runs is tuned already"


@pytest.mark.parametrize("name", STORIES)
def test_where_a_move_does_not_pay_the_cheapest_plan_that_would_is_named(advisor: Advisor, name: str) -> None:
    found = advice(advisor, STORIES[name])
    assert found.today is not None
    months = 36
    least = min(
        r.plan.estimates["usd_month"].value + r.plan.estimates["usd_once"].value / months for r in found.plans
    )
    sums = figures(found)
    told = any(s.startswith("The cheapest plan that meets every limit") for s in found.today.details)
    compared = sums["kept_usd_month"] - sums.get("saved_usd_month", 0.0)
    assert told is (not found.today.answer.startswith("Move") and least < 0.9 * compared)


def test_the_name_that_was_said_is_told_once_beside_the_one_that_was_sized(advisor: Advisor) -> None:
    found = advice(advisor, RENTED)
    assert found.today is not None
    told = " ".join((*found.today.details, found.headline))
    assert told.count("Where you said 70B") == 1


def test_one_rent_is_told_of_what_runs(advisor: Advisor) -> None:
    sized = {"model": "70B", "devices": [{"name": "h100-sxm", "count": 2}]}
    found = advice(advisor, {**INSIDE, "data": {}, "wish": sized, "budget": {}})
    assert found.plans[0].plan.hardware is None
    assert found.today is not None
    told = " ".join(text for answer in found.answers for text in (answer.answer, *answer.details))
    assert "renting" not in told


@pytest.mark.parametrize("name", STORIES)
def test_what_is_paid_once_is_told_as_part_of_the_month_that_is_compared(advisor: Advisor, name: str) -> None:
    found = advice(advisor, STORIES[name])
    assert found.today is not None
    if found.today.answer.startswith("Keep"):
        return
    once = pays_once(found.plans[0].plan)
    assert ("with what is paid once, spread over" in found.today.answer) is once


def under_contract(months: float) -> dict[str, Any]:
    return {**RENTED, "current": {**RENTED["current"], "months_left": months}}


def test_what_a_contract_still_costs_is_told_where_keep_or_move_is_judged(advisor: Advisor) -> None:
    found, free = advice(advisor, under_contract(7)), advice(advisor, RENTED)
    assert found.today is not None
    assert free.today is not None
    assert figures(found)["still_due_usd"] == 7 * 4400
    assert "7 months left" in found.today.details[0]
    assert "$30,800" in found.today.details[0]
    assert "still_due_usd" not in figures(free)
    assert not any("months left" in sentence for sentence in free.today.details)


def test_a_move_saves_less_while_the_devices_stay_due(advisor: Advisor) -> None:
    found, free = advice(advisor, under_contract(24)), advice(advisor, RENTED)
    assert found.today is not None
    assert free.today is not None
    sums = figures(found)
    assert sums["saved_usd_month"] == figures(free)["saved_usd_month"]
    assert sums["saved_until_end_usd_month"] == pytest.approx(sums["saved_usd_month"] - 4400)
    assert "a move saves" in free.today.answer
    assert "a move saves" not in found.today.answer
    until, after = (usd(sums[name]) for name in ("saved_until_end_usd_month", "saved_usd_month"))
    assert f"leaving saves {until} a month until then, and {after} a month after it" in found.today.answer


def test_a_move_that_only_pays_once_nothing_is_due_waits_for_the_end(assessed: Look) -> None:
    found = assessed(**under_contract(24))
    runs = baseline(found)
    assert runs is not None
    alone = replace(runs, people=None)
    told = today_answer(found, alone)
    assert told is not None
    assert told.answer.startswith("Move at the end of its contract, not before")
    assert "a month more until then" in told.answer
    assert "Prepare the move for its end" in told.details[0]
    assert begun(found, alone).startswith("Move off rented GPUs when its contract ends")
    assert begun(found, runs).startswith("Move off rented GPUs: ")


def test_one_month_is_told_as_one(advisor: Advisor) -> None:
    found = advice(advisor, under_contract(1))
    assert found.today is not None
    told = f"{found.today.answer} {found.today.details[0]}"
    assert "has 1 month left" in told
    assert "1 months" not in told
