"""A spoken turn is every part from the last word to the first sound, and the plan names the parts."""

from __future__ import annotations

import pytest

from advisor.decide.outlook import risks
from advisor.quantity import exact
from advisor.strategy.voice_turn import turn_ms
from tests.strategy.stories import Look, changed

LINE = {
    "use_case": {"kind": "voice", "speaks": True},
    "workload": {"audio_hours_per_day": 300, "peak_factor": 5},
    "latency": {"first_token_ms": 300},
    "data": {"boundary": "contract", "sensitivity": ["personal"]},
}
RECORDINGS = changed(LINE, use_case={"speaks": False})
HEARD = exact("hearing_ms", 100.0, "ms", "of a test")


def test_a_turn_is_silence_hearing_the_model_and_the_voice(assessed: Look) -> None:
    context = assessed(**LINE).context
    turn = turn_ms(context, HEARD)
    assert turn is not None
    anchors = context.anchors
    parts = [anchors.voice_turn("end_of_turn_ms"), anchors.voice_turn("first_sound_ms"), HEARD]
    parts.append(anchors.first_token_ms(context.tier))
    assert turn.value == pytest.approx(sum(part.value for part in parts))


def test_recordings_have_no_turn(assessed: Look) -> None:
    found = assessed(**RECORDINGS)
    assert turn_ms(found.context, HEARD) is None
    assert "turn_ms" not in found.best.plan.estimates


def test_the_plan_names_what_stands_behind_the_ears(assessed: Look) -> None:
    spoken = [item.plan for item in assessed(**LINE).ranked]
    assert all("voice" in plan.model_name for plan in spoken)
    silent = [item.plan for item in assessed(**RECORDINGS).ranked]
    assert not any("voice" in plan.model_name for plan in silent)


def test_a_turn_that_takes_longer_than_callers_wait_is_a_risk(assessed: Look) -> None:
    assert any("from the last word to the first sound" in text for text in risks(assessed(**LINE)))
    patient = changed(LINE, latency={"first_token_ms": 20_000})
    assert not any("first sound" in text for text in risks(assessed(**patient)))
