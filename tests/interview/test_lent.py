"""Machines that are lent for a term are hours that cost nothing and end, and no hardware of one's own."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value

GRANTED, WEEKS, OWNED = "budget.granted_gpu_hours", "training.weeks_there", "hardware.owned"


@pytest.mark.parametrize(
    ("text", "hours", "weeks"),
    [
        ("We have 64 H100 on a supercomputer for 6 months.", 64 * 4380, 26),
        (
            "1.5 million euros over three years, 64 H100 for 6 months on the national supercomputer.",
            64 * 4380,
            26,
        ),
        ("The state gives us 32 A100 for four months to train a model for Icelandic.", 32 * 2920, 17.4),
        ("A computing centre lends us 24 A100 for 8 weeks; we adapt an open model.", 24 * 1344, 8),
        ("We were granted 128 H100 for a year.", 128 * 8760, 52.1),
        ("We applied for a grant and were awarded 128 H100 for a year.", 128 * 8760, 52.1),
        ("A centre lends us 24 A100 for 8 weeks and people wait for 2 seconds.", 24 * 1344, 8),
    ],
)
def test_what_is_lent_for_a_term_is_granted_hours(text: str, hours: float, weeks: float) -> None:
    read = found(text)
    assert read[GRANTED] == pytest.approx(hours, rel=0.01)
    assert read[WEEKS] == pytest.approx(weeks, rel=0.01)
    assert OWNED not in read
    assert "shared_cluster" not in (read.get("wish.deployments") or ())


@pytest.mark.parametrize(
    ("text", "cards", "days"),
    [
        ("We borrowed two A100s until March to fine-tune a model.", 2, 99),
        ("The university lends us 4 H100 until the end of January.", 4, 70),
        ("We have two A100s until 1 March 2027, when they go back to the institute.", 2, 99),
        ("Borrowed 4 H100 for 3 weeks.", 4, 21),
    ],
)
def test_what_is_borrowed_until_a_day_is_hours_until_then(text: str, cards: int, days: int) -> None:
    read = found(text)
    assert read[GRANTED] == cards * days * 24
    assert read[WEEKS] == pytest.approx(days / 7)
    assert not {OWNED, "wish.devices"} & set(read)


@pytest.mark.parametrize(
    "text", ["We rent two A100s until March.", "We own two A100s; until March we have no time to use them."]
)
def test_what_is_paid_for_until_a_day_is_lent_by_nobody(text: str) -> None:
    assert GRANTED not in found(text)


def test_the_term_of_a_loan_is_no_horizon() -> None:
    assert value("We have 64 H100 on a supercomputer for 6 months.", "time.horizon_months") is None


@pytest.mark.parametrize(
    "text",
    [
        "We own 64 H100 and serve customers 6 million requests a day.",
        "We rent 8 H100 for 6 months next to the supercomputer.",
        "Our 64 H100 run day and night.",
        "We bought 4 L40S with a grant that ran for two years.",
        "We have applied for a grant of 64 H100 for 6 months.",
        "We hope for 24 A100 on the supercomputer for 8 weeks.",
    ],
)
def test_what_is_owned_or_rented_is_not(text: str) -> None:
    assert value(text, GRANTED) is None


def test_hours_granted_by_the_month_are_those_of_a_year() -> None:
    assert value("We were granted 20,000 H100 hours a month on a public machine.", GRANTED) == 12 * 20_000
    assert value("Our allocation is 5,000 GPU-hours per month.", GRANTED) == 12 * 5000


def test_hours_that_are_granted_stay_those_that_are_told() -> None:
    assert value("With a grant of 20,000 GPU hours we tune a 7B.", GRANTED) == 20_000


def test_cards_that_stand_here_are_owned_whatever_grant_was_applied_for() -> None:
    text = "We have 4 A100 here and applied for a grant over 2 years."
    assert value(text, GRANTED) is None
    assert value(text, OWNED) is not None


@pytest.mark.parametrize(
    "text",
    [
        "A national library wants a model of our language.",
        "We need an assistant that speaks our own language.",
        "An LLM for the national language, for schools.",
        "An assistant in our own language, Ladin.",
    ],
)
def test_who_wants_a_model_of_the_own_language_has_one_that_models_hardly_know(text: str) -> None:
    assert value(text, "language.rare") is True


@pytest.mark.parametrize(
    "text",
    [
        "We want to tune a model of our language school's texts.",
        "A model for our language model team.",
        "An assistant in our own language, German.",
        "We need an assistant in our own language (French) for the staff.",
        "An assistant in our own language, Hebrew.",
    ],
)
def test_a_school_of_languages_and_one_that_models_know_are_none(text: str) -> None:
    assert value(text, "language.rare") is None


def test_a_model_of_a_language_is_made_and_translates_nothing() -> None:
    assert value("We are a national library and want a model of our language.", "use_case.kind") == (
        "foundation_model"
    )
    assert value("We want an assistant that speaks our own language.", "use_case.kind") != "voice"
    assert value("Translate our handbook into our language.", "use_case.kind") == "translation"
