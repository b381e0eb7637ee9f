"""Who builds and runs it for nothing is paid by nobody: volunteers, students and hobbies stand in no bill."""

from __future__ import annotations

import pytest

from tests.interview.read import value

OWN_TIME = "team.own_time"


@pytest.mark.parametrize(
    "text",
    [
        "All of us are volunteers; the chatbot should answer parents.",
        "Our club is run entirely by volunteers. Answers about our rules.",
        "We are a choir of volunteers and want a chatbot for our concerts.",
        "Unpaid volunteers run our food bank and want to search 300 pages of rules.",
        "Two volunteers look after the website and would look after the bot.",
        "We volunteers run a museum and want a chatbot.",
        "A volunteer fire brigade wants to search its manuals.",
        "We do not pay anybody; volunteers do the IT of our charity.",
        "Everyone here works for free; a bot should answer visitors.",
        "I am a retired teacher and do this for the village history society, unpaid.",
        "We're two students and build a chatbot for our exams.",
        "Three students at a university build a quiz bot.",
        "A student society of 300 members wants a chatbot.",
        "A hobby of mine is beekeeping, a bot should answer my questions.",
    ],
)
def test_who_does_it_for_nothing_is_told_in_many_ways(text: str) -> None:
    assert value(text, OWN_TIME) is True


@pytest.mark.parametrize(
    "text",
    [
        "40 volunteers help us sort letters; a model should sort 200 a day.",
        "We are a hospital; volunteers visit patients and our IT team builds a chatbot.",
        "We are a charity run by volunteers, and our developers build the bot.",
        "We are a charity with 12 staff; a chatbot for the questions of volunteers.",
        "Pages were transcribed by 30 volunteers; our company wants to index them.",
        "The recordings were labelled by volunteers and we want a classifier.",
        "We are looking for volunteers to test our bot.",
        "A bot that works for free for users, paid by ads.",
        "Our app is used by hobby gardeners.",
        "We do it for free for our customers.",
        "My hobby is chess; our bank wants a bot.",
        "A club of amateurs funded our company; a chatbot.",
        "Volunteers run the club but a paid contractor builds the bot.",
        "We train volunteers and want a chatbot.",
        "We are a university; students ask 500 questions a day.",
        "We help students with homework, 4,000 a day.",
    ],
)
def test_volunteers_and_students_beside_those_who_are_paid_leave_the_bill_alone(text: str) -> None:
    assert value(text, OWN_TIME) is None


@pytest.mark.parametrize(
    "text",
    [
        "I am a solo developer with a gaming PC (RTX 4090) and a client's private code; I want coding help.",
        "Solo dev here, want an AI coding assistant for client code.",
        "Freelance translator, 40 letters a week, wants drafts on a laptop.",
        "I'm a freelancer and want my contracts summarised.",
        "I work alone and want help with 30 reports a month.",
    ],
)
def test_nobody_is_billed_for_the_hours_of_who_works_alone(text: str) -> None:
    assert value(text, OWN_TIME) is True


@pytest.mark.parametrize(
    "text",
    [
        "A freelancer quoted us a vector database for our shop.",
        "I am a solo developer and my app has 900 users.",
        "Solo founder; my SaaS makes 3,000 calls a day.",
        "We are an agency of freelance translators with 40 people.",
        "A solo developer sells a writing plug-in for $5 a month.",
    ],
)
def test_who_serves_many_alone_is_billed_like_a_firm(text: str) -> None:
    assert value(text, OWN_TIME) is None
