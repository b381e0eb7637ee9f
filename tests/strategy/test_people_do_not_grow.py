from __future__ import annotations

import pytest

from advisor.estimate.ledger import paid_usd
from tests.strategy.stories import SHOP, Look, changed, plans_of


def test_people_cost_the_same_while_the_traffic_grows(assessed: Look) -> None:
    story = changed(SHOP, workload={"requests_per_day": 20_000_000, "growth_per_year": 8})
    context = assessed(**story).context
    (plan,) = plans_of(assessed(**story), "self_host_rented")
    people = [line for line in plan.lines if line.name == "people"]
    paid = paid_usd("people", people, context.workload.growth_per_year, 36)
    assert paid.value == pytest.approx(36 * plan.estimates["people_usd_month"].value)
    rent = [line for line in plan.lines if line.name == "rented devices"]
    assert paid_usd("rent", rent, context.workload.growth_per_year, 36).value > 5 * 36 * rent[0].month.value


def test_the_local_half_of_a_split_is_paid_as_it_stands(assessed: Look) -> None:
    story = changed(SHOP, data={"mixed_classes": True, "boundary": "own_network"})
    (split,) = plans_of(assessed(**story), "hybrid")
    local = [p for p in plans_of(assessed(**story), split.parts[0]) if p.feasibility == "feasible"]
    assert any(all(line in split.lines for line in plan.lines) for plan in local)
