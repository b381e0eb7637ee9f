"""Which machine a model runs on where a device is in the field, in a hand or on a lap."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.profile import Device
from advisor.strategy.classes import hardware_class
from advisor.strategy.devices import device_row
from advisor.strategy.edge import best_model, edge_plans
from advisor.strategy.edge_device import edge_accelerator
from advisor.strategy.owned import owned_offers
from tests.strategy.stories import SHOP, Look, changed, told

WRITER = {
    "use_case": {"kind": "edge"},
    "workload": {"requests_per_day": 60, "input_tokens": 1500, "output_tokens": 500},
    "hardware": {"edge_device": "laptop"},
}
"""One person who writes on a laptop, and set no time."""


@pytest.mark.parametrize("board", ["phone", "jetson", "microcontroller", "vehicle"])
@pytest.mark.parametrize("machine", ["M4", "RTX 4090", "EPYC 9355P"])
def test_a_board_a_phone_or_a_vehicle_is_no_desktop_machine(assessed: Look, board: str, machine: str) -> None:
    story = changed(WRITER, hardware={"edge_device": board, "owned": [{"name": machine, "count": 1}]})
    device = edge_accelerator(assessed(**story).context)
    assert device is not None
    assert hardware_class(device, 1) == "edge_soc"


def test_a_board_that_was_named_is_the_board(assessed: Look) -> None:
    owned = [{"name": "Jetson AGX Orin 64GB", "count": 1}]
    device = edge_accelerator(
        assessed(**changed(WRITER, hardware={"edge_device": "jetson", "owned": owned})).context
    )
    assert device is not None
    assert device.id == "jetson-agx-orin-64gb"


def test_a_laptop_has_no_servers_processor(assessed: Look) -> None:
    device = edge_accelerator(
        assessed(**changed(WRITER, hardware={"owned": [{"name": "EPYC 9355P", "count": 1}]})).context
    )
    assert device is not None
    assert device.kind == "soc"


def test_a_laptop_that_nobody_named_is_no_mac(assessed: Look) -> None:
    device = edge_accelerator(assessed(**WRITER).context)
    assert device is not None
    assert hardware_class(device, 1) == "edge_soc"


def test_a_mac_that_was_named_is_one(assessed: Look) -> None:
    device = edge_accelerator(
        assessed(**changed(WRITER, hardware={"owned": [{"name": "M4", "count": 1}]})).context
    )
    assert device is not None
    assert hardware_class(device, 1) == "apple_unified"


def test_a_wait_that_nobody_set_refuses_no_device(assessed: Look) -> None:
    story = changed(WRITER, hardware={"edge_memory_gb": 8, "owned": [{"name": "8GB laptop", "memory_gb": 8}]})
    (plan, *_) = edge_plans(told(assessed(**story).context))
    assert plan.feasibility == "feasible"


def test_a_wait_that_was_set_gives_way_by_our_error_and_no_more(assessed: Look) -> None:
    def fits(first_token_ms: float) -> bool:
        context = told(assessed(**changed(WRITER, latency={"first_token_ms": first_token_ms})).context)
        (plan, *_) = edge_plans(context)
        return plan.form != "does-not-fit"

    context = told(assessed(**changed(WRITER, latency={"first_token_ms": 1})).context)
    device = edge_accelerator(context)
    assert device is not None
    found = best_model(context, device)
    assert found is not None
    quickest = 1.0
    while not fits(quickest):
        quickest *= 1.05
    assert not fits(quickest / 1.06)
    (plan, *_) = edge_plans(told(assessed(**changed(WRITER, latency={"first_token_ms": quickest})).context))
    assert 1.2 < plan.estimates["first_token_ms"].value / quickest <= 1.301


def test_weights_of_every_kind_of_training_run_on_the_device(assessed: Look) -> None:
    context = assessed(**changed(SHOP, hardware={"edge_device": "laptop"})).context
    for word in ("continued_pretraining", "rl_ft", "full_ft", "lora"):
        assert "on_device_edge" in context.anchors.runs_on[word], word


@pytest.mark.parametrize(
    ("name", "memory", "row"),
    [
        ("MacBook", 64, "m4-pro"),
        ("M4", 24, "m4"),
        ("V100", 16, "v100-sxm-16gb"),
        ("V100", None, "v100-sxm-32gb"),
    ],
)
def test_a_named_memory_tells_which_of_its_kind_a_device_is(
    assessed: Look, name: str, memory: float | None, row: str
) -> None:
    context = assessed(**SHOP).context
    found = device_row(context, Device(name, 1, memory))
    assert found is not None
    assert found.id == row
    assert memory is None or found.memory_gb == memory


@pytest.mark.parametrize(("requests", "is_one"), [(3_000, True), (900_000, False)])
def test_a_card_that_answers_hundreds_of_thousands_a_day_is_in_nobodys_hands(
    assessed: Look, requests: float, is_one: bool
) -> None:
    story = {
        "use_case": {"kind": "extraction"},
        "workload": {"requests_per_day": requests, "input_tokens": 300, "output_tokens": 50},
        "hardware": {"owned": [{"name": "RTX 4090", "count": 1}]},
    }
    assert (edge_accelerator(assessed(**story).context) is not None) is is_one


def test_unified_memory_is_that_of_a_small_computer_or_laptop(assessed: Look) -> None:
    context = assessed(**WRITER).context
    row = device_row(context, Device("32GB unified", 1, 32.0))
    assert row is not None
    assert hardware_class(row, 1) == "apple_unified"


def test_who_owns_a_card_of_a_server_and_names_no_device_runs_it_there(assessed: Look) -> None:
    story: dict[str, dict[str, Any]] = {
        "use_case": {"kind": "edge"},
        "workload": {"requests_per_day": 200, "peak_concurrency": 1},
        "wish": {"deployments": ["on_device_edge"]},
        "hardware": {"owned": [{"name": "A100 SXM 80GB", "count": 1}]},
    }
    assert edge_accelerator(assessed(**story).context) is None
    story["hardware"]["edge_device"] = "laptop"
    assert edge_accelerator(assessed(**story).context) is not None


@pytest.mark.parametrize(
    ("name", "memory", "row", "has_gb"),
    [
        ("M2", None, "m2", 8),
        ("M2 Ultra", None, "m2-ultra", 64),
        ("Mac Studio", 192, "m2-ultra", 192),
        ("M4 Max", 128, "m4-max", 128),
        ("RTX 3090", None, "rtx-3090", 24),
    ],
)
def test_a_chip_has_the_memory_that_was_said_or_the_smallest_usual_one(
    assessed: Look, name: str, memory: float | None, row: str, has_gb: float
) -> None:
    context = assessed(**SHOP).context
    found = device_row(context, Device(name, 1, memory))
    assert found is not None
    assert (found.id, found.memory_gb) == (row, has_gb)


def test_what_is_owned_is_offered_with_its_own_memory(assessed: Look) -> None:
    owned = [{"name": "Mac Studio", "memory_gb": 192}]
    context = assessed(**changed(SHOP, hardware={"owned": owned})).context
    (offer,) = owned_offers(context)
    assert offer.accelerator.memory_gb == 192


@pytest.mark.parametrize("kind", ["laptop", "desktop_gpu"])
def test_a_computer_without_a_card_works_on_its_processor(assessed: Look, kind: str) -> None:
    story = changed(WRITER, hardware={"edge_device": kind}, wish={"deployments": ["on_device_edge"]})
    plain = changed(story, wish={"deployments": ["on_device_edge", "on_cpu"]})
    (with_card, *_), (without, *_) = (tuple(edge_plans(assessed(**one).context)) for one in (story, plain))
    assert "on_cpu" not in with_card.parts
    assert "on_cpu" in without.parts
    assert without.hardware is not None
    assert without.hardware.hardware_class == "cpu"


def test_a_card_that_is_there_is_used_whatever_was_said_of_processors(assessed: Look) -> None:
    owned = [{"name": "RTX 3060 12GB", "count": 1}]
    there = {"edge_device": "desktop_gpu", "owned": owned}
    story = changed(WRITER, hardware=there, wish={"deployments": ["on_cpu"]})
    (plan, *_) = edge_plans(assessed(**story).context)
    assert "on_cpu" not in plan.parts


def test_a_board_in_each_of_many_products_is_asked_by_one_person(assessed: Look) -> None:
    board = {"owned": [{"name": "4GB board", "count": 1, "memory_gb": 4}], "offline": True}
    story = changed(WRITER, hardware=board, workload={"requests_per_day": 2_000_000})
    story["hardware"].pop("edge_device", None)
    assert any(plan.form != "does-not-fit" for plan in edge_plans(assessed(**story).context))


def test_a_small_card_on_a_desk_is_a_desks_whatever_model_runs_on_it(assessed: Look) -> None:
    owned = [{"name": "RTX 3060 12GB", "count": 1}]
    sees = {"use_case": {"kind": "vision", "modality": "image"}, "examples": {"count": 900}}
    story = changed(WRITER, **sees, hardware={"edge_device": "desktop_gpu", "owned": owned})
    found = assessed(**story)
    plans = [item.plan for item in found.ranked if item.plan.deployment == "on_device_edge"]
    assert {plan.hardware.hardware_class for plan in plans if plan.hardware} == {"consumer_gpu_client"}


def test_a_machine_that_is_to_be_bought_is_no_machine_that_stands_there(assessed: Look) -> None:
    desk = changed(WRITER, hardware={"edge_device": "desktop_gpu"}, wish={"deployments": ["on_prem"]})
    assert edge_accelerator(assessed(**desk).context) is not None
    assert edge_accelerator(assessed(**changed(desk, budget={"one_off_usd": 4000})).context) is None


def test_what_has_no_gigabyte_of_memory_is_no_laptop(assessed: Look) -> None:
    tiny = changed(SHOP, hardware={"edge_memory_gb": 0.3, "offline": True})
    device = edge_accelerator(assessed(**tiny).context)
    assert device is not None
    assert (device.name, device.memory_gb) == ("your device", 0.3)
