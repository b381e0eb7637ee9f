"""Parts of a request in free text."""

from __future__ import annotations

import pytest

from advisor.api import Advisor


@pytest.mark.parametrize(
    ("said", "path", "value"),
    [
        ("a chatbot with a system prompt of 2,000 tokens", "workload.system_tokens", 2000),
        ("an assistant, 3k tokens of instructions", "workload.system_tokens", 3000),
        ("a chatbot with 8 turns per conversation", "workload.turns", 8),
        ("a reasoning assistant, 4k thinking tokens", "workload.reasoning_tokens", 4000),
        ("an agent that gets 5k tokens per tool call", "workload.tool_result_tokens", 5000),
        ("document Q&A with 3,000 tokens of retrieved context", "workload.context_tokens", 3000),
        ("a helpdesk, 2 screenshots per ticket", "workload.images_per_request", 2),
    ],
)
def test_parts_are_read(advisor: Advisor, said: str, path: str, value: float) -> None:
    found = {a.path: a.answer.value for a in advisor.read(said).answers}
    assert found.get(path) == value


@pytest.mark.parametrize(
    "said", ["an agent with 12 steps per task", "3,000 tokens in and 500 out", "5k questions a day"]
)
def test_what_was_read_before_is_still_read_so(advisor: Advisor, said: str) -> None:
    found = {a.path for a in advisor.read(said).answers}
    assert found & {"workload.steps_per_task", "workload.input_tokens", "workload.requests_per_day"}
    assert not found & {"workload.turns", "workload.system_tokens", "workload.context_tokens"}
