"""Several tries at one question, with a check or a vote, are longer thinking that somebody measured."""

from __future__ import annotations

import pytest

from advisor.api import Advisor


def worked(advisor: Advisor, text: str) -> object:
    found = {hit.path: hit.answer.value for hit in advisor.read(text, None).answers}
    return found.get("evidence.worked") or ()


@pytest.mark.parametrize(
    "text",
    [
        "With five tries and the compiler's report it passes 93%, at 11 cents a bench.",
        "A formula checks at once, and to regenerate up to six times hits 97%.",
        "It fails 40% of the questions with one pass; voting over nine answers gains eleven points in trial.",
    ],
)
def test_tries_that_reached_the_goal_are_what_worked(advisor: Advisor, text: str) -> None:
    assert "test_time_compute" in worked(advisor, text)


@pytest.mark.parametrize(
    "text", ["Two of three attempts to hire failed.", "After three attempts at hiring we gave up."]
)
def test_tries_at_something_else_are_not(advisor: Advisor, text: str) -> None:
    assert "test_time_compute" not in worked(advisor, text)
