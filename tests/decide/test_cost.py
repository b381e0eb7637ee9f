"""The money of a profile: the same plans as the advice, with their bills, crossings and what moves them."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.cost_records import CostReport, PlanCost
from advisor.decide.recommend import DRAWS
from advisor.estimate.ledger import paid_value
from advisor.strategy.tuning import training_for
from tests.conftest import TODAY
from tests.strategy.stories import FACTORY, SHOP, changed


def cost(advisor: Advisor, story: dict[str, Any], **more: Any) -> CostReport:
    return advisor.cost(advisor.profile(story), **more)


def way(report: CostReport, name: str) -> PlanCost:
    return next(plan for plan in report.plans if plan.way == name)


def test_the_plan_in_front_is_that_of_the_advice_with_the_same_bill(advisor: Advisor) -> None:
    profile = advisor.profile(SHOP)
    report, advice = advisor.cost(profile), advisor.recommend(profile, as_of=TODAY)
    assert report.first.plan.id == advice.winner.plan.id
    assert report.first.total.value == pytest.approx(advice.winner.plan.estimates["usd_lifetime"].value)
    assert report.draws == DRAWS


def test_every_figure_is_the_sum_of_its_lines(advisor: Advisor) -> None:
    for plan in cost(advisor, FACTORY).plans:
        growth = plan.over_time.growth_per_year.value
        parts = sum(paid_value((line,), growth, plan.over_time.last, resale=True) for line in plan.plan.lines)
        assert plan.total.value == pytest.approx(parts)


def test_the_draws_hold_the_expected_total_and_repeat_with_their_seed(advisor: Advisor) -> None:
    report = cost(advisor, SHOP)
    low, middle, high = report.first.drawn
    assert low < report.first.total.value < high
    assert middle == pytest.approx(report.first.total.value, rel=0.35)
    assert cost(advisor, SHOP).first.drawn == report.first.drawn
    assert cost(advisor, SHOP, seed=1).first.drawn != report.first.drawn


def test_a_500_requests_chatbot_is_cheap_by_api_and_five_figures_on_servers(advisor: Advisor) -> None:
    """Background article: tens to low hundreds of dollars a month against five figures."""
    story = changed(SHOP, workload={"requests_per_day": 500, "input_tokens": 1500})
    report = cost(advisor, story)
    assert report.first.way == "hosted"
    assert 1 < report.first.plan.estimates["usd_month"].value < 300
    assert way(report, "bought").total.value > 10_000
    assert way(report, "rented").total.value > 10_000


def test_own_devices_pay_from_a_volume_at_which_they_really_are_cheaper(advisor: Advisor) -> None:
    story = changed(
        SHOP, workload={"requests_per_day": 5000, "growth_per_year": 1}, cost={"engineer_usd_year": 60_000}
    )
    found = next(x for x in cost(advisor, story).against if x.own.way == "rented")
    assert found.volume is not None
    if found.volume.requests_day is None:
        assert found.volume.own_usd_when_full > found.volume.api_usd
        return
    much = changed(story, workload={"requests_per_day": 3 * found.volume.requests_day})
    above = cost(advisor, much)
    month = {name: way(above, name).plan.estimates["usd_month"].value for name in ("rented", "hosted")}
    assert month["rented"] < 1.3 * month["hosted"]


def test_people_can_be_left_out_of_every_bill(advisor: Advisor) -> None:
    def people(story: dict[str, Any]) -> list[float]:
        lines = [line for plan in cost(advisor, story).plans for line in plan.lines]
        return [line.month.value for line in lines if line.name == "people" and line.month]

    assert sum(people(FACTORY)) > 0
    assert people(changed(FACTORY, cost={"engineer_usd_year": 0})) == []


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("label_usd", "labels"),
        ("eval_setup_usd", "evaluation set"),
        ("engineer_usd_year", "engineers' time to train"),
    ],
)
def test_each_part_of_a_training_can_be_set_to_zero(advisor: Advisor, field: str, line: str) -> None:
    story = changed(FACTORY, examples={"count": 100})

    def names(story: dict[str, Any]) -> set[str]:
        context = advisor.assess(advisor.profile(story)).context
        training = training_for(context, ("lora",), None)
        assert training is not None
        return {line.name for line in training.lines if not line.free}

    assert line in names(story)
    assert line not in names(changed(story, cost={field: 0}))


def test_training_again_is_paid_at_the_cadence_that_was_said(advisor: Advisor) -> None:
    story = changed(FACTORY, wish={"adaptations": ["lora"]}, examples={"count": 5000})

    def again(months: int) -> float:
        report = cost(advisor, changed(story, cost={"retrain_months": months}))
        tuned = next(p for p in report.plans if p.plan.trains)
        growth = tuned.over_time.growth_per_year.value
        return sum(paid_value((x,), growth, 36) for x in tuned.lines if x.name == "training again")

    assert again(0) == 0
    assert again(3) == pytest.approx(11 / 5 * again(6))


def test_a_promised_fall_in_price_counts_only_when_the_user_says_so(advisor: Advisor) -> None:
    same = cost(advisor, SHOP).first.total
    falling = cost(advisor, changed(SHOP, cost={"price_drift": 0.5})).first.total
    assert falling.value < 0.8 * same.value
    month, growth = cost(advisor, SHOP).first.plan.lines[0].month, 2.0
    assert month is not None
    assert same.value == pytest.approx(month.value * sum(growth ** (m / 12) for m in range(36)), rel=0.01)


def test_the_region_sets_electricity_and_carbon(advisor: Advisor) -> None:
    def carbon(region: str) -> float:
        report = cost(advisor, changed(FACTORY, data={"region": region}))
        return report.first.units["serving_co2_kg_month"].value

    assert carbon("poland") > 5 * carbon("france")


def test_a_month_costs_less_with_a_lever_than_without(advisor: Advisor) -> None:
    report = cost(advisor, changed(SHOP, quality={"bar": "near_zero_error"}))
    now = report.first.plan.estimates["usd_month"].value
    assert report.levers
    assert all(lever.month.value < now and lever.condition for lever in report.levers)


def test_contradictory_volumes_are_named(advisor: Advisor) -> None:
    report = cost(advisor, changed(SHOP, workload={"users": 1_000_000, "requests_per_day": 10}))
    assert "1M users and 10 requests a day do not go together." in report.problems
    assert report.requests_per_day.value == 10


def test_more_months_never_cost_less(advisor: Advisor) -> None:
    totals = [cost(advisor, SHOP, months=months).first.over_time.expected[-1][0] for months in (1, 12, 36)]
    assert totals == sorted(totals)


def test_an_idle_card_makes_dear_tokens_and_a_busy_one_cheap_ones(advisor: Advisor) -> None:
    units, busy = (found := cost(advisor, FACTORY).first).units, found.plan.estimates["utilisation"]
    now, full = units["usd_per_million_written_now"], units["usd_per_million_written_full"]
    usual = units["usd_per_million_written_usual"]
    assert full.value == pytest.approx(now.value * busy.value)
    assert full.value / usual.value == pytest.approx(advisor.catalog.parameter("utilisation_typical").value)


def test_what_is_bought_has_its_time_of_delivery(advisor: Advisor) -> None:
    report = cost(advisor, FACTORY)
    assert way(report, "bought").units["lead_weeks"].high >= 36
    assert "lead_weeks" not in way(report, "rented").units
