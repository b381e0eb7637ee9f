"""What a plan loses on hardware on which comparable cases seldom run."""

from __future__ import annotations

import math
from typing import Any

import pytest

from advisor.decide.assess import Assessment
from advisor.decide.cost import lowest_value
from advisor.decide.judge import Judged
from advisor.decide.plan_class import class_of
from advisor.decide.unlike import hardly_any_run_there, unlike_others
from advisor.strategy.classes import SCALE, next_to
from tests.decide.test_plan_class import TUNED
from tests.strategy.stories import Look, changed, plans_of
from tests.strategy.test_kept import OWNER

RENTED = "self_host_rented"
SELDOM: dict[str, Any] = {
    "use_case": {"kind": "chatbot"},
    "workload": {"requests_per_day": 2000, "input_tokens": 2000, "output_tokens": 250},
    "data": {"sensitivity": ["internal"], "boundary": "contract"},
    "team": {"skill": "ml"},
}
"""A load far below what one rented card carries."""


def run_on(*usual: str) -> dict[str, object]:
    """Return what a profile holds where all comparable cases run on some classes or a step from them."""
    near = dict.fromkeys(other for name in usual for other in next_to(name))
    return {"hardware": list(usual), "shares": ", ".join(f"{name} 1.00" for name in near)}


def loss(assessed: Look, *usual: str) -> float:
    """Return what a plan on one rented card of 24 GB loses where comparable cases run on some classes."""
    context = assessed(**TUNED, comparable=run_on(*usual)).context
    plan = next(plan for plan in plans_of(assessed(**TUNED), RENTED) if class_of(context, plan) == "1x24GB")
    return unlike_others(context, plan)


def judged_of(found: Assessment) -> dict[str, Judged]:
    """Return every plan that was judged, by its id."""
    return {judged.plan.id: judged for judged in (*found.ranked, *found.refused)}


def test_nothing_is_lost_on_a_usual_class_or_where_nobody_knows(assessed: Look) -> None:
    unknown = assessed(**SELDOM).context
    assert {unlike_others(unknown, plan) for plan in plans_of(assessed(**SELDOM), RENTED)} == {0.0}
    assert loss(assessed, "1x24GB") == 0.0
    assert loss(assessed, "none", "1x24GB") == 0.0


def test_the_fewer_of_them_run_there_the_more_is_lost(assessed: Look) -> None:
    plan = next(iter(plans_of(assessed(**TUNED), RENTED)))
    own = class_of(assessed(**TUNED).context, plan)
    losses = []
    for share in ("0.90", "0.30", "0.02", "0.01"):
        context = assessed(**TUNED, comparable={"shares": f"none 0.95, {own} {share}"}).context
        losses.append(unlike_others(context, plan))
    assert 0.0 < losses[0] < losses[1] < losses[2]
    assert losses[1] - losses[0] == pytest.approx(0.5 * math.log(3))
    assert losses[2] == losses[3] == 1.0


def test_a_place_advised_against_is_not_set_aside_where_comparable_cases_run(
    assessed: Look,
) -> None:
    story = changed(SELDOM, comparable=run_on("1x24GB"))
    there, bare = assessed(**story), assessed(**SELDOM)
    assert there.context.directives.bars(RENTED)
    rented = [item for item in there.ranked if item.plan.deployment == RENTED]
    assert rented
    assert all(unlike_others(there.context, item.plan) >= 0.25 for item in rented)
    assert RENTED not in {item.plan.deployment for item in bare.ranked}
    half = assessed(**changed(SELDOM, comparable={"shares": "1x24GB 0.50, none 0.50"}))
    assert RENTED not in {item.plan.deployment for item in half.ranked}


def test_nor_is_the_place_where_the_work_runs_today(assessed: Look) -> None:
    today = assessed(**changed(SELDOM, current={"deployments": [RENTED]}))
    assert today.context.directives.bars(RENTED)
    assert RENTED in {item.plan.deployment for item in today.ranked}


def test_it_stays_set_aside_where_its_whole_bill_lies_off_the_scale(assessed: Look) -> None:
    found = assessed(**changed(SELDOM, comparable=run_on("1x24GB")))
    assert found.context.directives.bars("on_prem")
    front = {item.plan.deployment for item in found.ranked}
    (dear, *_) = (item for item in (*found.ranked, *found.refused) if item.plan.deployment == "on_prem")
    assert dear.values["cost"] == lowest_value()
    assert "on_prem" not in front
    assert RENTED in front


def test_what_few_of_them_run_on_loses(assessed: Look) -> None:
    assert loss(assessed, "none") > 0.0


@pytest.mark.parametrize("usual", ["4-8x80GB", "none"])
def test_what_is_lost_counts_in_the_ranking(assessed: Look, usual: str) -> None:
    with_cases, without = (assessed(**TUNED, **more) for more in ({"comparable": run_on(usual)}, {}))
    told, bare = judged_of(with_cases), judged_of(without)
    both = told.keys() & bare.keys()
    moved = {name for name in both if told[name].bonus < bare[name].bonus}
    lost = {name: unlike_others(without.context, told[name].plan) for name in both}
    rare = {name for name in both if unlike_others(with_cases.context, told[name].plan) > lost[name]}
    assert rare
    assert moved == rare


@pytest.mark.parametrize(("seldom", "aside"), [(0.05, True), (0.06, False)])
def test_what_hardly_any_of_them_runs_on_is_set_aside(assessed: Look, seldom: float, aside: bool) -> None:
    """Most run at a provider; who runs GPUs in an account of their own would rent some."""
    story = {**SELDOM, "data": {**SELDOM["data"], "boundary": "own_cloud"}, "team": {"skill": "platform"}}
    everywhere = dict.fromkeys(SCALE, seldom) | {"none": 0.9}
    shares = ", ".join(f"{name} {share}" for name, share in everywhere.items())
    asked, told = assessed(**story), assessed(**story, comparable={"shares": shares})
    assert class_of(asked.context, asked.best.plan) != "none"
    stand_on = {class_of(told.context, item.plan) for item in told.ranked}
    assert (stand_on == {"none"}) is aside


def test_what_worked_for_the_team_is_not_set_aside_however_few_run_there(assessed: Look) -> None:
    shares = ", ".join(f"{name} 0.01" for name in SCALE if name != "none")
    found = assessed(
        **{**SELDOM, "evidence": {"worked": [RENTED]}}, comparable={"shares": f"none 0.95, {shares}"}
    )
    rented = [item.plan for item in (*found.ranked, *found.refused) if item.plan.deployment == RENTED]
    assert rented
    assert not any(hardly_any_run_there(found.context, plan) for plan in rented)


def test_a_place_for_which_most_of_them_call_by_name_is_not_set_aside(assessed: Look) -> None:
    shares = {"shares": "4-8x80GB 0.97, 2x80GB 0.96, multi-node 0.80"}
    aside, called_for = (
        assessed(**SELDOM, comparable={**shares, **more}) for more in ({}, {"mostly": ["hosted_api"]})
    )
    for found, out in ((aside, True), (called_for, False)):
        hosted = [plan for plan in plans_of(found, "hosted_api") if not plan.trains]
        assert hosted
        assert all(hardly_any_run_there(found.context, plan) is out for plan in hosted)


def test_what_is_there_is_not_set_aside_however_few_run_there(assessed: Look) -> None:
    found = assessed(**changed(OWNER, comparable=run_on("none")))
    assert found.best.plan.hardware is not None
    assert found.best.plan.hardware.owned


def test_where_they_run_on_this_and_that_nothing_is_set_aside(assessed: Look) -> None:
    context = assessed(**TUNED, comparable={"shares": "none 0.50, cpu 0.50"}).context
    plans = plans_of(assessed(**TUNED), RENTED)
    assert plans
    assert not any(hardly_any_run_there(context, plan) for plan in plans)


def test_what_stands_there_already_loses_nothing(assessed: Look) -> None:
    owner = changed(OWNER, comparable=run_on("none"))
    plans = plans_of(assessed(**owner), "on_prem")
    context = assessed(**owner).context
    assert any(plan.hardware is not None and plan.hardware.owned for plan in plans)
    for plan in plans:
        paid = plan.hardware is not None and plan.hardware.owned
        assert (unlike_others(context, plan) == 0.0) is paid


def test_nor_does_what_runs_on_rented_cards_today(assessed: Look) -> None:
    for current, lost in (({"deployments": [RENTED]}, False), ({}, True)):
        story = {**TUNED, "comparable": run_on("none"), "current": current}
        context = assessed(**story).context
        losses = [unlike_others(context, plan) for plan in plans_of(assessed(**story), RENTED)]
        assert losses
        assert (max(losses) > 0.0) is lost


def test_what_others_run_on_tells_nothing_where_a_hosted_model_was_measured_to_do(assessed: Look) -> None:
    rare = {"comparable": {"shares": "1x24GB 0.95, none 0.02"}}
    plain = plans_of(assessed(**SELDOM), "hosted_api")[0]
    unknown = assessed(**SELDOM, **rare).context
    proven = assessed(**changed(SELDOM, evidence={"worked": ["hosted_api"]}), **rare).context
    assert not plain.trains
    assert unlike_others(unknown, plain) > 0.0
    assert unlike_others(proven, plain) == 0.0
