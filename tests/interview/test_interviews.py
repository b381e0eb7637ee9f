"""Whole interviews, answered from decision cases, are short and end at the advice of the whole story."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.bench.interview import Interview, interviews
from tests.cases.run import read_cases

CASES = Path(__file__).parents[1] / "cases" / "independent.jsonl"
FIRST_SET, LAST_SET = "D", "Q"
"""The bounds were set for sets D to Q. Of 68 interviews over all sets, 51 ended at the advice of the whole
story on 2026-11-21, under four in five: what teams report to have done, no question asks for yet."""
EVERY = 14
"""One in so many cases is interviewed; ``python -m tests.bench.interview`` takes them all."""


def chosen() -> list[dict[str, Any]]:
    return [case for case in read_cases(CASES) if FIRST_SET <= case["id"][0] <= LAST_SET][::EVERY]


@pytest.fixture(scope="module")
def from_nothing(advisor) -> list[Interview]:
    return interviews(advisor, chosen(), story=False)


def test_an_interview_never_takes_more_than_twenty_questions_and_half_take_nine_at_most(from_nothing):
    counts = [len(one.asked) for one in from_nothing]
    assert max(counts) <= 20
    assert median(counts) <= 9


def test_four_interviews_in_five_end_at_the_advice_of_the_whole_story(from_nothing):
    assert sum(one.reached for one in from_nothing) >= 0.8 * len(from_nothing)


def test_no_question_is_put_twice(from_nothing):
    assert all(len(set(one.asked)) == len(one.asked) for one in from_nothing)


def test_after_the_story_fewer_questions_are_left(advisor, from_nothing):
    after = interviews(advisor, chosen(), story=True)
    assert sum(len(one.asked) for one in after) < sum(len(one.asked) for one in from_nothing)
