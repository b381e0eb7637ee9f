"""Answers are repeated in words that can be understood without their question."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.conversation.echo import answer_text
from advisor.profile import Answer
from tests.conversation.fakes import beginning

ECHOED = [
    ("hardware.owned", (), "hardware you own: none"),
    ("budget.monthly_usd", 2000.0, "budget a month: $2,000"),
    ("data.region", "eu", "region: EU"),
    ("data.boundary", "own_network", "where the data may go: your own network"),
    ("wish.deployments", ("on_prem",), "you thought of running it: on your own hardware"),
    ("latency.first_token_ms", 1500.0, "time to the first words: 1.5 s"),
]


WORKED_OUT = [
    ("workload.input_tokens", 199.95, "150 words in", "200 input tokens a request"),
    ("workload.input_tokens", 43.99, "33 words each", "44 input tokens a request"),
    ("workload.requests_per_day", 10958.9, "1 million a quarter", "11,000 requests on a normal day"),
    ("workload.requests_per_day", 12345.0, "12345 a day", "12,345 requests on a normal day"),
    ("workload.requests_per_day", 12345.0, "12,345 a day", "12,345 requests on a normal day"),
    ("workload.requests_per_day", 5000.0, "5k a day", "5,000 requests on a normal day"),
    ("workload.requests_per_day", 12345.0, "12 345 requests a day", "12,345 requests on a normal day"),
    ("workload.requests_per_day", 12345.0, "12.345k a day", "12,345 requests on a normal day"),
    ("workload.requests_per_day", 12345678.0, "12,345,678 a day", "12,345,678 requests on a normal day"),
    ("workload.requests_per_day", 12500000.0, "12.5M a day", "12.5M requests on a normal day"),
    ("budget.monthly_usd", 1234.5, "$1,234.50 a month", "budget a month: $1,234.50"),
    ("budget.monthly_usd", 123456.78, "$123,456.78", "budget a month: $123,456.78"),
    ("budget.monthly_usd", 2500000.0, "$2.5M a month", "budget a month: $2.5M"),
    ("budget.monthly_usd", 1666.666, "$20,000 a year", "budget a month: $1,670"),
    ("latency.first_token_ms", 1234.0, "1234 ms", "time to the first words: 1.234 s"),
    ("latency.first_token_ms", 1234.0, "1.234 s", "time to the first words: 1.234 s"),
    ("latency.first_token_ms", 333.3333, "3 times a second", "time to the first words: 333 ms"),
]


@pytest.mark.parametrize(("path", "value", "said", "shown"), WORKED_OUT)
def test_what_was_said_is_repeated_as_said_and_what_was_worked_out_is_rounded(
    advisor: Advisor, path: str, value: float, said: str, shown: str
) -> None:
    assert answer_text(advisor, path, Answer(value, said=said)) == shown


@pytest.mark.parametrize(("path", "value", "shown"), ECHOED)
def test_an_echo_needs_no_question_beside_it(advisor: Advisor, path: str, value: object, shown: str) -> None:
    assert answer_text(advisor, path, Answer(value)) == shown


def test_a_reason_is_given_once_where_the_general_and_the_present_one_are_the_same(
    advisor: Advisor, tmp_path: Path
) -> None:
    dialogue = beginning(tmp_path).dialogue(advisor)
    dialogue.say("1")
    dialogue.say("why?")
    lines = dialogue.view.turns[-1].text.splitlines()
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("word", ["chatbot", "agents", "code", "voice", "translation", "vision"])
def test_a_reply_that_is_the_name_of_a_choice_is_read(advisor: Advisor, tmp_path: Path, word: str) -> None:
    dialogue = beginning(tmp_path).dialogue(advisor)
    dialogue.say(word)
    assert "I found no answer" not in dialogue.view.turns[-1].text
