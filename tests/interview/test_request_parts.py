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
        ("an insurer: 400 claims a day, three photos a claim", "workload.images_per_request", 3),
        ("each claim comes with three photos, 400 claims a day", "workload.images_per_request", 3),
        (
            "we check 60 reports a day, every report holds about 10 pictures",
            "workload.images_per_request",
            10,
        ),
        ("adverts of a flea market, five pictures per listing", "workload.images_per_request", 5),
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


def test_pictures_of_a_day_are_those_of_all_requests(advisor: Advisor) -> None:
    said = {
        a.path: a.answer for a in advisor.read("an insurer checks 400 claims a day, 3 photos a claim").answers
    }
    images = advisor.filled(advisor.profile({}).with_answers(said)).get("workload.images_per_day")
    assert images is not None
    assert images.value == 1200
    assert images.said == "3 images for each request"


def test_requests_of_a_day_are_pictures_over_those_of_one(advisor: Advisor) -> None:
    said = {
        a.path: a.answer for a in advisor.read("we sort 1,200 photos a day, three photos per claim").answers
    }
    asked = advisor.filled(advisor.profile({}).with_answers(said)).number("workload.requests_per_day")
    assert asked == 400
