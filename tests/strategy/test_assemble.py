from __future__ import annotations

import pytest

from advisor.strategy.assemble import PETTY_USD_MONTH, extra_people, skill_gap, weeks
from tests.strategy.stories import FACTORY, SHOP, Look, all_plans, changed, told


def limits(assessed: Look, place: str, **groups) -> set[str]:
    context = told(assessed(**changed(SHOP, **groups)).context)
    plans = [p for p in all_plans(context) if p.deployment == place]
    assert plans
    return {limit.name for p in plans for limit in p.limits}


def test_weeks_are_those_of_the_deployment_and_of_each_adaptation(assessed: Look) -> None:
    context = assessed(**SHOP).context
    options = context.options
    words = ("prompt_engineering", "lora")
    total = sum(options[w].weeks[1] for w in ("hosted_api", *words))
    assert weeks(context, "hosted_api", words).value == pytest.approx(total)


def test_calling_a_hosted_model_takes_nobody_extra(assessed: Look) -> None:
    context = assessed(**SHOP).context
    assert extra_people(context, "hosted_api", ()).value == 0
    assert extra_people(context, "on_prem", ()).value > 0


def test_a_team_without_the_skill_falls_short_by_steps(assessed: Look) -> None:
    gaps = [
        skill_gap(assessed(**changed(SHOP, team={"skill": skill})).context, ("pretrain_from_scratch",))
        for skill in ("none", "developers", "ml", "platform", "research")
    ]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > 0
    assert gaps[-1] == 0


def test_a_budget_of_nothing_breaks_every_bill(assessed: Look) -> None:
    assert "monthly budget" in limits(assessed, "hosted_api", budget={"monthly_usd": 0})


def test_a_budget_of_nothing_is_not_broken_by_a_few_dollars(assessed: Look) -> None:
    quiet = {"workload": {"requests_per_day": 5}, "budget": {"monthly_usd": 0}}
    context = told(assessed(**changed(SHOP, **quiet)).context)
    cheapest = min(
        (p for p in all_plans(context) if p.deployment == "managed_open_endpoint"),
        key=lambda p: p.estimates["usd_month"].low,
    )
    assert 0 < cheapest.estimates["usd_month"].low <= PETTY_USD_MONTH
    assert "monthly budget" not in {limit.name for limit in cheapest.limits}


def test_the_power_of_devices_that_are_there_counts_against_no_budget_of_nothing(assessed: Look) -> None:
    def broken(**groups) -> bool:
        context = told(assessed(**changed(SHOP, budget={"monthly_usd": 0}, **groups)).context)
        plans = [p for p in all_plans(context) if p.deployment == "on_prem" and p.hardware]
        assert plans
        return all("monthly budget" in {limit.name for limit in p.limits} for p in plans)

    assert broken()
    assert not broken(hardware={"owned": [{"name": "A100 80GB", "count": 8}]})


def test_a_budget_is_broken_only_by_the_low_end_of_a_bill(assessed: Look) -> None:
    context = told(assessed(**SHOP).context)
    plan = next(p for p in all_plans(context) if p.deployment == "hosted_api")
    low = plan.estimates["usd_month"].low
    for budget, broken in ((low * 1.01, False), (low * 0.9, True)):
        again = told(assessed(**changed(SHOP, budget={"monthly_usd": budget})).context)
        found = next(p for p in all_plans(again) if p.id == plan.id)
        assert (found.feasibility == "infeasible") == broken


def test_credits_pay_a_twelfth_a_month_at_a_provider(assessed: Look) -> None:
    pauper = {"monthly_usd": 0, "credits_usd": 12e6}
    assert "monthly budget" not in limits(assessed, "hosted_api", budget=pauper)


def test_people_on_the_payroll_do_not_count_against_the_budget_for_bills(assessed: Look) -> None:
    story = changed(
        FACTORY,
        hardware={"owned": [{"name": "RTX 4090", "count": 4}]},
        budget={"monthly_usd": 1500},
        workload={"requests_per_day": 200},
    )
    plans = [p for p in all_plans(told(assessed(**story).context)) if p.deployment == "on_prem"]
    (plan,) = plans
    assert plan.estimates["usd_month"].low > 1500
    assert "monthly budget" not in {limit.name for limit in plan.limits}


def test_buying_hardware_counts_against_the_one_off_budget(assessed: Look) -> None:
    assert "one-off budget" in limits(assessed, "on_prem", budget={"one_off_usd": 10})
    assert "one-off budget" not in limits(assessed, "on_prem", budget={"one_off_usd": 1e9})


def test_a_deadline_is_broken_only_by_the_quickest_weeks(assessed: Look) -> None:
    assert "time until the deadline" in limits(assessed, "on_prem", time={"deadline_weeks": 0.1})
    assert "time until the deadline" not in limits(assessed, "on_prem", time={"deadline_weeks": 200})


def test_devices_that_are_there_wait_for_no_delivery(assessed: Look) -> None:
    context = assessed(**SHOP).context
    bought, there = (weeks(context, "on_prem", (), mine) for mine in (False, True))
    assert there.value < bought.value
    assert there.high < bought.high
    hosted = [weeks(context, "hosted_api", (), mine) for mine in (False, True)]
    assert hosted[0] == hosted[1]
