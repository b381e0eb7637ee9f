"""Conversations by voice are priced whole: hearing, the model between, and speaking."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.api import Advisor
from advisor.estimate.ledger import Line
from advisor.strategy.records import Plan
from tests.conftest import TODAY
from tests.strategy.stories import changed

LINE: dict[str, Any] = {
    "use_case": {"kind": "voice", "speaks": True},
    "workload": {"audio_hours_per_day": 100},
}


def plans(advisor: Advisor, story: dict[str, Any]) -> list[Plan]:
    found = advisor.assess(advisor.profile(story))
    return [item.plan for item in (*found.ranked, *found.refused) if item.plan.priced]


def line(plan: Plan, name: str) -> Line:
    return next(line for line in plan.lines if line.name == name)


def test_a_hosted_voice_agent_pays_for_hearing_thinking_and_speaking(advisor: Advisor) -> None:
    hosted = next(plan for plan in plans(advisor, LINE) if plan.deployment == "hosted_api")
    assert [line.name for line in hosted.lines] == ["speech in", "model", "speech out"]
    month = hosted.estimates["usd_month"].value
    minutes = 100 * 60 * 365 / 12
    assert 0.01 < month / minutes < 0.1


def test_whoever_hears_for_himself_still_pays_for_the_model_and_the_voice(advisor: Advisor) -> None:
    own = next(plan for plan in plans(advisor, LINE) if plan.deployment == "self_host_rented")
    hosted = next(plan for plan in plans(advisor, LINE) if plan.deployment == "hosted_api")
    for name in ("model", "speech out"):
        mine, theirs = line(own, name).month, line(hosted, name).month
        assert mine is not None
        assert theirs is not None
        assert mine.value == pytest.approx(theirs.value)


def test_transcription_pays_for_hearing_alone(advisor: Advisor) -> None:
    story = changed(LINE, use_case={"kind": "voice", "speaks": False})
    names = {line.name for plan in plans(advisor, story) for line in plan.lines}
    assert "speech in" in names
    assert not names & {"model", "speech out"}


def test_where_nothing_hosted_may_be_used_no_hosted_voice_is_billed(advisor: Advisor) -> None:
    story = changed(LINE, data={"boundary": "air_gapped"})
    ranked = advisor.assess(advisor.profile(story)).ranked
    names = {line.name for item in ranked for line in item.plan.lines}
    assert not names & {"model", "speech out", "speech in"}


def test_longer_answers_mean_fewer_turns_and_the_same_minutes_of_speech(advisor: Advisor) -> None:
    def bill(tokens: float, name: str) -> float:
        story = changed(LINE, workload={"audio_hours_per_day": 100, "output_tokens": tokens})
        hosted = next(plan for plan in plans(advisor, story) if plan.deployment == "hosted_api")
        month = line(hosted, name).month
        assert month is not None
        return month.value

    assert bill(120, "model") < bill(30, "model")
    assert bill(120, "speech out") == pytest.approx(bill(30, "speech out"))


def test_what_a_conversation_takes_beside_the_bill_is_told(advisor: Advisor) -> None:
    hosted = advisor.recommend(advisor.profile(LINE), as_of=TODAY)
    assert any("Telephone lines" in text for text in hosted.not_priced)
    inside = advisor.recommend(advisor.profile(changed(LINE, data={"boundary": "air_gapped"})), as_of=TODAY)
    assert any("only hearing is in the bill" in text for text in inside.not_priced)
