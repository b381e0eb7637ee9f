"""Languages that move the bill or the plan say so, with what English alone would come to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.records import Recommendation
from advisor.quantity import usd
from advisor.report.as_json import recommendation_json
from advisor.report.context import report_context
from tests.strategy.stories import changed

CHAT: dict[str, Any] = {"use_case": {"kind": "chatbot"}, "workload": {"requests_per_day": 60_000}}
NORTH: dict[str, Any] = changed(CHAT, language={"names": ["Finnish", "Estonian", "Latvian"]})
COUNTED: dict[str, Any] = {"requests_per_day": 60_000, "input_tokens": 1000, "output_tokens": 300}


def advised(advisor: Advisor, story: dict[str, Any]) -> Recommendation:
    return advisor.recommend(advisor.profile(story), as_of=date(2026, 11, 22))


def test_the_bill_of_english_alone_stands_beside_that_of_the_languages(advisor: Advisor) -> None:
    plain, north = advised(advisor, CHAT), advised(advisor, NORTH)
    bills = [found.winner.plan.estimates["usd_month"].value for found in (plain, north)]
    assert bills[1] > 1.25 * bills[0]
    assert (
        "Finnish, Estonian and Latvian, where a text takes about 1.6 times the tokens" in north.in_languages
    )
    assert f"In English alone this plan would cost {usd(bills[0])} (" in north.in_languages
    assert report_context(north)["in_languages"] == north.in_languages
    assert recommendation_json(north)["in_languages"] == north.in_languages


def test_a_long_list_of_languages_is_counted(advisor: Advisor) -> None:
    names = ["Finnish", "Estonian", "Latvian", "Lithuanian", "Polish"]
    assert "in your 5 languages," in advised(advisor, changed(CHAT, language={"names": names})).in_languages


@pytest.mark.parametrize(
    "story",
    [
        CHAT,
        changed(CHAT, language={"names": ["English"]}),
        changed(NORTH, workload={"requests_per_day": 20}),
        changed(NORTH, workload=COUNTED),
    ],
)
def test_nothing_is_said_where_languages_change_hardly_anything(
    advisor: Advisor, story: dict[str, Any]
) -> None:
    assert advised(advisor, story).in_languages == ""
