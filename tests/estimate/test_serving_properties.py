"""What must hold for every device, model, format and load: no exception for any vendor or generation."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.catalog import load_catalog
from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture, from_row
from advisor.estimate.edge import estimate_stream
from advisor.estimate.formats import arithmetic, format_named
from advisor.estimate.memory import GB, weight_bytes
from advisor.estimate.reach import Limits, most_rate
from advisor.estimate.serving import ServeRequest, estimate_serving, replica_for
from advisor.estimate.step_terms import gemm_share
from advisor.estimate.techniques import replica_at_work

CATALOG = load_catalog()
DEVICES = st.sampled_from(sorted(CATALOG.accelerators.values(), key=lambda row: row.id))
FORMATS = st.sampled_from(["bf16", "fp8", "int8", "awq", "mxfp4", "nvfp4", "q4_k_m", "q8_0"])
ENGINES = st.sampled_from(["", "vllm", "tensorrt-llm", "sglang", "an engine of one's own"])
YEARS = st.sampled_from([None, 2023.5, 2024.9, 2025.6, 2027.0])
LOADS = st.one_of(st.none(), st.integers(1, 600))


@cache
def architectures() -> tuple[Architecture, ...]:
    return tuple(from_row(row) for row in sorted(CATALOG.models.values(), key=lambda row: row.id))


@st.composite
def requests(draw: st.DrawFn) -> ServeRequest:
    device, arch = draw(DEVICES), draw(st.sampled_from(architectures()))
    tp = draw(st.sampled_from([1, 2, 4, 8]))
    return ServeRequest(
        arch,
        device,
        gpus=tp,
        tp=tp,
        ep=draw(st.sampled_from([1, tp])),
        weights=draw(FORMATS),
        isl=draw(st.integers(1, 30000)),
        osl=draw(st.integers(1, 5000)),
        concurrency=draw(LOADS),
        engine=draw(ENGINES),
        attention_dp=draw(st.booleans()) and arch.experts > 0,
        software_year=draw(YEARS),
    )


def rate(req: ServeRequest) -> float:
    found = estimate_serving(req)
    return found.output_tok_s if found.fits else 0.0


@settings(max_examples=150, deadline=None)
@given(requests())
def test_every_device_and_model_get_finite_figures_with_a_range_around_them(req: ServeRequest) -> None:
    found = estimate_serving(req)
    for value in (found.output_tok_s, found.tpot_ms, found.output_tok_s_per_gpu):
        assert math.isfinite(value)
        assert value > 0
    for spread in (found.throughput_range, found.ttft_range, found.tpot_range):
        assert spread.low < 1 < spread.high


@settings(max_examples=150, deadline=None)
@given(
    requests(),
    st.floats(1.0, 5.0),
    st.sampled_from(
        ["bandwidth_gb_s", "memory_gb", "visible_mib", "bf16_tflops", "fp8_tflops", "int8_tops", "fp4_tflops"]
    ),
)
def test_more_bandwidth_compute_or_memory_never_lowers_throughput(
    req: ServeRequest, factor: float, field: str
) -> None:
    before = getattr(req.accelerator, field)
    assume(before is not None)
    better = req.accelerator.model_copy(update={field: before * factor})
    assert rate(replace(req, accelerator=better)) >= rate(req) * (1 - 1e-9)


@settings(max_examples=150, deadline=None)
@given(requests(), st.integers(1, 60000))
def test_a_longer_context_never_raises_throughput(req: ServeRequest, more: int) -> None:
    assert rate(replace(req, isl=req.isl + more)) <= rate(req) * (1 + 1e-9)


@settings(max_examples=100, deadline=None)
@given(requests())
def test_tensor_parallelism_never_takes_free_memory_from_a_device(req: ServeRequest) -> None:
    free = [
        replica_for(replace(req, gpus=tp, tp=tp, ep=1, attention_dp=False, concurrency=1))[0].free
        for tp in (1, 2, 4, 8)
    ]
    assert free == sorted(free)


@settings(max_examples=120, deadline=None)
@given(requests(), st.floats(1.0, 4.0), st.sampled_from(["bandwidth_gb_s", "memory_gb", "bf16_tflops"]))
def test_a_better_device_never_carries_a_lower_rate_within_limits(
    req: ServeRequest, factor: float, field: str
) -> None:
    limits = Limits(first_ms=3000.0, total_ms=60000.0)
    better = req.accelerator.model_copy(
        update={field: getattr(req.accelerator, field) * factor, "visible_mib": None}
    )
    plain = req.accelerator.model_copy(update={"visible_mib": None})
    before, after = (
        most_rate(replica_at_work(replace(req, accelerator=device))[1], limits) for device in (plain, better)
    )
    assert after >= before * (1 - 1e-4)


@settings(max_examples=120, deadline=None)
@given(requests(), st.integers(1, 20000))
def test_a_longer_context_never_carries_a_higher_rate_within_limits(req: ServeRequest, more: int) -> None:
    limits = Limits(first_ms=5000.0, token_ms=200.0)
    before, after = (
        most_rate(replica_at_work(one)[1], limits) for one in (req, replace(req, isl=req.isl + more))
    )
    assert after <= before * (1 + 1e-4)


@settings(max_examples=100, deadline=None)
@given(requests(), st.floats(1.0, 4.0))
def test_more_bandwidth_never_slows_one_stream(req: ServeRequest, factor: float) -> None:
    weights = format_named(req.weights)
    better = req.accelerator.model_copy(update={"bandwidth_gb_s": req.accelerator.bandwidth_gb_s * factor})
    slow, fast = (
        estimate_stream(req.arch, device, weights, depth=float(req.isl)).output_tok_s
        for device in (req.accelerator, better)
    )
    assert fast >= slow * (1 - 1e-9)


@settings(max_examples=100, deadline=None)
@given(requests())
def test_groups_of_layers_never_take_free_memory_from_a_device(req: ServeRequest) -> None:
    free = [
        replica_for(replace(req, gpus=pp, tp=1, pp=pp, ep=1, attention_dp=False, concurrency=1))[0].free
        for pp in (1, 2, 4)
    ]
    assert free == sorted(free)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(architectures()), st.integers(1, 5000), st.integers(2, 5))
def test_the_cache_of_full_attention_grows_linearly(arch: Architecture, context: int, times: int) -> None:
    plain = replace(arch, kv_windowed=0.0, state_elements=0.0)
    assert math.isclose(plain.kv_bytes(context * times), plain.kv_bytes(context) * times, abs_tol=1e-6)
    assert arch.kv_bytes(context * times) <= times * arch.kv_bytes(context) * (1 + 1e-12)


@settings(max_examples=150, deadline=None)
@given(requests())
def test_one_sequence_never_beats_bandwidth_over_the_bytes_that_it_reads(req: ServeRequest) -> None:
    alone = replace(req, concurrency=1, attention_dp=False, ep=1)
    arch, stored = alone.arch, weight_bytes(alone.arch, format_named(alone.weights))
    read = stored.dense + stored.experts * arch.expert_share
    bound = alone.accelerator.bandwidth_gb_s * GB * alone.tp / read
    assert 1e3 / estimate_serving(alone).tpot_ms <= bound


@settings(max_examples=100, deadline=None)
@given(DEVICES, st.sampled_from(architectures()), FORMATS, st.integers(1, 8000), st.sampled_from([1, 2, 4]))
def test_one_stream_stays_below_its_bound(
    device: Accelerator, arch: Architecture, weights: str, depth: int, cards: int
) -> None:
    found = estimate_stream(arch, device, format_named(weights), depth=float(depth), cards=cards)
    assert 0 < found.output_tok_s <= found.bound_tok_s
    assert found.prompt_tok_s > 0


def test_no_share_of_a_peak_is_above_one() -> None:
    for device in CATALOG.accelerators.values():
        for name in ("bf16", "fp8", "int8", "awq", "mxfp4", "nvfp4"):
            weights = format_named(name)
            assert 0 < gemm_share(device, weights, arithmetic(device, weights)) <= 1, (device.id, name)


@settings(max_examples=60, deadline=None)
@given(requests())
def test_older_software_is_never_faster(req: ServeRequest) -> None:
    new, old = (estimate_serving(replace(req, software_year=year)) for year in (None, 2024.0))
    assert old.tpot_ms >= new.tpot_ms * (1 - 1e-9) or old.concurrency < new.concurrency


@settings(max_examples=60, deadline=None)
@given(requests())
def test_figures_per_device_add_up(req: ServeRequest) -> None:
    found = estimate_serving(replace(req, gpus=req.tp * 3))
    assert math.isclose(found.output_tok_s_per_gpu * req.tp * 3, found.output_tok_s, rel_tol=1e-9)
