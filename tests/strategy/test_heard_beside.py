"""Cards that hear recordings are counted beside those that write; a summary is no turn of a conversation."""

from __future__ import annotations

from typing import Any

import pytest

from tests.strategy.stories import Look, all_plans, changed

CALLS: dict[str, Any] = {
    "use_case": {"kind": "voice", "modality": "audio", "writes": True},
    "workload": {"requests_per_day": 14_000, "audio_minutes": 10},
    "data": {"boundary": "own_network"},
    "hardware": {"owned": [{"name": "a100-sxm-80gb", "count": 4}]},
    "team": {"skill": "ml"},
}


def own(look: Look, **groups: Any) -> Any:
    plans = all_plans(look(**changed(CALLS, **groups)).context)
    return next(plan for plan in plans if plan.deployment == "on_prem" and " in front of " in plan.model_name)


def test_use_and_room_follow_from_both_models(assessed: Look) -> None:
    plan = own(assessed)
    busy, carries = plan.estimates["utilisation"].value, plan.estimates["capacity_requests_day"].value
    assert busy > 0.05, "140,000 minutes of audio a day are no idle card"
    assert carries > 14_000
    assert plan.hardware.count >= 2
    assert f"{plan.hardware.count}x A100" in plan.title


def test_of_cards_that_are_there_no_more_do_the_work_than_there_are(assessed: Look) -> None:
    few = {"hardware": {"owned": [{"name": "t4", "count": 1}]}, "workload": {"requests_per_day": 10_000}}
    (there,) = (
        p for p in all_plans(assessed(**changed(CALLS, **few)).context) if p.hardware and p.hardware.owned
    )
    assert there.hardware is not None
    assert there.hardware.count == 1
    assert [limit.name for limit in there.limits] == ["number of devices"]


def test_longer_calls_keep_the_cards_busier_and_leave_less_room(assessed: Look) -> None:
    short, long = own(assessed), own(assessed, workload={"requests_per_day": 14_000, "audio_minutes": 20})
    carries = [plan.estimates["capacity_requests_day"].value / plan.hardware.count for plan in (short, long)]
    work = [plan.estimates["utilisation"].value * plan.hardware.count for plan in (short, long)]
    assert carries[1] < carries[0]
    assert work[1] > work[0]


@pytest.mark.parametrize("minutes", [5, 10, 40])
def test_a_summary_is_some_hundred_tokens_of_which_only_the_instructions_repeat(
    assessed: Look, minutes: float
) -> None:
    groups = changed(CALLS, workload={"requests_per_day": 900, "audio_minutes": minutes})
    profile = assessed(**groups).context.profile
    assert (profile.number("workload.output_tokens") or 0) >= 200
    tokens, share = (profile.number(f"workload.{n}") for n in ("input_tokens", "shared_prefix_share"))
    assert tokens is not None
    assert share == pytest.approx(500 / tokens)
    assert (profile.number("latency.first_token_ms") or 0) >= 5_000


def test_who_answers_by_voice_still_answers_at_once(assessed: Look) -> None:
    talk = changed(CALLS, use_case={"kind": "voice", "modality": "audio", "writes": True, "speaks": True})
    profile = assessed(**talk).context.profile
    assert (profile.number("latency.first_token_ms") or 0) < 1_000


def test_hearing_that_costs_more_than_people_is_told_to_the_rules(assessed: Look) -> None:
    calls = changed(CALLS, data={"boundary": "region", "region": "eu"}, hardware={"owned": []})
    facts = assessed(**calls).facts.values()
    assert facts["facts.heard_usd_month"] > 10_000


def test_a_whole_answer_takes_the_time_of_hearing_it_too(assessed: Look) -> None:
    short, long = own(assessed), own(assessed, workload={"requests_per_day": 14_000, "audio_minutes": 60})
    waits = [plan.estimates["total_ms"].value for plan in (short, long)]
    assert waits[1] - waits[0] > 3000 / 1000 * 1e3, "3,000 s more of audio at less than 1,000 times real time"
    assert waits[1] - waits[0] < 3000 / 10 * 1e3


def test_the_recogniser_that_hears_is_the_one_that_is_named(assessed: Look) -> None:
    one = {"owned": [{"name": "t4", "count": 1}]}
    busy = {"requests_per_day": 10_000, "audio_minutes": 3}
    context = assessed(**changed(CALLS, hardware=one, workload=busy)).context
    names = {plan.model_name for plan in all_plans(context) if plan.hardware and plan.hardware.owned}
    assert names
    assert not any("Whisper" in name for name in names), "one T4 is too slow for Whisper at the peak"
