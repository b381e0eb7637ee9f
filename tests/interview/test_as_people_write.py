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
    ("workload.users", 6600, "We sell to 220 customers with 30 users each."),
    ("workload.users", None, "We own two servers with 8 H100 each."),
    ("workload.requests_per_day", None, "We signed 2 contracts a year ago."),
    ("budget.monthly_usd", 150, "The city gives us 150 a month in dollars."),
    ("budget.monthly_usd", 1500, "Our budget is $1.500 a month."),
]


@pytest.mark.parametrize(("path", "said", "text"), COUNTED)
def test_a_count_is_taken_for_what_it_counts(path: str, said: float | None, text: str) -> None:
    read = value(text, path)
    assert read == (said if said is None else pytest.approx(said, rel=0.01))


SAID = [
    ("data.boundary", "region", "Recordings can't leave Turkey."),
    ("data.region", "turkey", "Recordings can't leave Turkey."),
    ("data.boundary", "region", "All inside Germany please."),
    ("data.boundary", "own_network", "Data must stay in Hungary, in our own network."),
    ("data.region", None, "Our data may not go to the US."),
    ("data.boundary", "own_network", "IT says no cloud at all."),
    ("data.boundary", None, "We own 4 L40S already in our data centre."),
    ("team.skill", "none", "Nobody here is technical."),
    ("team.skill", "none", "I am no programmer."),
    ("team.skill", "ml", "It is 2 ML people."),
    ("team.skill", "research", "Two PhDs do this."),
    ("knowledge.citations", True, "Answers without citation of the source are useless to us."),
    ("knowledge.freshness", "daily", "There are new files every day."),
    ("latency.batch_ok", True, "It would be enough if it was done over night."),
    ("quality.human_review", True, "Mistakes cost money, so somebody will look over it."),
    ("hardware.edge_device", "laptop", "It should run on my laptop."),
    ("quality.failure", None, "The chat answers guests in the dialect of our valley."),
    ("quality.failure", None, "A helper for villages where Internet is bad."),
    ("quality.failure", None, "There is no money for cloud."),
    ("data.sensitivity", None, "People ask our library about opening hours, loans and events."),
    ("language.names", ("Icelandic", "Danish"), "Subtitles in Icelandic plus some Danish."),
    ("language.names", None, "We are a Hungarian company."),
]


@pytest.mark.parametrize(("path", "said", "text"), SAID)
def test_a_fact_is_heard_in_everyday_words(path: str, said: object, text: str) -> None:
    read = value(text, path)
    assert (set(read) if isinstance(read, tuple) else read) == (
        set(said) if isinstance(said, tuple) else said
    )


REPLIES = [
    ("users", "everyone in the company, 450", "workload.users", 450),
    ("users", "me and my wife", "workload.users", 2),
    ("users", "2 teams of 12", "workload.users", 24),
    ("volume", "one every 5 minutes", "workload.requests_per_day", 288),
    ("volume", "50 people, each maybe ten a day", "workload.uses_per_user_day", 10),
    ("volume", "not decided yet", "workload.requests_per_day", None),
    ("budget", "20000 upfront then 300 monthly", "budget.one_off_usd", 20000),
    ("budget", "20000 upfront then 300 monthly", "budget.monthly_usd", 300),
    ("team", "just me, i do python", "team.skill", "developers"),
    ("boundary", "yes but only in France", "data.region", "france"),
    ("hardware", "nothing", "hardware.owned", ()),
    ("knowledge", "yes, around 900 pdfs", "knowledge.pages", 3600),
    ("knowledge", "900 short texts", "knowledge.pages", 450),
    ("speed", "doesn't matter", "latency.batch_ok", True),
    ("examples", "could make some", "examples.count", 0),
    ("growth", "no growth", "workload.growth_per_year", 1),
    ("failure", "it's ok", "quality.failure", "works"),
]


@pytest.mark.parametrize(("asked", "reply", "path", "said"), REPLIES)
def test_a_short_reply_is_taken_in_the_sense_of_its_question(
    asked: str, reply: str, path: str, said: object
) -> None:
    read = found(reply, asked)
    assert path in read
    assert read[path] == said


def test_a_question_of_the_kind_of_project_takes_undecided_for_an_answer() -> None:
    assert found("Not decided yet", "use_case")["use_case.kind"] == "undecided"


def test_staff_who_build_are_read_and_no_figure_is_left_over() -> None:
    assert "workload.users" not in found("The team is 2 backend devs and 3 ML engineers.")
