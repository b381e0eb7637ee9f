"""Counts, people, places and limits are understood as people of many trades write them."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value

COUNTED = [
    ("workload.requests_per_day", 300, "We get 300 calls per working day."),
    ("workload.requests_per_day", 200, "Perhaps 200 questions on a normal day."),
    ("workload.requests_per_day", 150, "Every morning about 150 delivery notes come in on paper."),
    ("workload.requests_per_day", 70 / 7, "Each week we receive 70 letters."),
    ("workload.requests_per_day", 172800, "The line checks 2 parts per second."),
    ("workload.requests_per_day", 600 * 86400, "2,500 TPS at peak, average 600 TPS."),
    ("workload.requests_per_day", None, "The daily news has a reader who is 40 years old."),
    ("workload.users", 400000, "A game with 400k daily players."),
    ("workload.users", 60, "A code assistant for us, 60 devs."),
    ("workload.users", None, "Three python devs and a designer build it."),
    ("workload.audio_hours_per_day", 9, "Subtitles for 9 hours of audio per sitting day."),
    ("workload.output_tokens", 40, "Answers short, like 40 tokens."),
    ("workload.input_tokens", 80, "Each review ~80 tokens."),
    ("workload.system_tokens", 1500, "2,200 prompt tokens of which 1,500 are the same system prompt."),
    ("workload.steps_per_task", 40, "An agent does 300 tasks per night, each maybe 40 LLM calls."),
    ("workload.growth_per_year", 1.3, "We expect 30% more parts each year."),
]


@pytest.mark.parametrize(("path", "said", "text"), COUNTED)
def test_a_count_is_taken_for_what_it_counts(path: str, said: float | None, text: str) -> None:
    read = value(text, path)
    assert read == (said if said is None else pytest.approx(said, rel=0.01))


def test_staff_who_build_are_read_and_no_figure_is_left_over() -> None:
    assert "workload.users" not in found("The team is 2 backend devs and 3 ML engineers.")
