"""How often something comes, in short and in Latin, is read as in words."""

from __future__ import annotations

import pytest

from advisor.interview.periods import written_out
from tests.interview.read import found

REQUESTS, MONTH = "workload.requests_per_day", "budget.monthly_usd"


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("Classify five million claims p.a., 3 photos each.", REQUESTS, 5e6 / 365),
        ("Classify 5 million claims per annum.", REQUESTS, 5e6 / 365),
        ("We sort 5M claims/yr.", REQUESTS, 5e6 / 365),
        ("We sort 5 million claims yearly.", REQUESTS, 5e6 / 365),
        ("We sort an annual 5 million claims.", REQUESTS, 5e6 / 365),
        ("Annual volume: 5 million claims.", REQUESTS, 5e6 / 365),
        ("Monthly volume: 5,000 invoices.", REQUESTS, 5_000 * 12 / 365),
        ("Every year 40,000 applications must be sorted.", REQUESTS, 40_000 / 365),
        ("Our chatbot answers 40,000 questions p.m. It is slow.", REQUESTS, 40_000 * 12 / 365),
        ("We read 5,000 invoices p/m.", REQUESTS, 5_000 * 12 / 365),
        ("We get 1,200 tickets p.w.", REQUESTS, 1_200 / 7),
        ("We get 1,200 weekly tickets.", REQUESTS, 1_200 / 7),
        ("Transcribe 400 hours of audio p.a.", "workload.audio_hours_per_day", 400 / 365),
        ("900 doctors, each dictates 600 letters p.a.", "workload.uses_per_user_day", 600 / 365),
        ("A chatbot, 2 million tokens p.m.", "workload.tokens_per_day", 2e6 * 12 / 365),
        ("We train 20 jobs p.m. on 8 H100.", "training.jobs_month", 20),
        ("Sort mails; the load grows 40% per annum.", "workload.growth_per_year", 1.4),
        ("A chatbot, budget $2,000 p.m.", MONTH, 2_000),
        ("A chatbot for $500 pcm.", MONTH, 500),
        ("A chatbot, budget of 24,000 dollars p.a.", MONTH, 2_000),
    ],
)
def test_a_period_in_short_is_that_period(text: str, path: str, value: float) -> None:
    assert found(text)[path] == pytest.approx(value, rel=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        "The P.A. system has 20 speakers.",
        "Philadelphia, PA, has 30 branches.",
        "16-bit pcm recordings of 40 calls.",
        "We close 3 doors at noon.",
        "It plays 20 songs on the p.a. system.",
    ],
)
def test_other_words_of_the_same_letters_stay(text: str) -> None:
    assert written_out(text) == text


def test_a_time_of_the_day_is_no_month() -> None:
    assert written_out("300 calls by 5 p.m. are answered.") == "300 calls by 5 pm are answered."
    assert REQUESTS not in found("A chatbot, open from 9 a.m. to 5 p.m. for everybody.")


def test_what_is_kept_of_the_year_is_no_load() -> None:
    assert REQUESTS not in found("We search our annual reports, 40,000 documents.")


def test_the_dot_of_a_sentence_stays() -> None:
    assert written_out("5 million claims p.a. We sort them.") == "5 million claims a year. We sort them."
