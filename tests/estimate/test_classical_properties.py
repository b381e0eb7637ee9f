"""What must hold for every model that is no LLM, on every device of the catalogue."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.catalog import load_catalog
from advisor.catalog.records import Accelerator, OtherModel
from advisor.errors import UserError
from advisor.estimate.classical import batch_seconds, served_precision
from advisor.estimate.classical_coefficients import classical_interval
from advisor.estimate.classical_estimate import OtherRequest, estimate_other
from advisor.estimate.classical_time import BYTES, native_tflops, served_share
from advisor.estimate.classical_work import work_of

CATALOG = load_catalog()
MODELS = st.sampled_from(sorted(CATALOG.others.values(), key=lambda row: row.id))
DEVICES = st.sampled_from(sorted(CATALOG.accelerators.values(), key=lambda row: row.id))
PRECISIONS = st.sampled_from(sorted(BYTES))
BATCHES = st.floats(1.0, 4096.0)


@given(MODELS, DEVICES, BATCHES, st.floats(1.0, 10.0), st.sampled_from(["bandwidth_gb_s", "bf16_tflops"]))
@settings(max_examples=300, deadline=None)
def test_more_compute_or_bandwidth_is_never_slower(
    row: OtherModel, device: Accelerator, batch: float, times: float, what: str
) -> None:
    better = device.model_copy(update={what: getattr(device, what) * times})
    assert batch_seconds(row, better, batch, "bf16") <= batch_seconds(row, device, batch, "bf16")


@given(MODELS, DEVICES, BATCHES, st.floats(1.0, 50.0))
@settings(max_examples=300, deadline=None)
def test_a_larger_batch_takes_longer_and_never_finishes_fewer_units_a_second(
    row: OtherModel, device: Accelerator, batch: float, times: float
) -> None:
    larger = batch * times
    assert batch_seconds(row, device, larger) >= batch_seconds(row, device, batch) * (1 - 1e-12)
    assert batch_seconds(row, device, larger) <= times * batch_seconds(row, device, batch) * (1 + 1e-12)


@given(MODELS, DEVICES, BATCHES, PRECISIONS)
@settings(max_examples=300, deadline=None)
def test_no_estimate_passes_the_peak_of_its_device(
    row: OtherModel, device: Accelerator, batch: float, precision: str
) -> None:
    peak = native_tflops(device, precision) or device.bf16_tflops
    rate = batch / batch_seconds(row, device, batch, precision)
    assert rate * row.gflops_per_unit <= max(peak, device.bf16_tflops) * 1e3


@given(MODELS, DEVICES, BATCHES)
@settings(max_examples=200, deadline=None)
def test_fewer_bits_are_never_slower(row: OtherModel, device: Accelerator, batch: float) -> None:
    slow, usual, fast = (batch_seconds(row, device, batch, p) for p in ("fp32", "bf16", "int8"))
    assert fast <= usual <= slow


@given(MODELS, DEVICES, BATCHES)
@settings(max_examples=100, deadline=None)
def test_an_engine_that_fuses_layers_is_never_slower(
    row: OtherModel, device: Accelerator, batch: float
) -> None:
    assert batch_seconds(row, device, batch, mode="compiled") <= batch_seconds(
        row, device, batch, mode="eager"
    )


@given(MODELS, DEVICES, st.integers(1, 64), st.one_of(st.none(), st.floats(1.0, 1e5)))
@settings(max_examples=100, deadline=None)
def test_every_figure_has_its_range_its_unit_and_a_source(
    row: OtherModel, device: Accelerator, gpus: int, limit: float | None
) -> None:
    found = estimate_other(OtherRequest(row, device, gpus, rate=1.0, max_latency_ms=limit))
    for name, figure in found.figures.items():
        assert figure.low <= figure.value <= figure.high, name
        assert figure.unit, name
    assert found.figures["throughput"].unit.endswith("/s")
    assert found.figures["throughput"].all_sources()
    if limit is not None and found.broken is None:
        assert found.figures["batch_ms"].value <= limit


def test_devices_of_unmeasured_makers_have_wider_ranges() -> None:
    row = CATALOG.other("bge-m3")

    def width(name: str) -> float:
        figure = estimate_other(OtherRequest(row, CATALOG.accelerator(name))).figures["throughput"]
        return figure.high / figure.low

    assert width("l4") * 0.999 <= width("t4") <= width("gaudi-3")
    assert width("l4") * 1.1 < width("gaudi-3")


def test_a_precision_that_a_device_lacks_names_what_it_would_fall_back_to() -> None:
    request = OtherRequest(CATALOG.other("bge-m3"), CATALOG.accelerator("a100-sxm-80gb"), precision="fp8")
    with pytest.raises(UserError, match=r"has no fp8 arithmetic; it would compute in bf16"):
        estimate_other(request)


def test_a_neural_processor_made_for_8_bit_serves_in_8_bit() -> None:
    assert served_precision(CATALOG.accelerator("cloud-ai-100-std")) == "int8"
    assert served_precision(CATALOG.accelerator("h100-sxm")) == "bf16"


def test_more_than_the_devices_finish_is_called_saturated() -> None:
    row, device = CATALOG.other("bge-m3"), CATALOG.accelerator("l4")
    calm = estimate_other(OtherRequest(row, device, rate=100.0))
    drowned = estimate_other(OtherRequest(row, device, rate=1e9))
    assert "latency_ms" in calm.figures
    assert "latency_ms" not in drowned.figures
    assert any("Saturated" in note for note in drowned.notes)
    assert drowned.figures["devices_for_rate"].value > 100


def test_live_speech_costs_more_than_recordings() -> None:
    row, device = CATALOG.other("whisper-large-v3-turbo"), CATALOG.accelerator("l4")
    live, recorded = (batch / batch_seconds(row, device, batch) for batch in (2.0, 30.0))
    assert live < recorded / 1.5
    assert any("live" in note for note in estimate_other(OtherRequest(row, device, batch=2.0)).notes)


def test_a_server_of_text_keeps_less_of_a_batch_job_than_pictures_lose() -> None:
    text, pictures, card = CATALOG.other("bge-m3"), CATALOG.other("resnet-50"), CATALOG.accelerator("l4")
    assert 0.2 < served_share(work_of(text), card) < 1.0
    assert served_share(work_of(pictures), card) == 1.0
    calm = estimate_other(OtherRequest(text, card, rate=1000.0)).figures
    expected = 1000.0 / (calm["throughput"].value * served_share(work_of(text), card))
    assert calm["utilisation"].value == pytest.approx(expected, rel=1e-6)


def test_ranges_grow_with_the_distance_from_what_was_measured() -> None:
    for kind in ("any", "transformer", "convolution", "depthwise", "decoder"):
        near, vendor, physics = (classical_interval(kind, away) for away in (0, 1, 2))
        assert physics.low <= vendor.low <= near.low < 1.0 < near.high <= vendor.high <= physics.high
