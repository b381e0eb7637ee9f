"""What is named again to be forgotten was not asked for; a count that is taken back with names is theirs."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value

TOOLS = "wish.adaptations"


@pytest.mark.parametrize(
    "text",
    [
        "Chatbot for our hotel, it should use tools for booking. Actually forget the booking.",
        "Chatbot with function calling for bookings. Forget the booking, just answer questions.",
        "Hotel chatbot with booking via tools, 300 questions a day, oh and forget about the booking part",
        "Chatbot with RAG over 300 pages and function calling, no wait, skip the function calling",
    ],
)
def test_a_thing_that_is_forgotten_takes_its_tools_with_it(text: str) -> None:
    assert "tool_calling" not in (found(text).get(TOOLS) or ())


@pytest.mark.parametrize(
    "text",
    [
        "Don't forget the booking: the chatbot should use tools for booking.",
        "Chatbot that should use tools for booking; guests forget the booking number.",
        "Chatbot, it should use tools for booking. Forget the translation.",
    ],
)
def test_what_people_forget_themselves_takes_nothing_back(text: str) -> None:
    assert value(text, TOOLS) == ("tool_calling",)


def test_the_rest_of_the_story_stays() -> None:
    told = found("Hotel chatbot with booking via tools, 300 questions a day. Forget the booking.")
    assert told["use_case.kind"] == "chatbot"
    assert told["workload.requests_per_day"] == 300


@pytest.mark.parametrize(
    "text",
    [
        "Chatbot in 5 languages, actually make that just English and Italian.",
        "Chatbot in 5 languages, 300 questions a day. Sorry, only english and italian.",
        "It speaks twelve languages, no, only English and Italian",
        "actually make it English and Italian",
    ],
)
def test_languages_that_are_named_instead_are_as_many_as_their_names(text: str) -> None:
    assert value(text, "language.count") == 2
    assert value(text, "language.names") == ("English", "Italian")


def test_languages_named_beside_a_count_leave_it() -> None:
    assert value("A chatbot in 5 languages, among them English and Italian.", "language.count") == 5


@pytest.mark.parametrize(
    "text",
    [
        "The A100s belong to the competitor. Chatbot for 200 staff.",
        "the 4090 belongs to my brother",
        "The two H100 servers are owned by our partner",
        "those cards belong to another department",
    ],
)
def test_devices_that_belong_to_others_are_nobody_s_who_asks(text: str) -> None:
    assert not {"hardware.owned", "wish.devices"} & set(found(text))


def test_devices_that_belong_to_us_are_ours() -> None:
    assert "hardware.owned" in found("We own two A100s, they belong to our department.")
