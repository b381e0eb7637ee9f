"""The choice: what is removed, improved or enlarged never turns it the wrong way."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from advisor.api import Advisor
from advisor.decide.assess import Assessment
from advisor.decide.cost import Spread, cost_value, expected_cost_value
from advisor.decide.draws import acceptability
from advisor.decide.judge import Judged
from advisor.decide.ranking import central_weights, ranking
from advisor.decide.scales import CRITERIA
from advisor.report.as_json import recommendation_json
from tests.decide.test_properties import few, stories
from tests.strategy.stories import SHOP, Look, changed

DAY = date(2026, 11, 20)
EDGE = {"use_case": {"kind": "edge"}, "hardware": {"edge_device": "laptop"}}


def ids(items: tuple[Judged, ...]) -> list[str]:
    return [item.plan.id for item in items]


def everything(found: Assessment) -> tuple[Judged, ...]:
    return (*found.ranked, *found.refused)


@few
@given(stories(), st.randoms(use_true_random=False))
def test_removing_any_plan_that_lost_leaves_the_winner_and_the_order(
    assessed: Look, story: dict[str, Any], rng: Any
) -> None:
    found = assessed(**story)
    if len(found.ranked) < 2:
        return
    lost = rng.choice(found.ranked[1:])
    ranked, _ = ranking(found.context, tuple(j for j in everything(found) if j is not lost))
    assert ids(ranked) == [name for name in ids(found.ranked) if name != lost.plan.id]


@few
@given(stories(), st.randoms(use_true_random=False))
def test_a_plan_that_gets_better_never_ranks_lower(assessed: Look, story: dict[str, Any], rng: Any) -> None:
    found = assessed(**story)
    if not found.ranked:
        return
    one, name = rng.choice(found.ranked), rng.choice(CRITERIA)
    better = replace(one, values={**one.values, name: min(1.0, one.values[name] + 0.1)})
    ranked, _ = ranking(found.context, tuple(better if j is one else j for j in everything(found)))
    assert ids(ranked).index(one.plan.id) <= ids(found.ranked).index(one.plan.id)


@few
@given(st.floats(0.5, 120.0), st.floats(1.0, 8.0))
def test_more_memory_on_a_device_never_makes_its_plans_infeasible(
    assessed: Look, memory: float, factor: float
) -> None:
    def feasible(gb: float) -> set[tuple[str, ...]]:
        found = assessed(**changed(EDGE, hardware={"edge_device": "laptop", "edge_memory_gb": gb}))
        local = [j.plan for j in everything(found) if j.plan.deployment == "on_device_edge"]
        return {plan.adaptations for plan in local if plan.feasibility != "infeasible"}

    assert feasible(memory) <= feasible(memory * factor)


def test_the_winner_does_not_depend_on_the_seed_and_is_worth_most_on_average(advisor: Advisor) -> None:
    profile = advisor.profile(changed(SHOP, workload={"requests_per_day": 60_000}))
    found = [advisor.recommend(profile, seed=seed, as_of=DAY) for seed in range(5)]
    assert len({one.winner.plan.id for one in found}) == 1
    look = advisor.assess(profile)
    weights = central_weights(profile.words("priorities.order"))
    assert look.best.total(weights) == max(item.total(weights) for item in look.ranked)


@given(st.floats(1, 1e7), st.floats(0, 2), st.floats(0, 2), st.floats(10, 1e6))
def test_the_value_of_a_bill_lies_between_those_of_its_ends(
    usd: float, down: float, up: float, reference: float
) -> None:
    value = expected_cost_value(Spread(usd, down, up), reference)
    spread = Spread(usd, down, up)
    assert cost_value(spread.at(2), reference) - 1e-9 <= value <= cost_value(spread.at(-2), reference) + 1e-9
    dearer = expected_cost_value(Spread(usd * 1.5, down, up), reference)
    assert dearer <= value + 1e-9


def test_two_plans_on_one_deployment_share_what_nobody_knows_of_its_price(assessed: Look) -> None:
    found = assessed(**changed(SHOP, workload={"requests_per_day": 60_000}))
    best = found.best
    twin = replace(best, plan=replace(best.plan, id="twin"), values={**best.values, "risk": 0.0})
    months, reference = found.context.workload.months, found.reference_usd_month
    shares = acceptability((best, twin), (), months, reference, seed=1, draws=500)
    assert shares == [1.0, 0.0]


def test_what_was_asked_before_changes_no_byte(advisor: Advisor) -> None:
    fresh = Advisor.load(plugins=False, today=DAY)
    used = Advisor.load(plugins=False, today=DAY)
    for requests in (10, 3000, 90_000, 4_000_000):
        used.recommend(used.profile(changed(SHOP, workload={"requests_per_day": requests})), as_of=DAY)
        used.next_question(used.profile(changed(SHOP, workload={"requests_per_day": requests})))
    story = changed(SHOP, workload={"requests_per_day": 3000})
    one, other = (
        json.dumps(recommendation_json(each.recommend(each.profile(story), as_of=DAY)))
        for each in (fresh, used)
    )
    assert one == other
