"""An instruction is never data, and "this, not that" puts one figure in place of the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.conversation.rather import rather
from advisor.profile import Answer, standard_fields
from tests.conversation.test_corrections import heard
from tests.conversation.test_dialogue import value

SAID = {
    "workload.audio_minutes": Answer(3.0),
    "workload.requests_per_day": Answer(10_000.0),
    "workload.users": Answer(40.0),
    "budget.monthly_usd": Answer(500.0),
    "latency.first_token_ms": Answer(2_000.0),
}


@pytest.mark.parametrize(
    ("line", "path", "value"),
    [
        ("letters are 4 minutes long, not 3", "workload.audio_minutes", 4),
        ("it is 9,000 a day rather than 10,000", "workload.requests_per_day", 9_000),
        ("we said 45 people, not 40 people", "workload.users", 45),
        ("not 500 dollars a month but 800", "budget.monthly_usd", 800),
        ("it may take 5 s, not 2", "latency.first_token_ms", 5_000),
        ("63,000 a week instead of 70,000 a week", "workload.requests_per_day", 9_000),
    ],
)
def test_the_figure_that_is_denied_names_the_field(line: str, path: str, value: float) -> None:
    found = rather(standard_fields(), SAID, line)
    assert found is not None
    assert (found[0].path, found[1].value) == (path, pytest.approx(value))


@pytest.mark.parametrize(
    "line",
    ["letters are 4 minutes long, not 7", "we have 4 offices, not many", "not 4", "rent, not buy", "drop 4"],
)
def test_nothing_is_corrected_where_nothing_that_is_held_is_denied(line: str) -> None:
    assert rather(standard_fields(), SAID, line) is None


def test_of_two_fields_with_the_figure_the_one_that_is_named_is_meant() -> None:
    both = {**SAID, "examples.count": Answer(40.0)}
    assert rather(standard_fields(), both, "50, not 40") is None
    found = rather(standard_fields(), both, "50 users, not 40")
    assert found is not None
    assert found[0].path == "workload.users"


@pytest.mark.parametrize("line", ["drop 9", "remove number 2", "delete 1 and 3", "forget the 2nd one"])
def test_an_instruction_behind_the_card_is_no_data(tmp_path: Path, line: str) -> None:
    kept = heard(tmp_path, "1")
    before = [(row.path, row.value) for row in kept.answers]
    after = heard(tmp_path / "more", "1", line)
    assert [(row.path, row.value) for row in after.answers] == before
    assert not after.view.pending


def test_a_figure_is_corrected_on_the_card_and_behind_it(tmp_path: Path) -> None:
    path = "workload.requests_per_day"
    assert value(heard(tmp_path, "6k a day, not 5k", "1"), path) == "6,000 requests/day"
    assert value(heard(tmp_path / "later", "1", "6k a day, not 5k"), path) == "6,000 requests/day"
