from __future__ import annotations

from tests.strategy.stories import FACTORY, Look, changed, plans_of


def test_a_purchase_carries_the_load_of_a_year_ahead(assessed: Look) -> None:
    story = changed(FACTORY, workload={"requests_per_day": 400000, "growth_per_year": 3})
    found = assessed(**story)
    (plan,) = plans_of(found, "on_prem")
    assert plan.estimates["capacity_requests_day"].high > 3 * 400000
    assert plan.estimates["utilisation"].value < 1 / 3
