from __future__ import annotations

import pytest

from tests.strategy.stories import SHOP, Look, changed, plans_of


def test_people_cost_the_same_while_the_traffic_grows(assessed: Look) -> None:
    story = changed(SHOP, workload={"requests_per_day": 20_000_000, "growth_per_year": 8})
    plans = [p for p in plans_of(assessed(**story), "self_host_rented") if "growing_usd_month" in p.estimates]
    assert plans
    for plan in plans:
        e = plan.estimates
        assert e["growing_usd_month"].value == pytest.approx(
            e["usd_month"].value - e["people_usd_month"].value
        )
        everything_grown = e["usd_once"].value + 36 * 8**3 * e["growing_usd_month"].value
        assert e["usd_lifetime"].value < everything_grown + 36 * e["people_usd_month"].value


def test_the_local_half_of_a_split_does_not_grow_with_the_hosted_one(assessed: Look) -> None:
    story = changed(SHOP, data={"mixed_classes": True, "boundary": "own_network"})
    (split,) = plans_of(assessed(**story), "hybrid")
    local = next(p for p in plans_of(assessed(**story), split.parts[0]) if p.feasibility == "feasible")
    assert split.estimates["fixed_usd_month"].value == pytest.approx(local.estimates["usd_month"].value)
