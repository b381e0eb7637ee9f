from __future__ import annotations

from advisor.api import Advisor
from advisor.strategy.generate import excluded
from tests.strategy.stories import FACTORY, SHOP, Look, all_plans, changed, told


def test_plans_come_in_the_order_of_their_ids_and_no_id_twice(assessed: Look) -> None:
    ids = [plan.id for plan in all_plans(told(assessed(**SHOP).context))]
    assert ids == sorted(set(ids))


def test_a_rule_takes_a_deployment_out_and_is_named(assessed: Look) -> None:
    context = told(assessed(**SHOP).context, excluded=("hosted_api",))
    for plan in all_plans(context):
        codes = [limit.rule for limit in plan.limits]
        assert ("TST001" in codes) == (plan.deployment == "hosted_api")


def test_a_deployment_that_the_user_ruled_out_is_infeasible(assessed: Look) -> None:
    story = changed(SHOP, exclusions={"deployments": ["hosted_api"]})
    for plan in all_plans(told(assessed(**story).context)):
        if plan.deployment == "hosted_api":
            assert "exclusions" in [limit.rule for limit in plan.limits]


def test_a_plan_that_nothing_excludes_stays_as_it_is(assessed: Look) -> None:
    context = told(assessed(**SHOP).context)
    plan = all_plans(context)[0]
    assert excluded(context, plan) is plan


def test_ruling_out_every_vendor_still_gives_a_plan_that_says_so(assessed: Look, advisor: Advisor) -> None:
    vendors = {row.provider for row in advisor.catalog.api_models.values()}
    vendors |= {row.origin for row in advisor.catalog.models.values()}
    plans = all_plans(told(assessed(**changed(SHOP, exclusions={"vendors": sorted(vendors)})).context))
    assert plans
    assert all(plan.feasibility == "infeasible" for plan in plans)


def test_every_figure_of_every_plan_has_a_formula_or_a_source(assessed: Look) -> None:
    for story in (SHOP, FACTORY):
        for plan in all_plans(assessed(**story).context):
            for figure in plan.estimates.values():
                for _, part in figure.walk():
                    assert part.formula or part.sources, (plan.id, part.name)


def test_money_of_a_plan_adds_up_over_its_life(assessed: Look) -> None:
    story = changed(SHOP, workload={"growth_per_year": 1.0}, time={"horizon_months": 24})
    for plan in all_plans(told(assessed(**story).context)):
        if plan.deployment == "hosted_api":
            month = plan.estimates["usd_month"].value
            assert abs(plan.estimates["usd_lifetime"].value - 24 * month) < 1e-6 * 24 * month
