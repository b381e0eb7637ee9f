"""What a plan loses on hardware on which comparable cases seldom run."""

from __future__ import annotations

import pytest

from advisor.decide.judge import unlike_others
from advisor.decide.plan_class import class_of
from tests.decide.test_plan_class import TUNED
from tests.strategy.stories import Look, changed, plans_of
from tests.strategy.test_kept import OWNER

RENTED = "self_host_rented"


def loss(assessed: Look, *usual: str) -> float:
    """Return what a plan on one rented card of 24 GB loses where comparable cases run on some classes."""
    context = assessed(**{**TUNED, "comparable": {"hardware": list(usual)}} if usual else TUNED).context
    plan = next(plan for plan in plans_of(assessed(**TUNED), RENTED) if class_of(context, plan) == "1x24GB")
    return unlike_others(context, plan)


def test_nothing_is_lost_on_a_usual_class_or_where_nobody_knows(assessed: Look) -> None:
    assert loss(assessed) == 0.0
    assert loss(assessed, "1x24GB") == 0.0
    assert loss(assessed, "none", "1x24GB") == 0.0


def test_what_few_of_them_run_on_loses(assessed: Look) -> None:
    assert loss(assessed, "none") > 0.0


@pytest.mark.parametrize("usual", ["4-8x80GB", "none"])
def test_what_is_lost_counts_in_the_ranking(assessed: Look, usual: str) -> None:
    told = {judged.plan.id: judged for judged in assessed(**TUNED, comparable={"hardware": [usual]}).ranked}
    bare = {judged.plan.id: judged for judged in assessed(**TUNED).ranked}
    found = assessed(**TUNED, comparable={"hardware": [usual]}).context
    moved = {name for name in told.keys() & bare.keys() if told[name].bonus < bare[name].bonus}
    rare = {name for name in told.keys() & bare.keys() if unlike_others(found, told[name].plan) > 0.0}
    assert rare
    assert moved == rare


def test_what_stands_there_already_loses_nothing(assessed: Look) -> None:
    owner = changed(OWNER, comparable={"hardware": ["none"]})
    plans = plans_of(assessed(**owner), "on_prem")
    context = assessed(**owner).context
    assert any(plan.hardware is not None and plan.hardware.owned for plan in plans)
    for plan in plans:
        paid = plan.hardware is not None and plan.hardware.owned
        assert (unlike_others(context, plan) == 0.0) is paid


def test_nor_does_what_runs_on_rented_cards_today(assessed: Look) -> None:
    for current, lost in (({"deployments": [RENTED]}, False), ({}, True)):
        story = {**TUNED, "comparable": {"hardware": ["none"]}, "current": current}
        context = assessed(**story).context
        losses = [unlike_others(context, plan) for plan in plans_of(assessed(**story), RENTED)]
        assert losses
        assert (max(losses) > 0.0) is lost
