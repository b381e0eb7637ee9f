"""A job that is done once is told from work that comes every day."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.profile import Answer, Profile
from advisor.strategy.workload import JOB_DAYS, JOB_ITEMS, JOB_MARGIN, workload_of


def read(advisor: Advisor, text: str) -> dict[str, object]:
    return {item.path: item.answer.value for item in advisor.read(text).answers}


@pytest.mark.parametrize(
    ("text", "items", "days"),
    [
        ("classify 4 million old tickets once, by Friday", 4e6, 4.0),
        ("backlog of 600,000 scanned invoices, extract the fields", 6e5, None),
        ("generate product descriptions for 250k SKUs in a weekend", 2.5e5, 2.5),
        ("label 10 million images once", 1e7, None),
        ("cheapest way to embed 50M documents", 5e7, None),
        ("a one-time run over 80,000 contracts by tomorrow", 8e4, 1.0),
        ("OCR 40M pages within two months, then it is done", 4e7, None),
        ("translate our archive of 6 million descriptions before the end of the year", 6e6, 41.0),
        ("9 million old letters have to be classified within five weeks", 9e6, None),
        ("embeddings for 300M articles in twelve days", 3e8, None),
        ("we want 2 million reader mails sorted by topic within a month", 2e6, None),
        ("the archive holds 7 million pages; all of them must be indexed in three months", 7e6, None),
    ],
)
def test_once_a_backlog_or_a_weekend_make_a_job(
    advisor: Advisor, text: str, items: float, days: float | None
) -> None:
    found = read(advisor, text)
    assert found[JOB_ITEMS] == pytest.approx(items)
    assert found.get(JOB_DAYS) == (pytest.approx(days) if days is not None else None)


@pytest.mark.parametrize(
    "text",
    [
        "classify 4 million tickets a month",
        "we label 2,000 images a day",
        "500 people ask questions at once about 4,000 documents",
        "sort 3,000 tickets a day, retrained once a quarter",
        "we have 5,000 labelled examples of tickets",
    ],
)
def test_a_rate_or_a_stock_is_no_job(advisor: Advisor, text: str) -> None:
    assert JOB_ITEMS not in read(advisor, text)


@pytest.mark.parametrize(
    ("time", "days"), [("within 36 hours", 1.5), ("ready within 3 days", 3.0), ("", 7.0)]
)
def test_a_long_wait_or_a_deadline_is_that_of_the_job(advisor: Advisor, time: str, days: float) -> None:
    found = {item.path: item.answer for item in advisor.read(f"tag 3 million records once, {time}").answers}
    filled = advisor.filled(Profile(fields=advisor.fields).with_answers(found))
    assert filled.number(JOB_DAYS) == pytest.approx(days, rel=0.01)


def job(advisor: Advisor, items: float, days: float | None) -> Profile:
    said = {JOB_ITEMS: Answer(items, "answered")}
    if days is not None:
        said[JOB_DAYS] = Answer(days, "answered")
    return advisor.filled(Profile(fields=advisor.fields).with_answers(said))


@pytest.mark.parametrize("days", [0.5, 4.0, 30.0, 90.0])
def test_the_months_of_a_job_hold_all_of_its_items(advisor: Advisor, days: float) -> None:
    work = workload_of(job(advisor, 1e6, days))
    assert work.requests_per_day.value * work.months * DAYS_PER_MONTH == pytest.approx(1e6)
    assert work.growth_per_year.low == work.growth_per_year.high == 1.0
    assert work.batch_ok == (days >= 1.0)
    assert work.nobody_waits


@pytest.mark.parametrize("days", [0.5, 4.0, 25.0])
def test_a_job_must_go_as_fast_as_its_days_ask(advisor: Advisor, days: float) -> None:
    work = workload_of(job(advisor, 1e6, days))
    assert work.requests_per_day.value * work.busiest * days == pytest.approx(1e6 * JOB_MARGIN)


def test_without_a_day_a_week_is_assumed_and_said(advisor: Advisor) -> None:
    answer = job(advisor, 1e6, None).get(JOB_DAYS)
    assert answer is not None
    assert (answer.value, answer.state) == (7.0, "assumed")


def test_filling_twice_changes_nothing(advisor: Advisor) -> None:
    once = job(advisor, 1e6, 4.0)
    assert advisor.filled(once) == once


def test_the_length_of_recordings_gives_the_hours(advisor: Advisor) -> None:
    story = "transcribe 40 lectures a day of 90 minutes"
    found = {item.path: item.answer for item in advisor.read(story).answers}
    assert found["workload.audio_minutes"].value == 90.0
    filled = advisor.filled(Profile(fields=advisor.fields).with_answers(found))
    assert filled.number("workload.audio_hours_per_day") == pytest.approx(60.0)


def test_places_that_each_use_it_are_its_users(advisor: Advisor) -> None:
    found = read(advisor, "200 clinics, 30 calls each a day, want an AI receptionist")
    assert found["workload.users"] == 200
    assert found["workload.uses_per_user_day"] == 30
