from __future__ import annotations

from typing import Any

import pytest

from advisor.api import Advisor
from advisor.strategy.other import other_plans
from advisor.strategy.own import own_plans
from advisor.strategy.records import Plan
from tests.strategy.stories import Look, told

STEADY: dict[str, Any] = {
    "use_case": {"kind": "extraction"},
    "workload": {
        "requests_per_day": 1_000_000,
        "input_tokens": 750,
        "output_tokens": 250,
        "shape": "around_the_clock",
    },
    "latency": {"batch_ok": True},
    "quality": {"bar": "good"},
}


def rented(look: Look, shares: str, **groups: Any) -> list[Plan]:
    context = told(look(**{**STEADY, **groups}, comparable={"shares": shares}).context)
    return list(own_plans(context, "self_host_rented"))


def classes(plans: list[Plan]) -> list[str]:
    return [plan.hardware.hardware_class for plan in plans if plan.hardware is not None]


def test_a_plan_on_the_devices_of_comparable_cases_stands_beside_the_cheapest(assessed: Look) -> None:
    heavy = {"workload": {**STEADY["workload"], "requests_per_day": 2_000_000}}
    cheapest, usual = rented(assessed, "2x80GB 0.90, 4-8x80GB 0.80", **heavy)
    assert classes([cheapest, usual]) == ["1x80GB", "2x80GB"]
    assert usual.model == cheapest.model


@pytest.mark.parametrize("shares", ["1x48GB 0.90, 1x80GB 0.80, 1x24GB 0.70", "1x48GB 0.45, 2x80GB 0.40"])
def test_nothing_stands_beside_it_where_most_run_there_or_on_nothing_in_particular(
    assessed: Look, shares: str
) -> None:
    assert classes(rented(assessed, shares)) == ["1x48GB"]


@pytest.mark.parametrize("requests", [500, 20_000, 500_000])
def test_nobody_pays_many_times_as_much_to_run_it_where_others_do(assessed: Look, requests: int) -> None:
    load = {"workload": {**STEADY["workload"], "requests_per_day": requests}}
    assert len(rented(assessed, "4-8x80GB 0.90, multi-node 0.80", **load)) == 1


def test_what_is_no_language_model_stands_on_the_devices_of_comparable_cases_too(
    assessed: Look, advisor: Advisor
) -> None:
    look = {
        "use_case": {"kind": "classification"},
        "workload": {"requests_per_day": 8_000_000, "input_tokens": 900, "output_tokens": 1},
        "latency": {"first_token_ms": 200},
    }
    context = told(assessed(**look, comparable={"shares": "1x48GB 0.70, 1x24GB 0.60"}).context)
    encoder = advisor.catalog.other("modernbert-base")
    cheapest, usual = other_plans(context, encoder, "self_host_rented")
    assert classes([cheapest, usual]) == ["1x80GB", "1x48GB"]


CLOSED: dict[str, Any] = {
    "use_case": {"kind": "agents"},
    "workload": {"users": 60, "requests_per_day": 900, "input_tokens": 6000, "output_tokens": 500},
    "data": {"boundary": "air_gapped", "sensitivity": ["classified"]},
    "team": {"skill": "ml"},
}
"""A closed office whose agents need a large model by our guess, which takes more than one card."""


def inside(look: Look, shares: str, **groups: Any) -> list[Plan]:
    comparable = {"comparable": {"shares": shares}} if shares else {}
    return list(own_plans(told(look(**{**CLOSED, **groups}, **comparable).context), "on_prem"))


def test_a_model_a_class_below_is_weighed_on_the_smaller_hardware_of_comparable_cases(assessed: Look) -> None:
    found = inside(assessed, "1x80GB 0.93, 2x80GB 0.77, 4-8x80GB 0.20")
    assert {plan.tier for plan in found} == {"large", "mid"}
    lesser = [plan for plan in found if plan.tier == "mid"]
    assert set(classes(lesser)) <= {"1x80GB", "2x80GB"}


@pytest.mark.parametrize("shares", ["", "4-8x80GB 0.90, 2x80GB 0.80", "multi-node 0.90"])
def test_none_is_weighed_where_most_run_there_or_on_more(assessed: Look, shares: str) -> None:
    assert {plan.tier for plan in inside(assessed, shares)} == {"large"}


def test_none_is_weighed_for_who_asked_for_the_ablest_or_named_a_model(assessed: Look) -> None:
    shares = "1x48GB 0.90, 1x24GB 0.80"
    best = inside(assessed, shares, quality={"bar": "frontier"})
    named = inside(assessed, shares, wish={"model": "Qwen3 235B A22B", "fixed_model": True})
    assert "mid" not in {plan.tier for plan in (*best, *named)}


def test_none_is_weighed_where_a_mistake_does_harm(assessed: Look) -> None:
    found = inside(assessed, "1x80GB 0.93, 2x80GB 0.77", use_case={"kind": "agents", "harm": True})
    assert {plan.tier for plan in found} == {"large"}
