from __future__ import annotations

from typing import Any

import pytest

from advisor.strategy.hybrid import hybrid_plans
from advisor.strategy.records import Plan
from tests.strategy.stories import SHOP, Look, all_plans, changed, told

SPLIT = changed(SHOP, data={"mixed_classes": True})


def sides(plans: tuple[Plan, ...]) -> tuple[Plan, Plan]:
    def cheapest(*places: str) -> Plan:
        fine = [p for p in plans if p.feasibility == "feasible" and p.deployment in places]
        return min(fine, key=lambda p: (p.estimates["usd_lifetime"].value, p.id))

    local = cheapest("on_device_edge", "on_prem", "self_host_rented")
    return local, cheapest("hosted_api", "managed_open_endpoint")


def test_nobody_asked_nobody_splits(assessed: Look) -> None:
    plans = all_plans(told(assessed(**SPLIT).context))
    assert "hybrid" not in {p.deployment for p in plans}


def test_a_split_pays_the_own_side_and_the_hosted_rest(assessed: Look) -> None:
    plans = all_plans(told(assessed(**SPLIT).context, required=("hybrid",)))
    (split,) = (p for p in plans if p.deployment == "hybrid")
    local, remote = sides(plans)
    context = told(assessed(**SPLIT).context)
    rest = 1 - context.anchors.local_share.value
    expected = local.estimates["usd_month"].value + rest * remote.estimates["usd_month"].value
    assert split.estimates["usd_month"].value == pytest.approx(expected)
    assert split.hardware == local.hardware
    assert split.parts == (local.deployment, remote.deployment)


def test_a_split_that_the_user_wished_for_is_drawn_up(assessed: Look) -> None:
    context = told(assessed(**changed(SPLIT, wish={"deployments": ["hybrid"]})).context)
    assert "hybrid" in {p.deployment for p in all_plans(context)}


def test_a_split_needs_both_sides(assessed: Look) -> None:
    context = told(assessed(**SPLIT).context)
    own_only = [p for p in all_plans(context) if p.deployment == "on_prem"]
    assert own_only
    assert not list(hybrid_plans(context, own_only))


def test_a_split_of_tuned_sides_is_trained_and_pays_for_both(assessed: Look) -> None:
    context = told(assessed(**changed(SPLIT, examples={"count": 5000})).context, required=("lora", "hybrid"))
    plans = all_plans(context)
    (split,) = (p for p in plans if p.deployment == "hybrid")
    local, remote = sides(plans)
    both = sum(side.estimates["training_usd"].value for side in (local, remote))
    assert split.trains
    assert split.training_hardware == local.training_hardware
    assert split.estimates["training_usd"].value == pytest.approx(both)
    assert split.estimates["usd_once"].value == pytest.approx(
        both + local.estimates["usd_once"].value - local.estimates["training_usd"].value
    )


def test_what_stays_has_a_place_where_rules_only_advise_against_it(assessed: Look) -> None:
    own = ("on_device_edge", "on_prem", "self_host_rented", "shared_cluster")
    context = told(assessed(**SPLIT).context, required=("hybrid",), against=own)
    assert "hybrid" in {p.deployment for p in all_plans(context)}


def test_what_stays_goes_to_the_cluster_that_the_user_has_in_mind(assessed: Look) -> None:
    wish = {"deployments": ["hybrid", "shared_cluster"]}
    plans = all_plans(told(assessed(**changed(SPLIT, wish=wish)).context))
    (split,) = (p for p in plans if p.deployment == "hybrid")
    assert split.parts[0] == "shared_cluster"
    assert any(p.deployment == "self_host_rented" and p.feasibility == "feasible" for p in plans)


def test_what_must_stay_inside_is_split_off_to_no_rented_device(assessed: Look) -> None:
    context = told(
        assessed(**changed(SPLIT, data={"mixed_classes": True, "boundary": "own_network"})).context
    )
    plans = [p for p in all_plans(context) if p.deployment in ("hosted_api", "self_host_rented")]
    assert {p.deployment for p in plans if p.feasibility == "feasible"} == {"hosted_api", "self_host_rented"}
    assert not list(hybrid_plans(context, plans))


MINISTRY = changed(
    SHOP,
    use_case={"kind": "document_qa"},
    workload={"users": 30000, "requests_per_day": 120_000, "input_tokens": 3000, "output_tokens": 400},
    data={"mixed_classes": True},
)
MOST_ON_SERVERS = {"shares": "4-8x80GB 0.94, multi-node 0.93, 2x80GB 0.40"}


def splits_of(look: Look, **groups: Any) -> list[Plan]:
    context = told(look(**changed(MINISTRY, **groups)).context, required=("hybrid",))
    return [plan for plan in all_plans(context) if plan.deployment == "hybrid"]


def test_the_own_side_of_a_split_by_data_is_weighed_where_most_comparable_cases_run(assessed: Look) -> None:
    (cheapest,) = splits_of(assessed)
    found = splits_of(assessed, comparable=MOST_ON_SERVERS)
    classes = {plan.hardware.hardware_class for plan in found if plan.hardware is not None}
    assert cheapest.hardware is not None
    assert classes == {cheapest.hardware.hardware_class, "4-8x80GB"}


def test_a_split_by_difficulty_stays_with_a_small_model_of_its_own(assessed: Look) -> None:
    found = splits_of(assessed, comparable=MOST_ON_SERVERS, data={"mixed_classes": False})
    assert "4-8x80GB" not in {plan.hardware.hardware_class for plan in found if plan.hardware is not None}
