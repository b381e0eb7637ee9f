"""How often an alternative comes first beside how often any plan of the winner's kind does."""

from __future__ import annotations

from datetime import date

from advisor.api import Advisor
from advisor.decide.tipping import kind_of
from advisor.report.context import report_context
from tests.report.test_report import body


def test_a_way_of_the_winners_kind_says_that_its_share_is_part_of_that_ones(advisor: Advisor) -> None:
    story = {"use_case": {"kind": "chatbot"}, "workload": {"requests_per_day": 5000}}
    found = advisor.recommend(advisor.profile(story), as_of=date(2026, 11, 21))
    told = {option["title"]: option["same_kind"] for option in report_context(found)["alternatives"]}
    expected = {r.plan.title: kind_of(r.plan) == kind_of(found.winner.plan) for r in found.plans[1:]}
    assert {True} <= set(told.values())
    assert told == {title: expected[title] for title in told}
    page = body(found)
    marked = [line for line in page.splitlines() if "within those of the plan's kind" in line]
    assert len(marked) == sum(told.values())
    assert all(f"| {title} |" in "\n".join(marked) for title, same in told.items() if same)
