"""Means of what is recorded, limits that are asked for, who runs it, and what may not be bought."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value


@pytest.mark.parametrize(
    "text",
    [
        "Transcribe calls, avg 22 min, 300 a day.",
        "Transcribe 300 calls a day, average duration 22 minutes.",
        "300 calls a day à 22 min to transcribe",
        "22 min avg per call to be transcribed, 300 calls per day",
        "Transcribe and summarise 400 sales calls a day; calls are 22 minutes each.",
    ],
)
def test_how_long_a_recording_is_may_be_told_as_a_mean(text: str) -> None:
    assert value(text, "workload.audio_minutes") == 22


def test_time_that_people_need_is_no_length_of_a_recording() -> None:
    assert "workload.audio_minutes" not in found("A nurse needs typically 15 minutes for notes after visits.")


@pytest.mark.parametrize(
    ("text", "wait_ms"),
    [
        ("Need a toxic label for each of 20M comments a day within 50ms p99.", 50),
        ("We need a score for every payment under 80 ms.", 80),
        ("A reply may take at most 2 seconds.", 2000),
        ("It needs 4 seconds for a reply today.", None),
        ("Today a lookup needs less than 300 ms.", None),
    ],
)
def test_a_limit_that_is_needed_is_a_limit_and_what_is_needed_today_is_none(
    text: str, wait_ms: float | None
) -> None:
    assert value(text, "latency.first_token_ms") == wait_ms


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Team: one data engineer, no ML people.", "developers"),
        ("Two data engineers and no machine learning staff.", "developers"),
        ("We have a data scientist.", "ml"),
    ],
)
def test_who_moves_data_has_not_trained_models(text: str, skill: str) -> None:
    assert value(text, "team.skill") == skill


@pytest.mark.parametrize(
    ("text", "ruled_out"),
    [
        ("We are not allowed to buy a server.", True),
        ("No server may be bought.", True),
        ("We can't buy hardware.", True),
        ("Buying GPUs is out of the question.", True),
        ("We have two servers with an A100 each and are not allowed to buy hardware.", False),
        ("We cannot buy more GPUs.", False),
    ],
)
def test_what_may_not_be_bought_is_ruled_out_unless_it_is_there(text: str, ruled_out: bool) -> None:
    said = found(text)
    assert (said.get("exclusions.deployments") == ("on_prem",)) is ruled_out
    assert said.get("hardware.owned") != ()
