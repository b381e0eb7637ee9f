"""What a plan loses on hardware on which comparable cases seldom run."""

from __future__ import annotations

import math
from typing import Any

import pytest

from advisor.decide.cost import lowest_value
from advisor.decide.plan_class import class_of
from advisor.decide.unlike import unlike_others
from advisor.strategy.classes import next_to
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
    told = {judged.plan.id: judged for judged in assessed(**TUNED, comparable=run_on(usual)).ranked}
    bare = {judged.plan.id: judged for judged in assessed(**TUNED).ranked}
    found = assessed(**TUNED, comparable=run_on(usual)).context
    moved = {name for name in told.keys() & bare.keys() if told[name].bonus < bare[name].bonus}
    rare = {name for name in told.keys() & bare.keys() if unlike_others(found, told[name].plan) > 0.0}
    assert rare
    assert moved == rare


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
