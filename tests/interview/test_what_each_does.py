"""What each of many people does by the day is done by all of them together, and a share is no count."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.profile import Profile
from tests.interview.read import found, reader

REQUESTS, USERS, USES = "workload.requests_per_day", "workload.users", "workload.uses_per_user_day"

HOURS, IMAGES = "workload.audio_hours_per_day", "workload.images_per_day"


@pytest.mark.parametrize(
    ("text", "users", "uses"),
    [
        ("Nine hundred doctors dictate letters, roughly a dozen each per day.", 900, 12),
        ("900 doctors, each dictates 12 letters a day.", 900, 12),
        ("900 agents, everyone writes some twenty mails daily.", 900, 20),
        ("Two hundred surveyors file reports, about half a dozen apiece every week.", 200, 6 / 7),
        ("A couple of thousand nurses write notes, each of them roughly eight a shift.", 2_000, 8),
        ("Fifty-odd lawyers draft contracts, three each per day.", 50, 3),
        ("We have 2.5k couriers who each send five photos a day.", 2_500, 5),
        ("Each of our 60 planners writes ten plans a week.", 60, 10 / 7),
        ("200 clinics. Each books thirty visits a day.", 200, 30),
    ],
)
def test_the_figure_of_each_is_multiplied_by_the_people(text: str, users: float, uses: float) -> None:
    read = found(text)
    assert (read[USERS], read[USES]) == (users, pytest.approx(uses, rel=1e-3))
    assert REQUESTS not in read


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("We have 40 machines. Each makes 300 parts a day.", 12_000),
        ("Each of the 40 cameras takes 200 photos a day.", 8_000),
        ("Our 25 scanners read a couple of hundred forms each per hour.", 25 * 200 * 24),
    ],
)
def test_what_each_machine_does_makes_the_requests_of_all(text: str, requests: float) -> None:
    read = found(text)
    assert read[REQUESTS] == pytest.approx(requests, rel=1e-3)
    assert not {USERS, USES, "workload.images_per_day"} & set(read)


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("We own two servers with 8 H100 each and get 500 calls a day.", 500),
        ("300 letters come in a day, each has 12 pages.", 300),
        ("40 people work on it, each week 700 letters come in.", 100),
        ("We have 3 offices. Each day 900 calls come in.", 900),
        ("We get 400 mails a day; 12 shops and each sells 300 loaves a day.", 400),
        ("12 nurses each work 8 hours a day; 400 notes a day.", 400),
        ("The 30 nurses spend two hours each per day on 400 notes a day.", 400),
    ],
)
def test_what_is_not_told_of_each_person_is_told_of_all(text: str, requests: float) -> None:
    read = found(text)
    assert read[REQUESTS] == pytest.approx(requests, rel=1e-3)
    assert USES not in read


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("900 doctors, each dictates 12 letters a day; transcribe the recordings.", HOURS, 10_800 / 6),
        ("900 doctors dictate letters of 3 minutes, 12 each per day; transcribe the audio.", HOURS, 540),
        ("2.5k couriers who each send five photos of parcels a day; find damage.", IMAGES, 12_500),
        ("Our couriers send 500 photos of parcels a day; find damage.", IMAGES, 500),
    ],
)
def test_what_people_send_together_is_seen_and_heard(
    advisor: Advisor, text: str, path: str, value: float
) -> None:
    answers = {hit.path: hit.answer for hit in advisor.read(text, None).answers}
    filled = advisor.filled(Profile(answers, advisor.fields))
    assert filled.number(path) == pytest.approx(value)


@pytest.mark.parametrize(
    "share",
    [
        "3 out of 10 tasks fail and the input is long",
        "two in five letters go astray",
        "one in four replies is rubbish",
        "7 out of 20 summaries miss the point",
    ],
)
def test_a_share_is_told_as_not_used(share: str) -> None:
    reading = reader().read(f"We want a support chatbot for 900 questions a day. In our pilot {share}.")
    read = {hit.path: hit.answer.value for hit in reading.answers}
    assert read[REQUESTS] == 900
    assert not {"workload.output_tokens", "workload.input_tokens", USERS} & set(read)
    assert any(share in remark for remark in reading.unread)


def test_what_fails_is_kept_where_a_field_asks_for_it() -> None:
    read = found("We tried a hosted model: two in five answers are wrong.")
    assert read["quality.failure"] == "facts"
    assert REQUESTS not in read


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("The bot answers 40 calls in 3 languages a day.", "workload.output_tokens", None),
        ("An agent books travel, 40 calls a task.", "workload.steps_per_task", 40),
        ("The assistant files tax returns: 25 model calls per return.", "workload.steps_per_task", 25),
        ("Each agent takes 60 model calls a day.", "workload.steps_per_task", None),
        ("The router sees 20 API calls a second.", REQUESTS, 20 * 86_400),
    ],
)
def test_calls_of_a_task_are_its_steps_and_calls_of_a_day_are_none(
    text: str, path: str, value: float | None
) -> None:
    assert found(text).get(path) == value
