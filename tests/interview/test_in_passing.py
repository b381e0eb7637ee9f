"""Bills without a sign, limits said in passing, labels as they stand; and nothing is invented beside them."""

from __future__ import annotations

import pytest

from advisor.api import Advisor


def _read(advisor: Advisor, text: str, question: str | None = None) -> dict[str, object]:
    asked = advisor.questions[question] if question else None
    return {item.path: item.answer.value for item in advisor.read(text, asked).answers}


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("our Claude bill is 22k a month", "budget.current_usd_month", 22_000.0),
        ("our AWS bill of 9k a month hurts", "budget.current_usd_month", 9_000.0),
        ("we paid $3k a month in spring, now it's $7k a month", "budget.current_usd_month", 7_000.0),
        ("We pay $3k a month; our budget is now $5k a month", "budget.current_usd_month", 3_000.0),
        ("client files can't go to America", "data.boundary", "region"),
        ("nothing goes to the US", "data.boundary", "region"),
        ("and it doubles every quarter", "workload.growth_per_year", 16.0),
    ],
)
def test_what_is_said_in_passing_is_read(advisor: Advisor, text: str, path: str, value: object) -> None:
    found = _read(advisor, text)
    assert found[path] == value
    assert "workload.requests_per_day" not in found


@pytest.mark.parametrize("text", ["anywhere is fair", "the lawyers say EU please", "never off the ward"])
def test_where_data_may_go_says_nothing_of_the_network(advisor: Advisor, text: str) -> None:
    assert "hardware.offline" not in _read(advisor, text, "boundary")


def test_a_label_with_a_figure_is_taken_in_any_case(advisor: Advisor) -> None:
    reply = advisor.questions["examples"].replies[1]
    assert any(character.isdigit() for character in reply.label)
    assert _read(advisor, reply.label.lower(), "examples") == {p: a.value for p, a in reply.answers.items()}


def test_players_who_own_cards_lend_none_to_the_team(advisor: Advisor) -> None:
    assert "hardware.owned" not in _read(advisor, "most players own an 8GB graphics card")
    assert _read(advisor, "We own two H100s")["hardware.owned"]


def test_rented_cards_are_counted_and_not_owned(advisor: Advisor) -> None:
    found = _read(advisor, "We train on eight rented H100s")
    assert "hardware.owned" not in found
    assert "count=8" in str(found["wish.devices"])
