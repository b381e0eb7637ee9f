"""The first page tells what the bill leaves out of what was asked, and what passes the sum that was named."""

from __future__ import annotations

from datetime import date

from advisor.api import Advisor
from advisor.cli.recommend import gather
from advisor.report.first_page import first_page


def page(advisor: Advisor, story: str) -> dict[str, object]:
    return first_page(advisor.recommend(gather(advisor, None, story, {}), as_of=date(2026, 11, 22)))


def test_the_cost_says_what_the_run_would_take_that_was_asked_about(advisor: Advisor) -> None:
    cost = page(advisor, "We want to pretrain our own 70B from nothing on 4 trillion tokens")["cost"]
    assert "The training that you asked about above is not in it: $4." in str(cost)


def test_the_first_year_is_held_against_the_only_sum_that_was_named(advisor: Advisor) -> None:
    story = (
        "Bank chatbot for 5000 customers, first-year budget of $29k, nothing may leave our own data center"
    )
    beyond = str(page(advisor, story)["beyond"])
    assert "in the first year, what is paid once included" in beyond
    assert "without people's time" in beyond
