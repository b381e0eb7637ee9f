"""Who of many will use it, and whether a figure of the day is that of each or of the whole house."""

from __future__ import annotations

import pytest

from tests.interview.read import found

USERS, USES, REQUESTS = "workload.users", "workload.uses_per_user_day", "workload.requests_per_day"


@pytest.mark.parametrize(
    ("text", "users"),
    [
        ("3,100 workers; 6 will use it to search manuals", 6),
        ("We are 80 people. Three of us will use it for contracts.", 3),
        ("The firm has 450 employees, of whom 12 would use it.", 12),
        ("We have 900 staff, but only the 15 planners will use it.", 15),
        ("40 people use it today, 3,000 will use it next year.", 3000),
        ("Two of our 30 engineers will run it; 500 employees will use it.", 500),
        ("We are 12,000 employees, about a third of us will use it.", 4000),
        ("A company of 12,000, a quarter would use the assistant.", 3000),
        ("About half of our 5,000 staff would use it for letters.", 2500),
        ("30% of our 2,000 employees will use it.", 600),
    ],
)
def test_those_who_will_use_it_are_its_users(text: str, users: float) -> None:
    assert found(text).get(USERS) == users


@pytest.mark.parametrize(
    ("text", "users"),
    [
        ("2,000 employees, all of them will use it.", 2000),
        ("It is for 500 employees; at first 20 will use it.", 500),
        ("600 customers; 20 will ask for a refund.", 600),
        ("40 will work with dangerous tools and 500 employees use the bot.", 500),
        ("Half of the answers were wrong; 500 employees use it.", 500),
        ("Our assistant is for 800 employees and a third of the budget is gone.", 800),
    ],
)
def test_all_of_them_and_shares_of_other_things_leave_the_people_whole(text: str, users: float) -> None:
    assert found(text).get(USERS) == users


def test_a_share_of_us_is_no_share_of_a_sum() -> None:
    assert found("We paid 9,000, a third of us will use it.").get(USERS) is None


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("We are 12,000 employees, about a third of us will use it, say 5 prompts per day.", 5),
        ("3,000 nurses will use the assistant, say 8 questions a day.", 8),
        ("Our 400 engineers use it, 30 requests a day.", 30),
        ("900 teachers use it, about 4 chats a day.", 4),
        ("It is for 2,000 people, maybe 3 queries a day.", 3),
        ("900 doctors will use it, each dictates 12 letters a day.", 12),
        ("Our lawyers use it 40 times a day.", 40),
        ("Each client calls us 3 times a day, 40 clients.", 3),
    ],
)
def test_a_few_a_day_by_a_crowd_that_uses_it_are_those_of_each(text: str, each: float) -> None:
    read = found(text)
    assert read.get(USES) == each
    assert REQUESTS not in read


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("People call us 40 times a day and we want a voice bot that answers.", 40),
        ("Guests write to us 25 times a day; a bot should answer.", 25),
        ("Staff ask the helpdesk 35 times a day; a chatbot should answer.", 35),
        ("Patients call the practice about 30 times a day.", 30),
        ("We have 2,000 customers and get 30 questions a day.", 30),
        ("A town of 9,000 people; the bot answers 50 questions a day.", 50),
        ("All 3,000 of us use it for letters, about 20 requests a day in all.", 20),
    ],
)
def test_what_comes_to_a_house_is_its_whole_load(text: str, day: float) -> None:
    read = found(text)
    assert read.get(REQUESTS) == day
    assert USES not in read
