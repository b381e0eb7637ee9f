from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.decide.cost import cost_value, lowest_value
from advisor.decide.judge import bonus, month_now_usd, monthly_usd
from advisor.decide.scales import CRITERIA, scales
from advisor.decide.standing import standing
from tests.strategy.stories import FACTORY, SHOP, Look, changed, plans_of, told

MATERIAL = scales()["cost"]["material_usd_month"]
bills = st.floats(0, 1e9)


def test_what_the_reference_costs_is_worth_a_half() -> None:
    for reference in (0.0, 10.0, 1e4, 1e8):
        assert cost_value(reference, reference) == 0.5


def test_four_times_the_reference_is_worth_nothing_and_a_quarter_everything() -> None:
    reference = 1e6
    assert cost_value(4 * (reference + MATERIAL) - MATERIAL, reference) == pytest.approx(0.0)
    assert cost_value((reference + MATERIAL) / 4 - MATERIAL, reference) == pytest.approx(1.0)


@given(bills, bills, bills)
def test_a_dearer_plan_is_never_worth_more(one: float, other: float, reference: float) -> None:
    cheap, dear = sorted((one, other))
    assert lowest_value() <= cost_value(dear, reference) <= cost_value(cheap, reference) <= 1


def test_bills_far_too_high_still_differ_up_to_sixteen_times() -> None:
    reference = 1e6
    times = {n: cost_value(n * (reference + MATERIAL) - MATERIAL, reference) for n in (4, 8, 16, 32)}
    assert times[8] == pytest.approx(-0.25)
    assert times[16] == pytest.approx(lowest_value())
    assert times[32] == lowest_value()


def test_small_change_hardly_counts() -> None:
    assert abs(cost_value(5, 10) - cost_value(20, 10)) < 0.06


def test_a_bill_a_hundred_times_as_high_counts_at_any_volume() -> None:
    for cheap in (9, 90, 9000):
        assert cost_value(cheap, cheap) - cost_value(135 * cheap, cheap) > 0.8


def test_every_value_lies_between_nothing_and_everything(assessed: Look) -> None:
    for story in (SHOP, FACTORY, changed(SHOP, workload={"requests_per_day": 1e10})):
        found = assessed(**story)
        for item in (*found.ranked, *found.refused):
            assert set(item.values) == set(CRITERIA)
            least = {"cost": lowest_value()}
            assert all(least.get(name, 0.0) <= value <= 1 for name, value in item.values.items())


def test_a_plan_below_the_class_needed_is_worth_less(assessed: Look) -> None:
    found = assessed(
        use_case={"kind": "code", "hard_reasoning": True},
        hardware={"owned": [{"name": "RTX 4060", "count": 1}]},
        workload={"requests_per_day": 20, "input_tokens": 500, "output_tokens": 100},
        latency={"batch_ok": True},
    )
    below = [j for j in (*found.ranked, *found.refused) if j.plan.deployment == "on_device_edge"]
    meets = [j for j in (*found.ranked, *found.refused) if j.plan.tier == found.context.tier]
    assert below
    assert meets
    assert max(j.values["quality"] for j in below) < min(j.values["quality"] for j in meets)


def test_leaving_out_what_rules_require_costs_quality(assessed: Look) -> None:
    found = assessed(
        use_case={"kind": "finetune_project", "narrow": True},
        examples={"count": 20_000},
        quality={"failure": "format"},
    )
    items = (*found.ranked, *found.refused)
    for item in items:
        whole = [j for j in items if j.plan.tier == item.plan.tier and not j.missing]
        if item.missing and whole:
            assert item.values["quality"] < max(j.values["quality"] for j in whole)


def test_waiting_that_nobody_does_is_worth_everything(assessed: Look) -> None:
    found = assessed(**changed(SHOP, latency={"batch_ok": True}))
    assert {j.values["latency"] for j in found.ranked} == {1.0}


def test_public_data_may_travel_and_private_data_is_worth_more_at_home(assessed: Look) -> None:
    public = assessed(**changed(SHOP, data={"boundary": "any_cloud", "sensitivity": ["public"]}))
    assert {j.values["privacy"] for j in (*public.ranked, *public.refused)} == {1.0}
    private = assessed(**SHOP)
    by_place = {j.plan.deployment: j.values["privacy"] for j in (*private.ranked, *private.refused)}
    assert by_place["hosted_api"] < by_place["self_host_rented"] < by_place["on_prem"]


def test_a_team_without_the_skill_takes_a_larger_risk(assessed: Look) -> None:
    risks = []
    for skill in ("none", "developers", "ml", "platform"):
        found = assessed(**changed(SHOP, team={"skill": skill}))
        risks += [
            j.values["risk"] for j in (*found.ranked, *found.refused) if j.plan.deployment == "on_prem"
        ][:1]
    assert risks == sorted(risks)
    assert risks[0] < risks[-1]


def test_a_month_of_the_life_is_the_life_over_its_months(assessed: Look) -> None:
    found = assessed(**changed(SHOP, time={"horizon_months": 24}))
    for plan in plans_of(found, "hosted_api"):
        assert monthly_usd(plan, 24).value == pytest.approx(plan.estimates["usd_lifetime"].value / 24)


def test_a_month_today_spreads_what_is_paid_once(assessed: Look) -> None:
    found = assessed(**FACTORY)
    for plan in plans_of(found, "on_prem"):
        expected = plan.estimates["usd_month"].value + plan.estimates["usd_once"].value / 36
        assert month_now_usd(plan, 36).value == pytest.approx(expected)


def test_a_total_is_the_weighted_sum_of_the_values_and_the_bonus(assessed: Look) -> None:
    best = assessed(**SHOP).best
    alone = {name: float(name == "privacy") for name in CRITERIA}
    assert best.total(alone) == pytest.approx(best.values["privacy"] + best.bonus)


def test_a_value_that_rises_never_lowers_a_total(assessed: Look) -> None:
    best = assessed(**SHOP).best
    weights = dict.fromkeys(CRITERIA, 1 / len(CRITERIA))
    for name in CRITERIA:
        better = replace(best, values={**best.values, name: 1.0})
        assert better.total(weights) >= best.total(weights)


def test_the_side_panel_shows_each_way_of_running_it_once_best_first(assessed: Look) -> None:
    found = assessed(**SHOP)
    rows = standing(found).rows
    assert len({row.deployment for row in rows}) == len(rows)
    assert rows[0].deployment == found.best.plan.deployment
    fine = [row.value for row in rows if row.feasible]
    assert fine
    assert all(math.isfinite(v) and 0 <= v <= 1 for v in fine)
    assert all(row.note for row in rows)


def test_servers_without_cards_stand_on_site_where_they_are_bought(assessed: Look) -> None:
    def gained(boundary: str) -> tuple[float, float]:
        story = {"use_case": {"kind": "classification"}, "data": {"boundary": boundary}}
        context = told(assessed(**story).context, required=("on_prem",))
        return bonus(context, "on_cpu"), bonus(context, "on_prem")

    bought, cards = gained("own_network")
    assert bought == cards > 0.0
    assert gained("any_cloud")[0] == 0.0


@pytest.mark.parametrize(
    ("named", "gains"),
    [
        (["self_host_rented"], True),
        (["self_host_rented", "on_prem"], False),
        (["on_prem"], False),
        ([], False),
    ],
)
def test_the_one_place_that_somebody_names_wins_a_near_tie(
    assessed: Look, named: list[str], gains: bool
) -> None:
    wish = {"wish": {"deployments": named}} if named else {}
    context = told(assessed(**changed(SHOP, **wish)).context, against=("on_prem", "self_host_rented"))
    assert (bonus(context, "self_host_rented") > 0.0) == gains


def test_a_place_that_somebody_only_asks_about_wins_nothing(assessed: Look) -> None:
    story = changed(SHOP, wish={"deployments": ["self_host_rented"], "weighed": True})
    assert bonus(told(assessed(**story).context), "self_host_rented") == 0.0
