"""How many devices, or which limit breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.estimate.architecture import Architecture, from_row
from advisor.estimate.fleet import Fleet, Load, Misfit, check_device, size_fleet
from tests.estimate.rows import LLAMA_70B, LLAMA_405B, accelerator, model

SMALL = from_row(model())
LARGE = from_row(model(**LLAMA_70B))
HUGE = from_row(model(**LLAMA_405B))
LOAD = Load(20000, 1500, 300, 4.0, None, 1000, 15000)


def fleet(**changes: object) -> Fleet:
    found = size_fleet(SMALL, accelerator(), replace(LOAD, **changes), precision="fp8")
    assert isinstance(found, Fleet)
    return found


def test_twenty_thousand_requests_a_day_to_an_8b_model_need_one_card_that_idles() -> None:
    found = fleet()
    assert found.devices == 1
    assert found.utilisation.high < 0.1


def test_a_hundred_times_the_load_needs_more_cards_but_not_a_hundred() -> None:
    assert 1 < fleet(requests_per_day=1e7).devices < 100


def test_a_load_of_requests_in_flight_is_spread_over_replicas() -> None:
    found = fleet(peak_concurrency=5000.0)
    assert found.replicas * found.slots >= 5000
    assert (found.replicas - 1) * found.slots < 5000


def test_a_70b_model_in_16_bit_takes_two_cards_of_80_gb() -> None:
    found = size_fleet(LARGE, accelerator(), LOAD, precision="bf16")
    assert isinstance(found, Fleet)
    assert found.devices_per_replica == 2


def test_a_405b_model_on_a_64_gb_laptop_in_50_ms_breaks_both_limits() -> None:
    laptop = accelerator(
        memory_gb=64,
        bandwidth_gb_s=120,
        bf16_tflops=9.2,
        fp8_tflops=None,
        int8_tops=None,
        kind="apple",
        generation="apple-m4",
        vendor="Apple",
        link="",
        link_gb_s=None,
        devices_per_node=1,
    )
    load = Load(100, 500, 200, total_ms=50)
    memory, latency = check_device(HUGE, laptop, load, precision="int4")
    assert memory.name == "memory of the device"
    assert memory.needs_value > 215
    assert memory.sentence().endswith("has 64 GB")
    assert latency.name == "time to answer"
    assert "at 120 GB/s, has a limit of 50 ms" in latency.sentence()
    assert latency.needs_value > 200 * 1000 * 215 / 120


def test_a_laptop_that_holds_the_model_in_time_breaks_nothing() -> None:
    assert check_device(SMALL, accelerator(), LOAD, precision="fp8") == ()


def test_too_few_devices_is_the_limit_that_is_named() -> None:
    found = size_fleet(
        SMALL, accelerator(), replace(LOAD, requests_per_day=1e9), precision="fp8", max_devices=4
    )
    assert isinstance(found, Misfit)
    assert found.name == "number of devices"
    assert found.needs_value > 4


def test_a_shared_prompt_saves_arithmetic_but_not_memory() -> None:
    alone, shared = fleet(requests_per_day=1e7), fleet(requests_per_day=1e7, shared_prefix_share=0.8)
    assert shared.devices < alone.devices
    assert shared.first_token_ms.value < alone.first_token_ms.value


@settings(max_examples=60, deadline=None)
@given(
    st.floats(1.0, 4.0),
    st.sampled_from(["bandwidth_gb_s", "memory_gb", "bf16_tflops", "fp8_tflops", "link_gb_s"]),
    st.sampled_from([SMALL, LARGE, HUGE]),
    st.sampled_from([1e3, 1e5, 1e7]),
    st.sampled_from([200.0, 1000.0, None]),
)
def test_a_better_card_never_makes_a_fit_a_misfit(
    factor: float, field: str, arch: Architecture, requests: float, first_token_ms: float | None
) -> None:
    load = replace(LOAD, requests_per_day=requests, first_token_ms=first_token_ms)
    card = accelerator()
    before = size_fleet(arch, card, load, precision="fp8")
    after = size_fleet(
        arch, card.model_copy(update={field: getattr(card, field) * factor}), load, precision="fp8"
    )
    if isinstance(before, Fleet):
        assert isinstance(after, Fleet)
        assert after.devices <= before.devices


@given(st.integers(1, 64), st.integers(1, 64))
@settings(max_examples=40, deadline=None)
def test_a_larger_budget_never_makes_a_fit_a_misfit(few: int, more: int) -> None:
    before = size_fleet(LARGE, accelerator(), LOAD, precision="fp8", max_devices=few)
    after = size_fleet(LARGE, accelerator(), LOAD, precision="fp8", max_devices=few + more)
    if isinstance(before, Fleet):
        assert after == before or (isinstance(after, Fleet) and after.devices <= before.devices)


@pytest.mark.parametrize("limit", ["first_token_ms", "total_ms"])
def test_a_tighter_limit_never_needs_fewer_devices(limit: str) -> None:
    counts = []
    for factor in (4.0, 2.0, 1.0):
        load = replace(LOAD, requests_per_day=5e6, **{limit: getattr(LOAD, limit) * factor})
        found = size_fleet(SMALL, accelerator(), load, precision="fp8")
        counts.append(found.devices if isinstance(found, Fleet) else 10**6)
    assert counts == sorted(counts)


def test_a_classifier_that_answers_nothing_still_takes_one_step() -> None:
    assert fleet(output_tokens=0).tpot_ms.value > 0


def test_a_replica_of_desktop_cards_ends_at_its_machine() -> None:
    card = accelerator(kind="consumer", memory_gb=24, link="", link_gb_s=None, devices_per_node=2)
    found = size_fleet(HUGE, card, LOAD, precision="int4")
    assert isinstance(found, Misfit)
    assert found.name == "memory of 2 devices"
