"""Models that are no LLM."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.catalog import load_catalog
from advisor.catalog.records import Accelerator, OtherModel
from advisor.estimate import classical_time
from advisor.estimate.classical import batch_seconds, fleet_at, pace_on
from advisor.estimate.classical_coefficients import device_term
from advisor.estimate.classical_work import work_of
from advisor.estimate.fleet import Fleet
from advisor.estimate.load import Misfit
from tests.estimate.rows import DAY, accelerator

CPU = accelerator(
    id="cpu",
    name="a server CPU",
    kind="cpu",
    vendor="Any",
    generation="server-cpu",
    memory_gb=256,
    bandwidth_gb_s=300,
    bf16_tflops=10,
    fp8_tflops=None,
    int8_tops=None,
    link="",
    link_gb_s=None,
    devices_per_node=1,
)


def other(**changes: Any) -> OtherModel:
    base: dict[str, Any] = {
        "id": "encoder",
        "source": "BERT paper, arXiv:1810.04805",
        "as_of": DAY,
        "name": "BERT large",
        "task": "classify",
        "params_b": 0.34,
        "gflops_per_unit": 0.7,
        "unit": "token",
        "memory_gb": 1.5,
    }
    return OtherModel(**{**base, **changes})


def sized(
    row: OtherModel,
    device: Accelerator,
    units_per_day: float,
    peak_factor: float,
    latency_ms: float | None = None,
) -> Fleet | Misfit:
    """Return the devices that carry a load of units, or the limit that one of them breaks."""
    pace = pace_on(row, device, latency_ms)
    if isinstance(pace, Misfit):
        return pace
    return fleet_at(row, device, pace, units_per_day, pace.devices(units_per_day, peak_factor))


def test_a_token_of_an_encoder_costs_two_flops_a_weight_and_weights_are_read_once_a_batch() -> None:
    one, many = batch_seconds(other(), CPU, 1), batch_seconds(other(), CPU, 64)
    assert many < 64 * one
    assert many > 64 * 0.7e9 / 10e12


def test_a_million_tokens_a_day_fit_on_one_cpu() -> None:
    found = sized(other(), CPU, 1e6, 4.0)
    assert isinstance(found, Fleet)
    assert found.devices == 1
    assert found.utilisation.value < 0.2


def test_devices_grow_with_the_load() -> None:
    heavy = other(task="image", unit="image", gflops_per_unit=100_000.0, params_b=12, memory_gb=30)
    few, many = (sized(heavy, accelerator(), n, 4.0) for n in (1e4, 1e6))
    assert isinstance(few, Fleet)
    assert isinstance(many, Fleet)
    assert few.devices < many.devices


def test_an_image_on_a_cpu_in_a_tenth_of_a_second_breaks_the_time_limit() -> None:
    found = sized(other(unit="image", gflops_per_unit=100_000.0), CPU, 100, 4.0, 100)
    assert isinstance(found, Misfit)
    assert found.name == "time of one image"
    assert found.needs_value > 10_000


def test_a_model_larger_than_the_memory_says_so() -> None:
    found = sized(other(memory_gb=90), accelerator(), 100, 4.0)
    assert isinstance(found, Misfit)
    assert found.sentence() == "memory of the device: needs 90 GB, has 80 GB"


@pytest.mark.parametrize("field", ["bandwidth_gb_s", "bf16_tflops"])
def test_a_better_device_is_never_slower(field: str) -> None:
    better = CPU.model_copy(update={field: getattr(CPU, field) * 2})
    assert batch_seconds(other(), better, 8) <= batch_seconds(other(), CPU, 8)


def test_whisper_turbo_on_an_h100_transcribes_some_hundred_times_faster_than_speech() -> None:
    found = sized(load_catalog().other("whisper-large-v3-turbo"), accelerator(), 1000, 1.0)
    assert isinstance(found, Fleet)
    slowest, fastest = 1000.0 / found.tpot_ms.high, 1000.0 / found.tpot_ms.low
    assert slowest < 404 < fastest  # inferencebench.io, 404 times real time at a batch of 32


def test_a_recogniser_of_speech_on_eight_cores_is_as_fast_as_published() -> None:
    """faster-whisper README, small model on 8 threads of a Core i7-12700K: 7.65 and 15.3 times real time."""
    catalog = load_catalog()
    work = replace(work_of(catalog.other("whisper-small")), beams=5.0)
    device = catalog.accelerator("core-i7-12700k")
    alone = 30.0 / classical_time.batch_seconds(work, device, 30.0, "int8")
    eight = 240.0 / classical_time.batch_seconds(work, device, 240.0, "int8")
    assert alone == pytest.approx(7.65, rel=0.4)
    assert eight == pytest.approx(15.3, rel=0.4)


def test_a_processor_is_not_taken_for_a_card_of_its_maker() -> None:
    catalog = load_catalog()
    processor, card = catalog.accelerator("epyc-9355p"), catalog.accelerator("mi300x")
    assert device_term("reach", processor)[0] == device_term("reach", catalog.accelerator("xeon-8480"))[0]
    assert device_term("reach", processor)[0] != device_term("reach", card)[0]
