"""Who is paid by nobody gets no salary on the bill: their hours stand beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.records import Recommendation
from advisor.report.first_page import cost_sentence, first_page
from advisor.report.plan_view import hardware_view, plan_view
from advisor.strategy.own_time import HOURS, WORKING_WEEK

AT_HOME: dict[str, Any] = {
    "use_case": {"kind": "document_qa"},
    "data": {"boundary": "own_network"},
    "knowledge": {"pages": 400},
    "workload": {"requests_per_day": 30},
    "hardware": {"owned": ["1x rtx-3090"]},
}
FOR_ONESELF = {**AT_HOME, "team": {"own_time": True}}


def advised(advisor: Advisor, story: dict[str, Any]) -> Recommendation:
    return advisor.recommend(advisor.profile(story), as_of=date(2026, 11, 21))


def _without_sizes(plan_id: str) -> str:
    """Return the id of a plan whether or not it says that its model is small."""
    return plan_id.removesuffix("+small_model")


def test_the_pay_leaves_the_bill_and_nothing_else_does(advisor: Advisor) -> None:
    paid, unpaid = (advised(advisor, story) for story in (AT_HOME, FOR_ONESELF))
    theirs = {_without_sizes(r.plan.id): r.plan for r in (*paid.plans, *paid.refused)}
    plan = unpaid.winner.plan
    pay = theirs[_without_sizes(plan.id)].estimates["people_usd_month"]
    assert pay.value > 0
    assert plan.estimates["people_usd_month"].high == 0
    rest = theirs[_without_sizes(plan.id)].estimates["usd_month"].value - pay.value
    assert plan.estimates["usd_month"].value == pytest.approx(rest, abs=0.01)


def test_the_hours_stand_where_the_pay_stood(advisor: Advisor) -> None:
    found = advised(advisor, FOR_ONESELF)
    plan = found.winner.plan
    assert plan.estimates[HOURS].value == pytest.approx(plan.estimates["people"].value * WORKING_WEEK)
    assert "Your own time is not in it:" in cost_sentence(found, plan)
    rows = {row[0]: row[1] for row in first_page(found)["glance"]["rows"]}
    assert "hours a week" in rows["your own hours"]
    assert "people to run it" not in rows
    shown = {row["name"] for row in plan_view(found.winner)["figures"]}
    assert HOURS in shown
    assert not {"people", "people_usd_month"} & shown


def test_who_serves_nobody_else_starts_with_their_own_use(advisor: Advisor) -> None:
    firm, own = ({s.do for s in advised(advisor, story).roadmap} for story in (AT_HOME, FOR_ONESELF))
    assert any("10% of the traffic" in do for do in firm)
    assert not any("10% of the traffic" in do for do in own)
    assert any("Use it for a week" in do for do in own)


def test_what_a_provider_may_see_is_their_own_to_decide(advisor: Advisor) -> None:
    filled = advisor.filled(advisor.profile({"use_case": {"kind": "chatbot"}, "team": {"own_time": True}}))
    assert "yours to decide" in filled.answers["data.boundary"].said
    assert "legal" not in filled.answers["data.contract_obtainable"].said
    assert filled.number("workload.growth_per_year") == 1.0


@pytest.mark.parametrize(
    ("story", "own"),
    [
        ("I'm a masters student and want to sum up court rulings for my thesis", True),
        ("A weekend project: a camera that tells which bird sits on the feeder", True),
        ("For fun I want a chatbot that knows my recipes", True),
        ("Our university wants a chatbot for its 30,000 students", False),
        ("A bank wants to sort mails; a side effect would be faster replies", False),
    ],
)
def test_own_time_is_read_from_who_speaks_and_not_from_who_is_served(
    advisor: Advisor, story: str, own: bool
) -> None:
    read = {item.path: item.answer.value for item in advisor.read(story).answers}
    assert read.get("team.own_time", False) is own


@pytest.mark.parametrize(
    ("story", "there"),
    [
        ({"use_case": {"kind": "edge"}, "hardware": {"edge_device": "phone"}}, "in the users' hands"),
        (
            {"use_case": {"kind": "edge"}, "hardware": {"edge_device": "laptop", "owned": ["1x m1"]}},
            "yours already",
        ),
        ({"use_case": {"kind": "edge"}, "hardware": {"edge_device": "jetson"}}, "bought"),
    ],
)
def test_a_device_is_yours_only_where_you_said_that_you_have_it(
    advisor: Advisor, story: dict[str, Any], there: str
) -> None:
    plan = advised(advisor, story).winner.plan
    assert plan.hardware is not None
    assert hardware_view(plan.hardware)["ownership"] == there


def test_who_runs_it_on_their_own_device_is_not_asked_what_that_would_take(advisor: Advisor) -> None:
    story = {
        "use_case": {"kind": "edge"},
        "hardware": {"edge_device": "desktop_gpu", "owned": ["1x rtx-3060"]},
        "wish": {"deployments": ["on_prem"]},
        "team": {"own_time": True},
    }
    found = advised(advisor, story)
    assert found.winner.plan.deployment == "on_device_edge"
    assert not any("what would that take" in answer.question for answer in found.answers)


def test_no_reason_speaks_of_staff_where_nobody_is_paid(advisor: Advisor) -> None:
    story: dict[str, Any] = {"use_case": {"kind": "chatbot"}, "workload": {"requests_per_day": 50}}
    firm, own = (advised(advisor, {**story, **more}) for more in ({}, {"team": {"own_time": True}}))
    assert any("the people who would look after GPUs" in reason for reason in firm.winner.why)
    assert not any("the people who would look after GPUs" in reason for reason in own.winner.why)
    assert any("your evenings" in reason for reason in own.winner.why)
    assert any("engineers' time" in left for left in firm.not_priced)
    assert not any("engineers' time" in left for left in own.not_priced)
