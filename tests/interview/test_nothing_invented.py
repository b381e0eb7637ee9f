"""What is read carries the words that it was read from, and what is not taken is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.profile import standard_fields
from tests.interview.read import QUESTIONS, reader


@pytest.mark.parametrize("text", ["¥50000/month", "INR 5.5M", "₹2k per month", "500 yuan a month"])
def test_other_money_without_a_rate_is_named_and_not_converted(text):
    reading = reader().read(text)
    assert not any(hit.path.startswith("budget") for hit in reading.answers)
    assert "not in US dollars" in reading.unread[0]


def test_an_impossible_figure_is_named_and_not_taken():
    reading = reader().read("900B requests a day")
    assert not reading.answers
    assert "above 100B" in reading.unread[0]


def test_a_number_of_nothing_is_named():
    assert reader().read("1k-5k").unread == ("'1k-5k' was not taken: say what it counts.",)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from([None, *QUESTIONS.values()]))
def test_any_text_is_read_without_an_error_and_shown_safely(text, asked):
    reading = reader().read(text, asked)
    fields = standard_fields()
    for hit in reading.answers:
        assert hit.path in fields
        assert hit.answer.said or hit.answer.value in ((), None)
        assert all(c.isprintable() or c == "\n" for c in hit.span)


def test_every_answer_carries_words_of_the_text():
    text = "Help customers of our shop, like 5k chats a day; p95 under 800 ms, EU only, two web developers."
    for hit in reader().read(text).answers:
        assert hit.answer.said
        assert all(part.strip() in text for part in hit.span.split(", "))


def test_a_long_hostile_text_is_read_in_bounded_time():
    for text in ("1" * 50_000, "-1-" * 20_000, "H100 " * 10_000, "not " * 20_000):
        assert len(reader().read(text).answers) < 60


def test_a_text_that_is_too_long_to_read_is_not_cut_in_silence() -> None:
    story = "about 20k requests a day. "
    assert reader().read(story).unread == ()
    assert reader().read(story + "and so on " * 900).unread == (
        "Only the first 8,000 characters were read; say the rest in short.",
    )


def test_figures_that_a_description_passes_over_are_named():
    text = "A chatbot for 40 people on 7 sites, each shift with 6 letters of GPT-4 kind, since 2021"
    assert reader().read(text).unread == (
        "Not taken: '7 sites', '6 letters'. Put it in other words if it matters.",
    )
    assert reader().read("a chatbot for 40 people").unread == ()


def test_a_figure_inside_what_was_understood_is_not_told_as_left_out() -> None:
    read = reader().read("Tickets stay on our own server, which has 12 cores and no GPU, for 9 desks.")
    assert any(hit.path == "hardware.owned" for hit in read.answers)
    assert not any("12 cores" in words for words in read.unread)
    assert any("9 desks" in words for words in read.unread)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("The post room of a town of 85,000 people sorts 1,200 letters a day.", "workload.users"),
        ("We build packaging machines and ship around 150 machines a year.", "workload.requests_per_day"),
    ],
)
def test_who_lives_in_a_town_and_what_leaves_a_factory_are_no_load(text: str, path: str) -> None:
    found = {hit.path: hit.answer.value for hit in reader().read(text).answers}
    assert found.get(path) in {None, 1200.0}
    assert path != "workload.users" or found["workload.requests_per_day"] == 1200.0
