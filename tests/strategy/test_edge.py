from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.catalog.records import TIERS
from advisor.estimate.fleet_layouts import Layouts
from advisor.estimate.load import Load, Misfit
from advisor.quantity import exact
from advisor.strategy.edge import SMALL_B, device_load, edge_accelerator, edge_plans
from tests.strategy.stories import FACTORY, SHOP, Look, all_plans, changed, told

PHONE = {
    "use_case": {"kind": "edge"},
    "workload": {"users": 1000, "requests_per_day": 20_000, "input_tokens": 400, "output_tokens": 100},
    "hardware": {"edge_device": "phone"},
}


def test_no_device_in_sight_gives_no_plan(assessed: Look) -> None:
    context = told(assessed(**SHOP).context)
    assert edge_accelerator(context) is None
    assert list(edge_plans(context)) == []


def test_a_device_named_by_kind_offers_the_part_of_its_memory_that_is_free(assessed: Look) -> None:
    device = edge_accelerator(assessed(**PHONE).context)
    assert device is not None
    assert 3 < device.memory_gb < 6


def test_memory_that_the_user_named_wins(assessed: Look) -> None:
    story = changed(PHONE, hardware={"edge_memory_gb": 2.5})
    device = edge_accelerator(assessed(**story).context)
    assert device is not None
    assert device.memory_gb == 2.5


def test_a_model_on_the_device_fits_its_memory(assessed: Look) -> None:
    context = told(assessed(**PHONE).context)
    (plan,) = edge_plans(context)
    assert plan.feasibility == "feasible"
    assert plan.hardware is not None
    assert plan.estimates["memory_gb"].value <= plan.hardware.memory_gb
    assert TIERS.index(plan.tier) <= TIERS.index(context.tier)


def test_more_memory_never_gives_a_lesser_model(assessed: Look) -> None:
    story = changed(SHOP, latency={"batch_ok": True}, workload={"requests_per_day": 20, "users": 10})
    tiers = []
    for memory in (1, 4, 16, 64, 512):
        context = told(assessed(**changed(story, hardware={"edge_memory_gb": memory})).context)
        (plan,) = edge_plans(context)
        tiers.append(TIERS.index(plan.tier))
    assert tiers == sorted(tiers)


def test_a_board_that_is_too_small_names_what_it_lacks(assessed: Look) -> None:
    story = changed(PHONE, hardware={"edge_device": "microcontroller"})
    (plan,) = edge_plans(told(assessed(**story).context))
    assert plan.feasibility == "infeasible"
    assert plan.limits[0].name == "memory of the device"
    assert "GB" in plan.limits[0].needs


def test_where_no_model_fits_only_the_smallest_is_told_why(
    assessed: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_why: list[Load] = []
    misfit = Layouts.misfit

    def noted(layouts: Layouts, load: Load, max_devices: int) -> Misfit:
        told_why.append(load)
        return misfit(layouts, load, max_devices)

    monkeypatch.setattr(Layouts, "misfit", noted)
    board = {"edge_device": "microcontroller", "edge_memory_gb": 0.011}
    context = told(assessed(**changed(PHONE, hardware=board)).context)
    told_why.clear()
    longer = exact("output_tokens", 137.0, "tokens", "a length that nobody asked about")
    (plan,) = edge_plans(replace(context, workload=replace(context.workload, output_tokens=longer)))
    assert plan.feasibility == "infeasible"
    waiting_as_said_and_as_long_as_it_takes = 2
    assert 1 <= len(told_why) <= waiting_as_said_and_as_long_as_it_takes


def test_the_device_is_there_already(assessed: Look) -> None:
    (plan,) = edge_plans(told(assessed(**PHONE).context))
    assert plan.estimates["usd_once"].value == 0
    assert plan.hardware is not None
    assert plan.hardware.owned


def test_each_person_uses_their_own_device(assessed: Look) -> None:
    load = device_load(assessed(**PHONE).context)
    assert load.requests_per_day == 20
    assert load.peak_concurrency == 1


def test_one_owned_card_carries_the_whole_load(assessed: Look) -> None:
    story = changed(SHOP, hardware={"owned": [{"name": "RTX 4090", "count": 1}]})
    assert device_load(assessed(**story).context).requests_per_day == 5000


def test_millions_of_requests_do_not_fit_one_owned_card(assessed: Look) -> None:
    story = changed(
        SHOP,
        workload={"requests_per_day": 5_000_000},
        hardware={"owned": [{"name": "RTX 4090", "count": 1}]},
    )
    found = told(assessed(**story).context)
    plans = [plan for plan in all_plans(found) if plan.hardware is not None]
    assert plans
    assert all(plan.feasibility == "infeasible" or plan.hardware.count > 1 for plan in plans)


@pytest.mark.parametrize(
    ("cards", "requests", "in_hand"), [(1, 10_000, True), (1, 10_001, False), (2, 20_000, True)]
)
def test_a_card_that_answers_more_than_a_person_asks_is_a_server(
    assessed: Look, cards: int, requests: int, in_hand: bool
) -> None:
    story = changed(
        SHOP,
        workload={"requests_per_day": requests},
        hardware={"owned": [{"name": "RTX 4090", "count": cards}]},
    )
    assert (edge_accelerator(assessed(**story).context) is not None) is in_hand


def test_millions_of_tokens_do_not_fit_one_owned_card(assessed: Look) -> None:
    story = changed(
        SHOP,
        workload={"requests_per_day": 9_000, "input_tokens": 2_000, "output_tokens": 60_000},
        hardware={"owned": [{"name": "RTX 4090", "count": 1}]},
    )
    (plan,) = edge_plans(told(assessed(**story).context))
    assert plan.feasibility == "infeasible"
    assert plan.limits[0].name == "number of devices"


def test_boards_are_bought_one_for_each_place(assessed: Look) -> None:
    story = changed(PHONE, hardware={"edge_device": "jetson"}, workload={"users": 40})
    (plan,) = edge_plans(told(assessed(**story).context))
    assert plan.hardware is not None
    assert (plan.hardware.count, plan.hardware.owned, plan.hardware.bought) == (40, False, True)
    assert plan.estimates["usd_once"].value > 40 * 100


def test_a_model_that_is_named_to_be_tuned_runs_on_the_card_that_carries_it(assessed: Look) -> None:
    """A larger model that fits too would ask for other devices to train on."""
    story = changed(
        FACTORY,
        examples={"count": 9000},
        workload={"requests_per_day": 200},
        hardware={"owned": [{"name": "rtx-6000-ada", "count": 1}]},
        wish={"model": "Llama 3.3 70B", "adaptations": ["lora"]},
    )
    plans = [p for p in all_plans(told(assessed(**story).context)) if p.deployment == "on_device_edge"]
    assert plans
    assert {plan.model for plan in plans} == {"llama-3.3-70b"}
    tuned = [plan for plan in plans if "lora" in plan.adaptations]
    assert tuned
    assert all(p.training_hardware is not None and p.training_hardware.owned for p in tuned)
    assert all("training_hardware_usd" not in plan.estimates for plan in tuned)


def test_a_device_with_8_gb_takes_a_model_that_leaves_room_for_the_system(assessed: Look) -> None:
    story = changed(PHONE, hardware={"edge_memory_gb": 8.0})
    context = told(assessed(**story).context)
    sizes = [context.supply.catalog.model(plan.model).params_b for plan in edge_plans(context)]
    assert sizes
    assert max(sizes) <= SMALL_B


@pytest.mark.parametrize(
    ("name", "kept"),
    [("8B", True), ("70B", False), ("8B-class", False)],
    ids=["the card holds it", "the card does not", "any model of about that size"],
)
def test_the_model_that_was_named_is_the_one_on_the_card(assessed: Look, name: str, kept: bool) -> None:
    own = changed(
        SHOP,
        hardware={"owned": [{"name": "12GB GPU", "count": 1, "memory_gb": 12}]},
        workload={"requests_per_day": 100, "users": 1},
        latency={"first_token_ms": 5000},
        wish={"model": name},
    )
    context = told(assessed(**own).context)
    (plan,) = edge_plans(context)
    row = context.supply.catalog.model(plan.model)
    assert (7 < row.params_b < 9) is kept
    assert plan.hardware is not None
    assert row.params_b * 0.5 < plan.hardware.memory_gb
