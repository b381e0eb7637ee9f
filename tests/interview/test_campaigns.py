"""Training that comes in campaigns is read as hours a month and judged on the hours that are used."""

from __future__ import annotations

import pytest

from advisor.interview.assume import fill
from advisor.profile import Profile
from advisor.strategy.use_cases import load_use_cases
from tests.interview.test_reader import found, reader

HOURS = "training.hours_month"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("We run two three-week training campaigns a year on eight GPUs.", 2 * 21 * 24 / 12),
        ("The lab trains in bursts, three weeks a quarter on 16 H100.", 21 * 24 / 3),
        ("Four training runs a year, two weeks each, on 32 H100.", 4 * 14 * 24 / 12),
        ("We train image models two weeks in each quarter on eight cards.", 112.0),
        ("Three training runs of ten days a year on a rented node.", 3 * 240 / 12),
        ("We retrain our vision model six hours every Sunday.", 6 * 365 / 7 / 12),
        ("A two-week training run every month on 64 A100.", 336),
        ("The cluster trains five days a week.", 5 * 24 * 365 / 7 / 12),
    ],
)
def test_campaigns_are_hours_of_a_month(text: str, hours: float) -> None:
    assert found(text)[HOURS] == pytest.approx(hours, rel=2e-3)


def test_a_span_of_weeks_keeps_its_ends() -> None:
    answers = {
        hit.path: hit.answer for hit in reader().read("We train two to four weeks a year on 16 H100.").answers
    }
    assert answers[HOURS].low == pytest.approx(2 * 168 / 12, rel=2e-3)
    assert answers[HOURS].high == pytest.approx(4 * 168 / 12, rel=2e-3)


@pytest.mark.parametrize(
    "text",
    [
        "We train our staff three hours a week.",
        "Nurses work three shifts of eight hours a day, and we train a model on their notes.",
        "The bot answers eight hours a day.",
        "We trained it once for three weeks.",
        "Training data grow by two hours of speech a second.",
    ],
)
def test_other_hours_are_none_of_training(text: str) -> None:
    assert HOURS not in found(text)


def test_campaigns_are_no_requests_and_no_deadline() -> None:
    answers = found("A lab runs two three-week training campaigns a year on eight GPUs.")
    assert "workload.requests_per_day" not in answers
    assert "time.deadline_weeks" not in answers


def filled(text: str) -> Profile:
    answers = {hit.path: hit.answer for hit in reader().read(text).answers}
    return fill(Profile().with_answers(answers), load_use_cases()["undecided"])


def test_who_trains_in_campaigns_serves_nobody_and_is_not_busy_around_the_clock() -> None:
    campaigns = filled("We run two three-week training campaigns a year on eight GPUs.")
    assert campaigns.flag("training.goes_on") is True
    assert campaigns.number("workload.requests_per_day") == 0
    assert campaigns.text("workload.shape") == "bursty"


def test_weeks_for_which_devices_are_there_are_the_horizon_of_what_trains() -> None:
    slot = filled("We want to train on 32 H100 for six weeks.")
    assert slot.number("time.horizon_months") == 2
    assert slot.number(HOURS) == 6 * 168 / 2
    year = filled("We train around the clock on 32 H100, live in six weeks.")
    assert year.number(HOURS) is None
