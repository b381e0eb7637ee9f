"""A computer in each machine that somebody makes is billed by the machine and no dearer than it may be."""

from __future__ import annotations

import pytest

from advisor.interview.contradictions import contradictions
from tests.strategy.stories import Look, all_plans, changed

SORTER = {
    "use_case": {"kind": "vision", "modality": "image"},
    "workload": {"requests_per_day": {"value": 1_036_800, "said": "12 cartons per second"}},
    "latency": {"first_token_ms": 40},
    "hardware": {"units_per_year": 150},
    "budget": {"unit_usd": 1500},
}
EDGE = "on_device_edge"


def test_each_machine_gets_one_small_detector_in_few_bits(assessed: Look) -> None:
    plan = assessed(**SORTER).best.plan
    assert plan.deployment == EDGE
    assert plan.hardware is not None
    assert (plan.hardware.count, plan.hardware.precision, plan.hardware.hands) == (1, "int8", "built")
    row = assessed(**SORTER).context.supply.catalog.other(plan.model)
    assert row.params_b < 0.01, "a few million parameters, as the reason promises"
    assert plan.estimates["first_token_ms"].value <= 40


def test_the_bill_counts_what_leaves_in_a_month(assessed: Look) -> None:
    def boards(units: float) -> float:
        plan = assessed(**changed(SORTER, hardware={"units_per_year": units})).best.plan
        return sum(line.month.value for line in plan.lines if line.month and line.name != "people")

    assert boards(300) == pytest.approx(2 * boards(150))


def test_a_unit_that_may_cost_less_than_a_board_breaks_the_limit(assessed: Look) -> None:
    found = all_plans(assessed(**changed(SORTER, budget={"unit_usd": 40})).context)
    edge = [plan for plan in found if plan.deployment == EDGE]
    assert edge
    assert all(any(limit.name == "budget for one unit" for limit in plan.limits) for plan in edge)


def test_nobody_looks_at_each_before_something_moves(assessed: Look) -> None:
    context = assessed(**SORTER).context
    assert context.profile.flag("quality.human_review") is False
    checked = changed(SORTER, quality={"human_review": True})
    told = contradictions(assessed(**checked).context.profile)
    assert any("afterwards at a sample" in sentence for sentence in told)


COFFEE_MACHINE = {
    "use_case": {"kind": "voice", "modality": "audio"},
    "hardware": {"units_per_year": 5000, "offline": True},
}


def test_a_machine_that_is_spoken_to_without_a_network_has_a_board_in_it(assessed: Look) -> None:
    found = assessed(**COFFEE_MACHINE)
    assert {judged.plan.deployment for judged in found.ranked} == {EDGE}
    hardware = found.best.plan.hardware
    assert hardware is not None
    assert (hardware.accelerator, hardware.hands) == ("jetson-orin-nano", "built")


def test_a_machine_that_may_cost_less_than_a_board_is_told_what_breaks(assessed: Look) -> None:
    found = assessed(**changed(COFFEE_MACHINE, budget={"unit_usd": 70}))
    assert not found.ranked
    assert found.best.plan.deployment == EDGE
