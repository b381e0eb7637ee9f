"""One stream on small machines."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import from_row
from advisor.estimate.edge import estimate_stream
from advisor.estimate.formats import format_named
from advisor.estimate.software import Software
from tests.estimate.rows import LLAMA_70B, accelerator, model

LLAMA_2_7B = from_row(
    model(params_b=6.74, active_params_b=6.74, kv_heads=32, intermediate=11008, vocab=32000)
)
RTX_3090 = accelerator(
    id="rtx-3090",
    kind="consumer",
    generation="ampere",
    memory_gb=24,
    bandwidth_gb_s=936,
    bf16_tflops=71.2,
    fp8_tflops=None,
    int8_tops=284.6,
    link="",
    link_gb_s=None,
    devices_per_node=1,
)
M4_MAX = accelerator(
    id="m4-max",
    kind="apple",
    vendor="Apple",
    generation="apple-m4",
    memory_gb=128,
    bandwidth_gb_s=546,
    bf16_tflops=18.4,
    fp8_tflops=None,
    int8_tops=None,
    link="",
    link_gb_s=None,
    devices_per_node=1,
)


@pytest.mark.parametrize(
    ("device", "weights", "measured"),
    [
        (RTX_3090, "q4_0", 161.0),  # llama.cpp discussion 15013, rounded
        (M4_MAX, "q4_0", 83.0),  # llama.cpp discussion 4167, rounded
    ],
)
def test_a_7b_model_generates_as_fast_as_published(
    device: Accelerator, weights: str, measured: float
) -> None:
    found = estimate_stream(LLAMA_2_7B, device, format_named(weights), depth=64)
    assert (
        found.output_tok_s * found.output_range.low
        <= measured
        <= found.output_tok_s * found.output_range.high
    )


@settings(max_examples=50, deadline=None)
@given(st.floats(50, 4000), st.integers(0, 4000), st.sampled_from(["bf16", "q8_0", "q4_k_m"]))
def test_no_stream_beats_bandwidth_over_bytes(bandwidth: float, depth: int, weights: str) -> None:
    device = RTX_3090.model_copy(update={"bandwidth_gb_s": bandwidth})
    found = estimate_stream(LLAMA_2_7B, device, format_named(weights), depth=depth)
    assert found.output_tok_s < found.bound_tok_s


def test_cards_that_split_layers_add_memory_and_no_generation_speed() -> None:
    arch = from_row(model(**LLAMA_70B))
    two = estimate_stream(arch, RTX_3090, format_named("q4_k_m"), depth=500, cards=2)
    four = estimate_stream(arch, RTX_3090, format_named("q4_k_m"), depth=500, cards=4)
    assert four.output_tok_s < two.output_tok_s


def test_cards_that_split_layers_do_share_a_long_prompt() -> None:
    arch = from_row(model(**LLAMA_70B))
    short = [
        estimate_stream(arch, RTX_3090, format_named("q4_0"), depth=0, prompt=512, cards=n) for n in (2, 4)
    ]
    long = [
        estimate_stream(arch, RTX_3090, format_named("q4_0"), depth=0, prompt=8192, cards=n) for n in (2, 4)
    ]
    assert short[1].prompt_tok_s <= short[0].prompt_tok_s
    assert long[1].prompt_tok_s > long[0].prompt_tok_s


def test_a_fuller_context_is_slower() -> None:
    rates = [
        estimate_stream(LLAMA_2_7B, M4_MAX, format_named("q4_0"), depth=d).output_tok_s
        for d in (0, 2000, 4000)
    ]
    assert rates == sorted(rates, reverse=True)


def test_programs_and_batches_without_measurements_have_the_widest_range() -> None:
    ask = partial(estimate_stream, LLAMA_2_7B, RTX_3090, format_named("q4_0"), depth=64)
    known, other, batch = ask(), ask(software=Software("some-program")), ask(batch=8)
    assert ask(software=Software("llama.cpp")).output_range == known.output_range
    for far in (other, batch):
        assert far.distance == 2
        assert far.output_range.high / far.output_range.low > known.output_range.high / known.output_range.low
