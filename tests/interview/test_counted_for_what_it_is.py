"""A count is of what it stands beside: what was corrected, who can program, how many queues there are."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value

EXAMPLES = "examples.count"
USERS = "workload.users"
SKILL = "team.skill"
REQUESTS = "workload.requests_per_day"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A bank wants replies drafted and keeps 12,000 drafts that advisers corrected.", 12_000),
        ("There are 7,500 case notes which the ward sister has revised; a model should write such.", 7_500),
        ("Our translators proofread 22,000 sentences and a model should learn from them.", 22_000),
        ("We collected 3,100 reports that two engineers checked and signed off.", 3_100),
        ("Editors approved about 18,000 headlines; a model should propose the next.", 18_000),
    ],
)
def test_what_people_put_right_is_examples(text: str, count: int) -> None:
    assert (value(text, EXAMPLES) or 0) == count
    assert USERS not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "We have 9,000 letters that nobody has ever checked and want them sorted.",
        "There are 4,000 claims that must be reviewed by March.",
        "Each week a clerk checked 300 forms a day.",
        "2,000 orders that customers sent must be keyed in.",
    ],
)
def test_what_nobody_went_over_is_none(text: str) -> None:
    assert EXAMPLES not in found(text)
    assert USERS not in found(text)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Two people on the team know Python.", "developers"),
        ("Four of our clerks can program; we want mails sorted.", "developers"),
        ("One of us has trained models before; we want claims sorted.", "ml"),
        ("Three colleagues know SQL and a bot should answer 200 mails a day.", "developers"),
    ],
)
def test_who_can_do_it_is_skill_and_no_user(text: str, skill: str) -> None:
    assert value(text, SKILL) == skill
    assert USERS not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Letters to the court must be routed to one of 22 chambers or 14 departments, 900 a day.",
        "Each complaint is forwarded to one of 12 officers, 300 complaints a day.",
        "Parcels are sorted into 60 bins by their labels, 4,000 a day.",
        "Calls are passed on to one of nine desks, 500 calls a day.",
        "E-mails go to the right one of 30 case-workers, 700 e-mails a day.",
    ],
)
def test_into_how_many_something_is_sorted_is_nobody_who_uses_it(text: str) -> None:
    read = found(text)
    assert USERS not in read
    assert "tenants.count" not in read
    assert REQUESTS in read


def test_departments_that_each_have_their_own_rules_are_customers_of_it() -> None:
    assert value("A chatbot for 22 departments, each with its own rules.", "tenants.count") == 22


@pytest.mark.parametrize(
    ("text", "a_day"),
    [
        ("A third of tickets are in Turkish, 600 tickets a day.", 600),
        ("Two thirds of our 900 calls a day need a callback.", 900),
        ("One in five of our 3,000 claims a day is wrong.", 3_000),
        ("Three out of ten mails are spam; we get 800 mails a day.", 800),
    ],
)
def test_a_share_is_no_count(text: str, a_day: float) -> None:
    read = found(text)
    assert read[REQUESTS] == a_day
    assert USERS not in read


@pytest.mark.parametrize(
    "text",
    [
        "30 of our nurses use it daily and ask it about 10 times.",
        "An assistant for 40 people in the office.",
        "Our 12 lawyers ask it 20 times a day.",
    ],
)
def test_people_who_use_it_are_still_counted(text: str) -> None:
    assert USERS in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "We scan 900 deeds a day, the same number every year.",
        "Our load is steady: 4,000 mails a day.",
        "The caseload won't grow; 300 files a week.",
        "We register 40,000 births a year and expect no growth.",
        "A parish with a constant volume of 20 letters a day.",
        "Traffic has not changed for six years, 2,000 chats a day.",
        "We get 2,000 chats a day; it has not changed in years.",
        "2,000 chats a day, which does not grow.",
        "We get 2,000 chats a day from guests of our hotels. It does not grow.",
    ],
)
def test_what_stays_the_same_does_not_grow(text: str) -> None:
    read = found(text)
    assert read["workload.growth_per_year"] == 1
    assert "time.horizon_months" not in read


@pytest.mark.parametrize(
    "text",
    [
        "The headcount is stable and traffic doubles every year.",
        "Our tomatoes grow in glasshouses; 300 photos a day.",
        "The catalogue has not changed for years; 300 chats a day.",
        "300 chats a day about a logo that has not changed in years.",
        "A bot for gardeners about plants that do not grow, 300 chats a day.",
        "300 chats a day about dough that does not rise.",
    ],
)
def test_what_else_stays_is_no_load(text: str) -> None:
    assert value(text, "workload.growth_per_year") != 1


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("I am a teacher and want help writing worksheets, about 20 times a week, on my own laptop.", 20 / 7),
        ("I write sermons and would ask it maybe 5 times a week on my own computer.", 5 / 7),
        ("As a notary I would use it ten times a day, with my own MacBook.", 10),
        ("I keep bees and look things up 3 times a day on my own tablet.", 3),
    ],
)
def test_who_speaks_of_himself_alone_is_one_user_who_pays_nobody(text: str, uses: float) -> None:
    read = found(text)
    assert read[USERS] == 1
    assert read["workload.uses_per_user_day"] == pytest.approx(uses, rel=0.01)
    assert read["team.own_time"] is True


@pytest.mark.parametrize(
    "text",
    [
        "I read the meter once a month.",
        "I can spend 50 a month.",
        "I want students to practise 20 times a week on their phones.",
        "I need a bot that customers ask 300 times a day.",
        "I run a company; our app runs on my own laptop so far and users ask it 50 times a day.",
    ],
)
def test_who_asks_for_others_is_not_one_user(text: str) -> None:
    read = found(text)
    assert read.get(USERS) != 1
    assert "team.own_time" not in read
