"""The small table tells what people wait for, and a job that is done once from work that goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.records import Recommendation
from advisor.quantity import DAYS_PER_MONTH, exact, plain_number, usd
from advisor.report import figures
from advisor.report.backlog import backlog_sentence
from advisor.report.first_page import cost_sentence, first_page
from advisor.strategy.records import Plan

CALLS: dict[str, Any] = {
    "use_case": {"kind": "voice", "speaks": True},
    "data": {"boundary": "contract"},
    "workload": {"requests_per_day": 700},
}
ARCHIVE: dict[str, Any] = {
    "use_case": {"kind": "extraction"},
    "data": {"boundary": "contract"},
    "workload": {"one_off_items": 40_000, "input_tokens": 15_000},
}


def advised(advisor: Advisor, story: dict[str, Any]) -> Recommendation:
    return advisor.recommend(advisor.profile(story), as_of=date(2026, 11, 21))


def test_a_conversation_is_told_by_its_whole_turn_and_not_by_its_hearing(advisor: Advisor) -> None:
    found = advised(advisor, CALLS)
    turn, hearing = (found.winner.plan.estimates[name] for name in ("turn_ms", "first_token_ms"))
    rows = {row[0]: row[1] for row in first_page(found)["glance"]["rows"]}
    assert rows["from the last word to the first sound"] == figures.quantity(turn)
    assert turn.value > hearing.value
    assert figures.quantity(hearing) not in rows.values()


def test_items_at_the_start_of_work_that_goes_on_are_no_job(advisor: Advisor) -> None:
    job = advised(advisor, ARCHIVE)
    assert "for the whole job" in cost_sentence(job, job.winner.plan)
    going_on = {**ARCHIVE, "workload": {**ARCHIVE["workload"], "requests_per_day": 7}}
    work = advised(advisor, going_on)
    told = cost_sentence(work, work.winner.plan)
    assert "a month expected" in told
    month = work.winner.plan.estimates["usd_month"].value
    first = month * 40_000 / (7 * DAYS_PER_MONTH)
    assert f"The 40,000 items at the start are not in it: about {usd(first)}" in told
    assert first_page(work)["glance"]["head"][1] == "now"


def with_capacity(plan: Plan, requests_per_day: float) -> Plan:
    carries = exact("capacity_requests_day", requests_per_day, "requests/day", "as the test says")
    return replace(plan, estimates={**plan.estimates, "capacity_requests_day": carries})


def test_items_at_the_start_wait_for_what_every_day_leaves_free_on_hardware(advisor: Advisor) -> None:
    work = {**ARCHIVE["workload"], "requests_per_day": 700}
    found = advised(advisor, {**ARCHIVE, "data": {"boundary": "own_network"}, "workload": work})
    plan = found.winner.plan
    carries = plan.estimates["capacity_requests_day"].value
    assert f"about {plain_number(40_000 / (carries - 700), 2)} days" in backlog_sentence(found, plan)
    assert "about 20 days of hardware" in backlog_sentence(found, with_capacity(plan, 2700.0))
    assert "about 1 day of hardware" in backlog_sentence(found, with_capacity(plan, 700_000.0))
    assert backlog_sentence(found, with_capacity(plan, 700.0)) == ""


@pytest.mark.parametrize("once", [True, False])
def test_a_job_begins_with_some_items_and_ends(advisor: Advisor, once: bool) -> None:
    work = {"requests_per_day": 500} if not once else ARCHIVE["workload"]
    steps = [stage.do for stage in advised(advisor, {**ARCHIVE, "workload": work}).roadmap]
    assert any("1% of the items" in do for do in steps) is once
    assert any("10% of the traffic" in do for do in steps) is not once
