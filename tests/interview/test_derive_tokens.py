"""Tokens that follow from the parts of a request."""

from __future__ import annotations

import pytest

from advisor.api import Advisor


def tokens(advisor: Advisor, **groups: object) -> tuple[float, float]:
    filled = advisor.filled(advisor.profile({"use_case": {"kind": "chatbot"}, **groups}))
    return filled.number("workload.input_tokens") or 0, filled.number("workload.output_tokens") or 0


def test_parts_make_the_input(advisor: Advisor) -> None:
    parts = {"system_tokens": 800, "context_tokens": 1200, "message_tokens": 50, "output_tokens": 300}
    assert tokens(advisor, workload=parts) == (2050, 300)
    assert tokens(advisor, workload={**parts, "turns": 5}) == (2050 + 2 * 350, 300)


def test_what_the_user_counted_whole_is_left_alone(advisor: Advisor) -> None:
    assert tokens(advisor, workload={"input_tokens": 4000, "system_tokens": 800, "turns": 9})[0] == 4000


def test_reasoning_is_added_to_the_answer(advisor: Advisor) -> None:
    usual = tokens(advisor)[1]
    assert tokens(advisor, workload={"reasoning_tokens": 2000})[1] == usual + 2000


def test_an_agent_with_large_tool_results_reads_far_more(advisor: Advisor) -> None:
    def read(result: int, **more: float) -> float:
        work = {"steps_per_task": 20, "tool_result_tokens": result, **more}
        return tokens(advisor, use_case={"kind": "agents"}, workload=work)[0]

    assert read(4000) > 2 * read(500)
    assert read(4000, context_cap_tokens=20_000) < 0.6 * read(4000)


def test_pictures_in_a_request_are_tokens_too(advisor: Advisor) -> None:
    none, two = (
        tokens(advisor, workload={"message_tokens": 100, "images_per_request": n})[0] for n in (0, 2)
    )
    assert two - none == pytest.approx(2 * 1250)


def test_other_languages_take_more_tokens_than_usual(advisor: Advisor) -> None:
    english = tokens(advisor, language={"names": ["English"]})
    hindi = tokens(advisor, language={"names": ["Hindi"]})
    assert english == tokens(advisor)
    assert hindi[0] > 1.25 * english[0]
    assert hindi[1] > 1.25 * english[1]
