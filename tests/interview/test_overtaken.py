"""A figure of the past beside that of today: the newer one holds, and a merger that is over hides nothing."""

from __future__ import annotations

import pytest

from tests.interview.read import found, reader, value

REQUESTS, SENSITIVITY = "workload.requests_per_day", "data.sensitivity"


@pytest.mark.parametrize(
    ("text", "path", "figure"),
    [
        ("We sort tickets: in 2023 9,000 a month; since the merger 22,000.", REQUESTS, 723.3),
        ("Tickets: 9,000 a month in 2023, since the merger 22,000.", REQUESTS, 723.3),
        ("We used to get 300 mails a day, now it is 800.", REQUESTS, 800),
        ("In 2022 we sorted 5,000 claims a month, today 12,000.", REQUESTS, 394.5),
        ("Last year 400 calls a day came in; this year 900.", REQUESTS, 900),
        ("It was 200 questions a day two years ago and is 700 today.", REQUESTS, 700),
        ("In 2021 we had 90 calls a day. Since the new site it's 250.", REQUESTS, 250),
        ("Before covid 40 bookings a day, now it's 15.", REQUESTS, 15),
        ("We answered 1,200 mails a week until the spring; since then it is 3,000 a week.", REQUESTS, 428.6),
        ("In 2022 we had 300 pages of rules and today 4,000 pages.", "knowledge.pages", 4000),
        ("We started in 2019 with 3 people, today we are 40 and all use it.", "workload.users", 40),
    ],
)
def test_the_figure_of_today_holds(text: str, path: str, figure: float) -> None:
    assert value(text, path) == figure


@pytest.mark.parametrize(
    ("text", "path", "figure"),
    [
        ("We get 300 mails a day, now in three languages.", REQUESTS, 300),
        ("Last year 30% of the calls were lost; now 400 calls a day come in.", REQUESTS, 400),
        ("In 2020 we bought 4 servers, now 200 people use the chatbot.", "workload.users", 200),
        ("40 people use it today and 3,000 did in 2022.", "workload.users", 40),
    ],
)
def test_a_figure_of_something_else_takes_nobodys_place(text: str, path: str, figure: float) -> None:
    assert value(text, path) == figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("In 2097 we expect 900 tickets a day, currently 200.", 200),
        ("We expect 900 mails a day in 2097, now 200 a day come in.", 900),
    ],
)
def test_a_year_to_come_is_no_past(text: str, figure: float) -> None:
    assert reader().read(text).notes == ()
    assert value(text, REQUESTS) == figure


def test_what_was_read_as_past_is_said() -> None:
    notes = reader().read("In 2023 9,000 tickets a month; since the merger 22,000.").notes
    assert notes == ("'9,000' was taken as a figure of the past: 22,000 holds.",)


@pytest.mark.parametrize(
    "text",
    [
        "Since the merger we sort 22,000 letters a month.",
        "After the merger of two parishes we sort letters.",
        "Our chatbot answers what changed through the merger.",
        "Developers ask about merger conflicts in the wiki.",
    ],
)
def test_a_merger_in_passing_hides_nothing(text: str) -> None:
    assert SENSITIVITY not in found(text)


@pytest.mark.parametrize(
    "text",
    ["We prepare a merger and summarise the files of the target.", "A law firm advises on mergers."],
)
def test_papers_of_a_merger_are_confidential(text: str) -> None:
    held = value(text, SENSITIVITY)
    assert isinstance(held, tuple)
    assert "confidential" in held
