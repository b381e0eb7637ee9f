"""A short reply is read as an answer to the question that was asked, in its units."""

from __future__ import annotations

import pytest

from advisor.profile import Device
from tests.interview.read import QUESTIONS, found, reader


@pytest.mark.parametrize(
    ("asked", "text", "path", "value"),
    [
        ("volume", "1k-5k", "workload.requests_per_day", 2240),
        ("volume", "20k", "workload.requests_per_day", 20_000),
        ("volume", "40 users", "workload.users", 40),
        ("speed", "2", "latency.first_token_ms", 2000),
        ("speed", "800", "latency.first_token_ms", 800),
        ("length", "10 pages", "workload.input_tokens", 5000),
        ("length", "2000 / 300", "workload.output_tokens", 300),
        ("knowledge", "yes", "knowledge.needed", True),
        ("hardware", "none", "hardware.owned", ()),
        ("examples", "none", "examples.count", 0),
        ("budget", "3000", "budget.monthly_usd", 3000),
        ("deadline", "6", "time.deadline_weeks", 6),
        ("boundary", "Any cloud", "data.boundary", "any_cloud"),
        ("boundary", "our hospital's own network", "data.boundary", "own_network"),
        ("boundary", "EU", "data.region", "eu"),
        ("team", "medium", "team.skill", "ml"),
        ("edge", "phone", "hardware.edge_device", "phone"),
        ("volume", "not sure", "workload.requests_per_day", None),
    ],
)
def test_a_short_reply_is_read_in_the_units_of_its_question(asked, text, path, value):
    assert found(text, asked)[path] == value


def test_an_answer_to_another_question_does_not_change_the_use_case():
    assert "use_case.kind" not in found("our hospital's own network", "boundary")


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("team.skill", "low-medium", "developers"),
        ("quality.bar", "critical", "near_zero_error"),
        ("quality.reproducible", "regulated, deterministic", True),
        ("data.boundary", "PHI, must stay in network", "own_network"),
        ("data.boundary", "LAN", "own_network"),
        ("latency.first_token_ms", "p95<100ms", 100),
        ("latency.first_token_ms", "target <1s TTFT", 1000),
        ("latency.tokens_per_s", "+10 tok/s", 10),
        ("latency.batch_ok", "overnight", True),
        ("workload.shape", "flat 24/7", "around_the_clock"),
        ("knowledge.pages", "120k tokens", 240),
        ("hardware.owned", "1x24GB", (Device("1x24GB", 1, 24.0),)),
    ],
)
def test_words_meant_for_one_field_are_read(path, text, value):
    answer = reader().read_field(path, text)
    assert answer is not None
    assert answer.value == value


def test_words_that_say_nothing_of_a_field_give_nothing():
    assert reader().read_field("latency.first_token_ms", "10+ tok/s") is None


@pytest.mark.parametrize("words", ["3,5", "3 and 5", "3, 5"])
def test_several_numbers_pick_several_replies(words: str) -> None:
    assert found(words, "sensitivity") == {"data.sensitivity": ("personal", "financial")}


def test_a_number_that_is_no_reply_is_named_without_the_fields_path() -> None:
    reading = reader().read("3,99", QUESTIONS["sensitivity"])
    assert not reading.answers
    assert not any("data." in remark for remark in reading.unread)


@pytest.mark.parametrize("words", ["we can spend 300k once and 15k a month", "300k once, 15k a month"])
def test_bare_sums_in_answer_to_the_question_about_money_are_money(words: str) -> None:
    assert found(words, "budget") == {"budget.one_off_usd": 300_000, "budget.monthly_usd": 15_000}


def test_a_reply_by_number_takes_more_words_with_it():
    picked = found("3, germany only", "boundary")
    assert (picked["data.boundary"], picked["data.region"]) == ("region", "germany")
    assert found("3 gpus", "boundary") == found("3 gpus")
