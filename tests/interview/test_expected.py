"""Who tells the load of today and a later one has today's load, and how it grows."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value

LOAD, GROWTH = "workload.requests_per_day", "workload.growth_per_year"


@pytest.mark.parametrize(
    "text",
    [
        "Chatbot. In two years we expect 800 questions a day, currently 200.",
        "Chatbot. In two years we expect 800, currently 200 questions a day.",
        "Chatbot, currently 200 questions a day, in two years we expect 800.",
        "Chatbot: 200 questions a day now, 800 in two years.",
        "Chatbot. Today we get 200 questions a day, and in 2 years it will be about 800.",
    ],
)
def test_the_load_of_today_holds_and_the_later_one_tells_the_growth(text: str) -> None:
    told = found(text)
    assert told[LOAD] == 200
    assert told[GROWTH] == 2


def test_a_year_of_the_calendar_counts_from_today() -> None:
    assert value("Chatbot. In 2027 we expect 900 questions a day, currently 200.", GROWTH) == 4.5


def test_two_figures_without_a_name_tell_how_it_grows() -> None:
    assert value("In 2027 we expect 900, currently 200", GROWTH) == 4.5


@pytest.mark.parametrize(
    "text",
    [
        "We pay $900 a month today, next year we expect $1,800; chatbot with 50 questions a day.",
        "Chatbot for 200 people today, founded in 1990 with 12.",
        "Chatbot with 300 questions a day. In 2024 we had 900.",
    ],
)
def test_bills_and_the_past_tell_no_growth_of_the_load(text: str) -> None:
    assert value(text, GROWTH) is None


def test_a_trial_and_then_the_work_itself_is_no_growth() -> None:
    told = found("40 people use it today, 3,000 will use it next year.")
    assert told["workload.users"] == 3000
    assert GROWTH not in told
