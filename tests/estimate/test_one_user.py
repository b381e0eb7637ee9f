"""A device of one person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.catalog import load_catalog
from advisor.estimate.architecture import from_row
from advisor.estimate.edge import estimate_stream
from advisor.estimate.fleet import Fleet, Load, Misfit, size_fleet
from advisor.estimate.formats import format_named
from advisor.estimate.one_user import for_one_user

CATALOG = load_catalog()
ARCH = from_row(CATALOG.model("llama-3.1-8b"))
LOAD = Load(100, 1000, 300, 1.0, 1.0)


def sized(device: str, load: Load) -> Fleet | Misfit:
    row = CATALOG.accelerator(device)
    fleet = size_fleet(ARCH, row, LOAD, precision="int4", max_devices=1)
    assert isinstance(fleet, Fleet)
    return for_one_user(ARCH, row, load, fleet)


@pytest.mark.parametrize("device", ["m4-max", "jetson-orin-nano", "rtx-4090", "ryzen-9950x"])
def test_one_person_sees_the_times_of_a_single_stream(device: str) -> None:
    found = sized(device, LOAD)
    assert isinstance(found, Fleet)
    stream = estimate_stream(
        ARCH, CATALOG.accelerator(device), format_named("int4"), depth=1150.0, prompt=1000.0
    )
    assert found.tpot_ms.value == pytest.approx(1e3 / stream.output_tok_s)
    assert found.first_token_ms.value == pytest.approx(1e6 / stream.prompt_tok_s)
    assert found.tpot_ms.high == pytest.approx(1e3 / (stream.output_tok_s * stream.output_range.low))


def test_a_shared_prompt_is_not_computed_again() -> None:
    alone, shared = sized("m4-max", LOAD), sized("m4-max", replace(LOAD, shared_prefix_share=0.8))
    assert isinstance(alone, Fleet)
    assert isinstance(shared, Fleet)
    assert shared.first_token_ms.value < 0.4 * alone.first_token_ms.value


@pytest.mark.parametrize(
    ("limit", "name"),
    [({"first_token_ms": 50.0}, "first token"), ({"total_ms": 500.0}, "answer")],
)
def test_a_limit_that_one_stream_breaks_is_named(limit: dict[str, float], name: str) -> None:
    found = sized("jetson-orin-nano", replace(LOAD, **limit))
    assert isinstance(found, Misfit)
    assert name in found.name
    assert found.needs_value > found.has_value
