"""What runs on the small machines that people have: a virtual server, a server with one card, a board."""

from __future__ import annotations

import pytest

from advisor.profile import Device
from advisor.strategy.devices import device_row
from advisor.strategy.edge_device import edge_accelerator
from advisor.strategy.inside import stays_inside, trains_inside
from tests.strategy.stories import FACTORY, SHOP, Look, all_plans, changed, told

FILTER = {
    "use_case": {"kind": "classification"},
    "workload": {"requests_per_day": 50_000, "input_tokens": 12, "output_tokens": 1},
    "latency": {"first_token_ms": 200},
    "examples": {"count": 9000},
    "data": {"sensitivity": ["personal"]},
    "hardware": {"owned": [{"name": "4-core VPS", "count": 1}]},
    "budget": {"monthly_usd": 15},
}
"""Lines of chat that a hobbyist filters on the virtual server that is there."""
CAMERA = {
    "use_case": {"kind": "vision", "modality": "image"},
    "workload": {"requests_per_day": 40_000},
    "latency": {"first_token_ms": 1000},
    "examples": {"count": 5000, "images": True},
    "data": {"sensitivity": ["public"], "boundary": "own_network"},
    "hardware": {"edge_device": "jetson", "owned": [{"name": "Jetson Orin Nano", "count": 1}]},
    "budget": {"one_off_usd": 0},
}
"""Pictures of no secret, looked at on a board that is there, with nothing to spend."""


def test_a_small_classifier_runs_on_the_virtual_server_that_is_there(assessed: Look) -> None:
    best = assessed(**FILTER).ranked[0].plan
    assert best.deployment == "on_cpu"
    assert best.hardware is not None
    assert best.hardware.name == "4-core VPS"
    assert best.hardware.owned


def test_a_share_of_a_server_has_its_share_of_cores(assessed: Look) -> None:
    context = assessed(**FILTER).context
    small, large = (device_row(context, Device(f"{n}-core VPS", 1)) for n in (4, 16))
    assert small is not None
    assert large is not None
    assert large.bf16_tflops == pytest.approx(4 * small.bf16_tflops)
    assert device_row(context, Device("0-core VPS", 1)) is None


@pytest.mark.parametrize(
    ("name", "memory", "kind"),
    [
        ("1x24GB server", 24, "consumer"),
        ("48GB workstation", 48, "workstation"),
        ("64GB server", 64, "soc"),
        ("24GB laptop", 24, "soc"),
    ],
)
def test_the_memory_of_a_machine_is_its_cards_where_main_memory_has_no_such_size(
    assessed: Look, name: str, memory: float, kind: str
) -> None:
    row = device_row(assessed(**SHOP).context, Device(name, 1, memory))
    assert row is not None
    assert row.kind == kind


@pytest.mark.parametrize("name", ["1x24GB server", "4-core VPS", "8-core VM"])
def test_a_server_is_no_device_in_anybodys_hand(assessed: Look, name: str) -> None:
    memory = {"memory_gb": 24} if "GB" in name else {}
    owned = [{"name": name, "count": 1, **memory}]
    assert edge_accelerator(assessed(**changed(SHOP, hardware={"owned": owned})).context) is None


def test_data_that_are_no_secret_are_trained_on_elsewhere_wherever_the_model_works(assessed: Look) -> None:
    found = assessed(**CAMERA)
    assert stays_inside(found.context)
    assert not trains_inside(found.context)
    best = found.ranked[0].plan
    assert best.deployment == "on_device_edge"
    assert best.trains


@pytest.mark.parametrize(
    "data",
    [
        {"sensitivity": ["health"], "boundary": "own_network"},
        {"sensitivity": ["public", "personal"], "boundary": "own_network"},
        {"sensitivity": ["public"], "boundary": "air_gapped"},
    ],
)
def test_secrets_and_what_is_cut_off_are_trained_on_inside(assessed: Look, data: dict[str, object]) -> None:
    assert trains_inside(assessed(**changed(CAMERA, data=data)).context)


def test_the_low_end_of_a_bill_without_pay_is_that_of_its_other_lines(assessed: Look) -> None:
    story = changed(
        FACTORY, budget={"monthly_usd": 60}, hardware={"owned": [{"name": "RTX 4090", "count": 4}]}
    )
    context = told(assessed(**story).context)
    plan = next(p for p in all_plans(context) if p.deployment == "on_prem" and p.priced)
    low = sum(line.month.low for line in plan.lines if line.month is not None and line.name != "people")
    broken = "monthly budget" in {limit.name for limit in plan.limits}
    assert broken == (low > 60)
