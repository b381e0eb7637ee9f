"""Throughput and latency: hand-worked cases, monotony, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.errors import UserError
from advisor.estimate.architecture import from_row
from advisor.estimate.serving import ServeRequest, check_request, estimate_serving, serve_quantities
from tests.calls import calls_of
from tests.estimate.rows import DEEPSEEK_V3, LLAMA_70B, accelerator, model

ARCH = from_row(model())
CARD = accelerator()
BASE = ServeRequest(ARCH, CARD, weights="fp8", isl=1000, osl=1000, engine="tensorrt-llm")
CONCURRENCY = st.one_of(st.none(), st.integers(1, 300))


def rate(req: ServeRequest) -> float:
    return estimate_serving(req).output_tok_s


def test_llama_8b_in_fp8_on_an_h100_reaches_the_published_maximum() -> None:
    measured = 17660.0  # TensorRT-LLM 1.0, 500 tokens in and 2,000 out
    found = estimate_serving(replace(BASE, isl=500, osl=2000))
    assert found.output_tok_s == pytest.approx(measured, rel=0.25)
    assert found.output_tok_s * found.throughput_range.low < measured


def test_one_stream_never_beats_bandwidth_over_the_bytes_it_reads() -> None:
    found = estimate_serving(replace(BASE, concurrency=1, isl=1, osl=500))
    weights = ARCH.dense_params * 8.03 / 8 + ARCH.head_params * 2
    assert 1000 / found.tpot_ms < CARD.bandwidth_gb_s * 1e9 / weights
    assert 1000 / found.tpot_ms > 0.3 * CARD.bandwidth_gb_s * 1e9 / weights


@settings(max_examples=60, deadline=None)
@given(
    CONCURRENCY,
    st.floats(1.0, 4.0),
    st.sampled_from(["bandwidth_gb_s", "memory_gb", "fp8_tflops", "bf16_tflops"]),
)
def test_a_better_card_is_never_slower(concurrency: int | None, factor: float, field: str) -> None:
    better = CARD.model_copy(update={field: getattr(CARD, field) * factor})
    req = replace(BASE, concurrency=concurrency)
    assert rate(replace(req, accelerator=better)) >= rate(req) * (1 - 1e-9)


@settings(max_examples=60, deadline=None)
@given(CONCURRENCY, st.integers(1, 20000), st.integers(1, 20000))
def test_a_longer_prompt_is_never_faster(concurrency: int | None, isl: int, more: int) -> None:
    req = replace(BASE, concurrency=concurrency, isl=isl)
    assert rate(replace(req, isl=isl + more)) <= rate(req) * (1 + 1e-9)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 300))
def test_more_requests_in_flight_raise_throughput_and_the_time_of_a_token(concurrency: int) -> None:
    one = estimate_serving(replace(BASE, concurrency=concurrency))
    two = estimate_serving(replace(BASE, concurrency=2 * concurrency))
    assert two.output_tok_s >= one.output_tok_s * (1 - 1e-9)
    assert two.tpot_ms >= one.tpot_ms


def test_prompts_of_others_do_not_make_every_step_read_all_experts() -> None:
    arch = from_row(model(**DEEPSEEK_V3))
    req = ServeRequest(
        arch, accelerator(memory_gb=180), gpus=8, tp=8, weights="fp8", isl=8192, osl=1024, concurrency=4
    )
    long = estimate_serving(req).tpot_ms
    short = estimate_serving(replace(req, isl=128)).tpot_ms
    assert long < 1.6 * short


def test_more_requests_than_memory_admits_are_called_saturated_without_a_first_token_time() -> None:
    found = estimate_serving(replace(BASE, concurrency=5000))
    assert found.saturated
    assert found.ttft_ms is None
    assert "ttft_ms" not in serve_quantities(replace(BASE, concurrency=5000), found)


def test_a_model_that_does_not_fit_gives_memory_figures_only() -> None:
    req = replace(BASE, arch=from_row(model(**LLAMA_70B)), weights="bf16")
    found = estimate_serving(req)
    figures = serve_quantities(req, found)
    assert not found.fits
    assert figures["free_gb"].value < 0
    assert "output_tok_s" not in figures


def test_every_figure_carries_a_range_a_formula_and_a_source() -> None:
    req = replace(BASE, concurrency=16)
    for quantity in serve_quantities(req, estimate_serving(req)).values():
        assert quantity.formula
        assert quantity.all_sources()
        assert quantity.low <= quantity.value <= quantity.high


def test_a_card_of_an_unknown_generation_gets_a_wider_range() -> None:
    known = estimate_serving(BASE)
    strange = estimate_serving(
        replace(BASE, accelerator=accelerator(generation="next", vendor="Nobody", kind="npu"))
    )
    assert strange.distance == 2
    assert strange.throughput_range.high > known.throughput_range.high


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"tp": 3, "gpus": 3}, "does not divide the 32 attention heads"),
        ({"tp": 16, "gpus": 16}, "a node of H100 SXM has 8"),
        ({"gpus": 3, "tp": 2}, "not a multiple"),
        ({"isl": 200000}, "beyond the 131072 tokens"),
        ({"concurrency": 0}, "concurrency: must be at least 1"),
        ({"osl": 0}, "osl: must be at least 1"),
    ],
)
def test_what_no_engine_can_run_is_refused_in_one_sentence(changes: dict[str, int], said: str) -> None:
    with pytest.raises(UserError, match=said):
        check_request(replace(BASE, **changes))


def test_an_estimate_is_little_work() -> None:
    """226 calls take some 40 us; `python -m tests.bench.serving` prints the time beside its budget of 50."""
    req = replace(BASE, concurrency=16)
    assert calls_of(lambda: estimate_serving(req)) < 320


def test_a_shared_latent_is_split_by_request_at_full_load_when_experts_are_spread() -> None:
    req = ServeRequest(
        from_row(model(**DEEPSEEK_V3)), accelerator(memory_gb=180), gpus=8, tp=8, ep=8, weights="fp8"
    )
    together = estimate_serving(replace(req, ep=1))
    spread = estimate_serving(req)
    assert spread.memory.kv_per_sequence == pytest.approx(together.memory.kv_per_sequence / 8)
    assert spread.output_tok_s > together.output_tok_s
