"""Of two jobs in one story one is sized and the other told; steps of one pipeline are one job."""

from __future__ import annotations

import pytest

from tests.interview.read import found, reader

PER_DAY, KIND = "workload.requests_per_day", "use_case.kind"


def told(text: str) -> list[str]:
    """Return what is said of two jobs."""
    return [remark for remark in reader().read(text).unread if remark.startswith("I read two jobs")]


@pytest.mark.parametrize(
    ("text", "kind", "per_day", "other"),
    [
        (
            "We want to find defects on photos of 40,000 parts a day and write captions for the catalogue,"
            " 900 a day.",
            "vision",
            40_000,
            "write captions for the catalogue, 900 a day",
        ),
        (
            "We want to tag 3,000 tickets a day and answer them.",
            "classification",
            3_000,
            "answer 3,000 tickets",
        ),
        (
            "An insurer wants to classify 20,000 mails a day and answer questions of customers, 400 a day.",
            "classification",
            20_000,
            "answer questions of customers, 400 a day",
        ),
        (
            "We need to translate manuals, 200 a week. We also want to predict failing pumps, 50,000 a day.",
            "tabular",
            50_000,
            "translate manuals, 200 a week",
        ),
        (
            "Our library should translate its leaflets, 30 a day, and it should also draw illustrations"
            " for the newsletter.",
            "translation",
            30,
            "draw illustrations for the newsletter",
        ),
    ],
)
def test_the_larger_job_is_sized_and_the_other_is_told_in_its_words(
    text: str, kind: str, per_day: float, other: str
) -> None:
    answers = found(text)
    assert answers[KIND] == kind
    assert answers[PER_DAY] == per_day
    (remark,) = told(text)
    assert other in remark.partition("for both and: ")[2]


def test_what_is_said_beside_the_other_job_is_kept() -> None:
    answers = found(
        "The parks office should detect weeds on drone images, 7,000 a day, and answer questions of"
        " visitors, 60 a day. All of it must stay in our own network."
    )
    assert answers[PER_DAY] == 7_000
    assert answers["data.boundary"] == "own_network"


@pytest.mark.parametrize(
    "between",
    [
        "We translate manuals, 200 a week. All data must stay in our own network.",
        "We translate manuals, 200 a week, and data must never leave our own network.",
        "We translate manuals. All data must stay in our own network. They come at 200 a week.",
    ],
)
def test_what_is_said_between_the_jobs_is_kept(between: str) -> None:
    answers = found(f"{between} We also want to predict failing pumps, 50,000 a day.")
    assert answers[PER_DAY] == 50_000
    assert answers["data.boundary"] == "own_network"


@pytest.mark.parametrize(("first", "second"), [("40", "50,000"), ("50,000", "40"), ("50,000", "")])
def test_money_and_place_behind_the_first_volume_are_kept(first: str, second: str) -> None:
    answers = found(
        f"We translate letters, {first} a day, for $900 a month, hosted in the EU only."
        f" We also want to predict failing pumps{f', {second} a day' if second else ''}."
    )
    assert (answers[PER_DAY], answers["budget.monthly_usd"]) == (50_000, 900)
    assert answers["data.region"] == "eu"


@pytest.mark.parametrize("again", ["them", "the tickets", "these tickets"])
def test_a_volume_behind_two_jobs_on_the_same_things_is_that_of_both(again: str) -> None:
    story = f"We want to tag tickets and answer {again}, 300 a day."
    assert found(story)[KIND] == "classification"
    assert found(story)[PER_DAY] == 300
    assert "300 a day" in told(story)[0].partition("for both and: ")[2]


def test_a_volume_that_nobody_told_is_not_taken_for_none() -> None:
    story = "We want to answer our customers by chat and translate 20 leaflets a month."
    assert found(story)[KIND] == "chatbot"
    assert PER_DAY not in found(story)
    assert "translate 20 leaflets a month" in told(story)[0].partition("for both and: ")[2]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We want to answer customers and translate replies into French.", "chatbot"),
        ("We want to detect cracks on photos and classify the cracks, 900 a day.", "vision"),
    ],
)
def test_the_first_step_of_a_pipeline_tells_its_kind(text: str, kind: str) -> None:
    assert found(text)[KIND] == kind


def test_what_others_reply_is_not_what_is_replied_to_them() -> None:
    assert told("We want to answer visitors' questions, 400 a day, and tag survey responses, 3,000 a day.")


def test_the_words_of_the_other_job_are_one_job_again() -> None:
    (remark,) = told("We want to tag 3,000 tickets a day and answer them.")
    again = remark.partition("for both and: ")[2].strip("'.")
    assert not told(again)
    assert found(again)[PER_DAY] == 3_000


@pytest.mark.parametrize(
    "text",
    [
        "We want to transcribe calls and summarise them weekly.",
        "I'd like to transcribe my lectures, 6 a week, and then translate them.",
        "We want to read fields from delivery notes and classify them, 5,000 a day.",
        "We want to search our contracts and answer questions about them, 500 a day.",
        "Our staff answer 300 mails a day and we want to tag them.",
        "The vet tags pictures by hand and wants to answer owners' mails, 80 a day.",
        "We classify 9,000 mails a day.",
        "A bus company optimises bus routes and answers drivers' questions, 300 a day.",
        "It optimises the labels for parcels and should translate them into Thai, 90 a day.",
        "We want to transcribe calls and translate the transcripts.",
        "We want to find rust on photos of bridges and sort the photos by bridge.",
        "Tag tickets, answer them, translate them and forecast how many come tomorrow.",
    ],
)
def test_steps_of_one_pipeline_and_the_work_of_people_are_one_job(text: str) -> None:
    assert not told(text)
