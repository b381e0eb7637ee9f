"""What is said of others, or denied, is no answer: trades, contracts with authors, skills that nobody has."""

from __future__ import annotations

import pytest

from tests.interview.read import found


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Five cooks, none has done machine learning.", "team.skill"),
        ("We are a rail infrastructure operator.", "team.skill"),
        ("Our manuscripts are under contract with the authors.", "data.boundary"),
        ("The budget is 1 500 zł a month.", "workload.requests_per_day"),
        ("We have 900 złotych a month.", "workload.requests_per_day"),
    ],
)
def test_it_tells_nothing_of_the_team_the_data_or_the_load(text: str, path: str) -> None:
    assert path not in found(text)


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("Two of us have done machine learning.", "team.skill", "ml"),
        ("Our infrastructure operators run GPUs.", "team.skill", "platform"),
        ("A provider under contract may see the manuscripts.", "data.boundary", "contract"),
        ("Our data are under contract with another provider.", "data.boundary", "contract"),
        ("We score 3,000 payments a second in 20 ms.", "workload.requests_per_day", 3000 * 86400),
        ("The exchange checks 40 trades per second.", "workload.requests_per_day", 40 * 86400),
    ],
)
def test_the_same_words_of_ones_own_do(text: str, path: str, value: object) -> None:
    assert found(text)[path] == value


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("One server with 2x L4 of our own, the network is closed.", "hardware.owned"),
        ("Two L4 cards of our own look at the track.", "hardware.owned"),
        ("We want two L4 of our own.", "wish.devices"),
        ("The lab needs 4 A100 of its own.", "wish.devices"),
    ],
)
def test_devices_of_ones_own_are_there_unless_they_are_wished_for(text: str, path: str) -> None:
    both = {"hardware.owned", "wish.devices"}
    assert both & set(found(text)) == {path}


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("We summarise 40k sales calls a month, already transcribed.", False),
        ("Summaries of hearings whose transcripts already exist.", False),
        ("We summarise 300 interviews a year, all are transcribed.", False),
        ("We summarise 40k sales calls a month.", True),
        ("We hold 40,000 calls and want them all transcribed.", True),
        ("We record 400 meetings a month and want transcripts made.", True),
        ("We summarise 400 calls a day, some are already transcribed.", True),
    ],
)
def test_what_is_transcribed_already_need_not_be_heard(text: str, heard: bool) -> None:
    assert (found(text).get("use_case.modality") == "audio") is heard
