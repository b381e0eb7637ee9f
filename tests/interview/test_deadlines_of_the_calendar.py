"""A day of the calendar is a deadline, in weeks from the day of the report and never from the clock."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.api import Advisor
from advisor.interview.calendar_days import easter
from tests.interview.read import QUESTIONS, TODAY, found, reader, value

DEADLINE = "time.deadline_weeks"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It must be ready by Christmas.", date(2026, 12, 25)),
        ("All of it must be done by christmas.", date(2026, 12, 25)),
        ("We need it before the end of March.", date(2027, 3, 31)),
        ("We go live in Q2.", date(2027, 4, 1)),
        ("Launch in January.", date(2027, 1, 1)),
        ("It has to be in use by 15 March 2027.", date(2027, 3, 15)),
        ("Deadline: 2027-02-01.", date(2027, 2, 1)),
        ("Rollout is planned for mid-April.", date(2027, 4, 15)),
        ("Everything must be coded by the end of the year.", date(2026, 12, 31)),
        ("The readers must have it by Easter.", date(2027, 3, 28)),
        ("It must be ready by Thanksgiving.", date(2026, 11, 26)),
        ("It must be ready by Thanksgiving 2027.", date(2027, 11, 25)),
        ("It must be ready by the Thanksgiving of 2028.", date(2028, 11, 23)),
        ("It must be ready by Christmas 2027.", date(2027, 12, 25)),
        ("It must be ready by Easter 2028.", date(2028, 4, 16)),
        ("It must be ready by New Year 2028.", date(2028, 1, 1)),
        ("By Christmas 2000 letters must be sorted.", date(2026, 12, 25)),
        ("By Christmas 2040 letters must be sorted.", date(2026, 12, 25)),
        ("By Christmas 2027 customers must be served by it.", date(2027, 12, 25)),
        ("The shop opens in summer; the chatbot must be live then.", date(2027, 6, 21)),
        ("We want a chatbot; our product opens in summer 2028.", date(2028, 6, 21)),
        ("The portal for our guests opens in spring.", date(2027, 3, 20)),
        ("All must be ready when the season starts in summer.", date(2027, 6, 21)),
    ],
)
def test_the_weeks_are_those_until_the_day(text: str, day: date) -> None:
    assert value(text, DEADLINE) == pytest.approx((day - TODAY).days / 7, rel=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        "The archive burnt in March; 300 letters a day.",
        "Invoices are paid by the end of the month.",
        "Data until March are clean and we need labels.",
        "In January we tried GPT-4.",
        "Every report is due by the end of March, as always.",
        "It may answer in May, they may ask by phone.",
        "We started in Q2 and 300 people ask a day.",
        "It must be ready by 31 February.",
        "Our hotel opens in summer.",
        "Our hotel opens in summer; a chatbot answers guests all year.",
        "The harvest starts in the autumn and 300 people ask a day.",
    ],
)
def test_what_is_over_or_comes_back_is_no_deadline(text: str) -> None:
    assert value(text, DEADLINE) is None


def test_weeks_that_are_named_need_no_calendar() -> None:
    assert value("It has to work within six weeks, before the summer.", DEADLINE) == 6


def test_the_day_is_said_and_a_reply_needs_no_more_than_it() -> None:
    reading = reader().read("end of March", QUESTIONS["deadline"])
    assert reading.answers[0].path == DEADLINE
    (note,) = reading.notes
    assert "31 March 2027, 18.4 weeks from 22 November 2026" in note


def test_a_job_has_the_days_until_then() -> None:
    text = "We must translate 40,000 letters once by Christmas."
    assert value(text, "workload.one_off_days") == 33


def test_the_day_is_that_of_the_advice() -> None:
    early = Advisor.load(plugins=False, today=date(2026, 3, 1))
    answers = {hit.path: hit.answer.value for hit in early.read("It must be ready by Easter.").answers}
    assert answers[DEADLINE] == pytest.approx((date(2026, 4, 5) - date(2026, 3, 1)).days / 7)


def test_easter_falls_where_the_tables_have_it() -> None:
    """U.S. Naval Observatory, dates of Easter: 2000, 2024 and, the latest there can be, 2038."""
    assert [easter(year) for year in (2000, 2024, 2038)] == [
        date(2000, 4, 23),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]


def test_work_that_may_be_done_any_time_within_a_day_has_no_deadline() -> None:
    read = found("A portal enriches 300 million tokens a day of open data, any time within a day.")
    assert "time.deadline_weeks" not in read
    assert read["latency.batch_ok"] is True
    assert found("The pilot must be live within a week.")["time.deadline_weeks"] == 1
