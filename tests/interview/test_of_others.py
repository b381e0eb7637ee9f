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
        ("We score 3,000 payments a second in 20 ms.", "workload.requests_per_day", 3000 * 86400),
        ("The exchange checks 40 trades per second.", "workload.requests_per_day", 40 * 86400),
    ],
)
def test_the_same_words_of_ones_own_do(text: str, path: str, value: object) -> None:
    assert found(text)[path] == value
