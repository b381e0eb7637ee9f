"""A dictated letter is as long as what was said, and no summary of it."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from tests.interview.read import found, value


@pytest.mark.parametrize(
    "text",
    [
        "900 doctors dictate 10,000 letters a day of 3 minutes each.",
        "Notaries dictate 200 deeds a day of 12 minutes each, typed up ready to sign.",
        "Surveyors' reports are dictated in the car.",
    ],
)
def test_what_is_dictated_is_written_out(text: str) -> None:
    assert value(text, "use_case.dictated") is True


@pytest.mark.parametrize(
    "text",
    [
        "Summaries of 14,000 calls a day.",
        "The market dictates prices; reports are due.",
        "Minutes of meetings.",
    ],
)
def test_what_is_summed_up_is_not(text: str) -> None:
    assert value(text, "use_case.dictated") is None


def test_three_minutes_of_dictation_are_some_four_hundred_words(advisor: Advisor) -> None:
    read = found("900 doctors dictate 10,000 letters a day of 3 minutes each and want finished letters.")
    groups: dict[str, dict[str, object]] = {}
    for path, answer in read.items():
        group, _, name = path.partition(".")
        groups.setdefault(group, {})[name] = list(answer) if isinstance(answer, tuple) else answer
    filled = advisor.filled(advisor.profile(groups))
    written = filled.number("workload.output_tokens") or 0.0
    assert 350 / 0.75 <= written <= 550 / 0.75
    assert written == pytest.approx((filled.number("workload.input_tokens") or 0.0) - 500)
