"""What models of another kind run on: devices in hand, servers that are rented or bought, how many."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.strategy.other import other_model, other_plans
from advisor.strategy.other_sizing import MOST_DEVICES
from tests.strategy.stories import Look, changed, told

FRAUD = {
    "use_case": {"kind": "tabular"},
    "workload": {"requests_per_day": 2_000_000},
    "latency": {"first_token_ms": 100},
    "examples": {"count": 500_000},
}
CALLS = {"use_case": {"kind": "voice"}, "workload": {"requests_per_day": 100, "audio_hours_per_day": 10}}


def test_a_phone_does_its_own_users_part_and_costs_only_the_people(assessed: Look, advisor: Advisor) -> None:
    story = {
        "use_case": {"kind": "vision"},
        "workload": {"requests_per_day": 200_000, "users": 1000},
        "hardware": {"edge_device": "phone"},
    }
    context = told(assessed(**story).context)
    row = next(r for r in advisor.catalog.others.values() if r.task == "vision")
    plan = next(other_plans(context, row, "on_device_edge"))
    assert plan.feasibility == "feasible"
    assert plan.hardware is not None
    assert plan.hardware.count == 1
    assert plan.hardware.hardware_class == "edge_soc"
    assert "hardware_usd" not in plan.estimates
    assert plan.estimates["usd_once"].value == plan.estimates["training_usd"].value
    assert plan.estimates["usd_month"].value == plan.estimates["people_usd_month"].value


def test_a_device_that_is_too_slow_takes_a_smaller_model_and_the_title_says_why(
    assessed: Look, advisor: Advisor
) -> None:
    story = {
        "use_case": {"kind": "vision"},
        "workload": {"requests_per_day": 20_000},
        "latency": {"total_ms": 8, "first_token_ms": 8},
        "hardware": {"owned": [{"name": "jetson-orin-nano", "count": 1}]},
    }
    context = told(assessed(**story).context)
    wanted = advisor.catalog.other("vit-base")
    plan = next(other_plans(context, wanted, "on_device_edge"))
    assert plan.feasibility == "feasible"
    chosen = advisor.catalog.other(plan.model)
    assert chosen.task == wanted.task
    assert chosen.gflops_per_unit < wanted.gflops_per_unit
    assert f"in place of {wanted.name}, which needs at least" in plan.title
    assert plan.estimates["first_token_ms"].value <= 8


def test_a_smaller_encoder_takes_what_too_many_servers_would_carry(assessed: Look, advisor: Advisor) -> None:
    story = {
        "use_case": {"kind": "classification"},
        "workload": {"requests_per_day": 200_000_000, "input_tokens": 120},
        "latency": {"total_ms": 100},
    }
    context = told(assessed(**story).context)
    wanted = advisor.catalog.other("modernbert-base")
    plan = next(other_plans(context, wanted, "on_cpu"))
    assert plan.feasibility == "feasible"
    assert plan.model == "distilbert-base"
    assert plan.hardware is not None
    assert plan.hardware.count <= MOST_DEVICES + 1
    assert f"in place of {wanted.name}, which needs" in plan.title
    assert "devices" in plan.title
    few = told(assessed(**changed(story, workload={"requests_per_day": 1_000_000})).context)
    assert next(other_plans(few, wanted, "on_cpu")).model == wanted.id


def test_a_device_that_is_fast_enough_takes_the_model_that_was_wanted(
    assessed: Look, advisor: Advisor
) -> None:
    story = {"use_case": {"kind": "vision"}, "latency": {"total_ms": 500, "first_token_ms": 500}}
    context = told(assessed(**story).context)
    plan = next(other_plans(context, advisor.catalog.other("vit-base"), "self_host_rented"))
    assert plan.model == "vit-base"
    assert "in place of" not in plan.title


def test_a_bank_in_its_own_cloud_rents_two_servers_so_that_one_may_fail(assessed: Look) -> None:
    story = changed(FRAUD, data={"boundary": "own_cloud"}, quality={"bar": "near_zero_error"})
    context = assessed(**story).context
    row = other_model(context)
    assert row is not None
    plan = next(other_plans(context, row, "on_cpu"))
    assert plan.hardware is not None
    assert plan.hardware.count == 2
    assert not plan.hardware.bought
    assert "rented devices" in {line.name for line in plan.lines}


@pytest.mark.parametrize("boundary", ["any_cloud", "own_network"])
def test_no_card_is_rented_or_bought_for_trees(assessed: Look, advisor: Advisor, boundary: str) -> None:
    context = assessed(**changed(FRAUD, data={"boundary": boundary})).context
    row = advisor.catalog.other("gradient-boosting")
    assert list(other_plans(context, row, "self_host_rented")) == []
    for plan in other_plans(context, row, "on_prem"):
        assert plan.hardware is not None
        assert advisor.catalog.accelerator(plan.hardware.accelerator).kind == "cpu"


def test_trees_may_run_on_a_card_that_somebody_has_in_mind(assessed: Look, advisor: Advisor) -> None:
    context = assessed(**changed(FRAUD, wish={"devices": ["t4"]})).context
    assert list(other_plans(context, advisor.catalog.other("gradient-boosting"), "self_host_rented"))


def test_a_department_buys_no_desktop_machine(assessed: Look, advisor: Advisor) -> None:
    many, few = (
        assessed(**changed(FRAUD, data={"boundary": "own_network"}, workload={"requests_per_day": n})).context
        for n in (2_000_000, 50)
    )
    row = advisor.catalog.other("gradient-boosting")
    bought = [next(other_plans(context, row, "on_cpu")).hardware for context in (many, few)]
    assert all(hardware is not None and hardware.bought for hardware in bought)
    desktops = many.anchors.department.desktops
    assert [hardware.accelerator in desktops for hardware in bought if hardware] == [False, True]
    assert [hardware.count for hardware in bought if hardware] == [2, 1]


def test_nothing_runs_on_a_device_that_nobody_has(assessed: Look, advisor: Advisor) -> None:
    context = told(assessed(**FRAUD).context)
    assert list(other_plans(context, advisor.catalog.other("gradient-boosting"), "on_device_edge")) == []


def test_a_board_is_bought_with_a_spare_and_a_phone_is_there_already(
    assessed: Look, advisor: Advisor
) -> None:
    plans = []
    for device in ("jetson", "phone"):
        story = {
            "use_case": {"kind": "vision"},
            "workload": {"requests_per_day": 20_000},
            "hardware": {"edge_device": device},
        }
        plans.append(
            next(
                other_plans(
                    told(assessed(**story).context), advisor.catalog.other("resnet-50"), "on_device_edge"
                )
            )
        )
    board, phone = plans
    assert board.hardware is not None
    assert phone.hardware is not None
    assert (board.hardware.count, board.hardware.owned) == (2, False)
    assert board.estimates["hardware_usd"].value > 0
    assert (phone.hardware.count, phone.hardware.owned) == (1, True)
    assert "hardware_usd" not in phone.estimates
    assert phone.estimates["usd_once"].value == phone.estimates["training_usd"].value


def test_one_machine_on_site_takes_the_people_of_any_server(assessed: Look) -> None:
    inside = {**CALLS, "data": {"boundary": "own_network"}}
    context = told(assessed(**inside).context)
    row = other_model(context)
    assert row is not None
    with_card, without = (
        next(iter(other_plans(context, row, place))).estimates["people"] for place in ("on_prem", "on_cpu")
    )
    assert with_card.value == without.value


def test_cards_that_are_there_are_no_more_than_there_are(assessed: Look) -> None:
    story = changed(
        CALLS,
        workload={"requests_per_day": 9_000_000, "audio_hours_per_day": 75_000},
        hardware={"owned": [{"name": "RTX 4090", "count": 2}]},
    )
    context = told(assessed(**story).context)
    row = other_model(context)
    assert row is not None
    plans = [plan for plan in other_plans(context, row, "on_prem") if plan.hardware]
    assert all(not plan.hardware.owned or plan.hardware.count <= 3 for plan in plans if plan.hardware)
    assert not any(plan.hardware.owned for plan in plans if plan.hardware and plan.hardware.count > 3)
