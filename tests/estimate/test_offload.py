"""Models that are larger than the card."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.catalog import load_catalog
from advisor.errors import UserError
from advisor.estimate.architecture import from_row
from advisor.estimate.formats import format_named
from advisor.estimate.offload import Host, estimate_offload
from advisor.estimate.roomier import bigger_card, holds, smaller_format
from tests.estimate.rows import GPT_OSS_120B, LLAMA_70B, accelerator, model

RTX_4090 = accelerator(
    id="rtx-4090", kind="consumer", generation="ada", memory_gb=24, bandwidth_gb_s=1008, bf16_tflops=165.2,
    fp8_tflops=330.3, int8_tops=660.6, link="", link_gb_s=None, devices_per_node=1,
)  # fmt: skip
RTX_2080 = accelerator(
    id="rtx-2080", kind="consumer", generation="turing", memory_gb=8, visible_mib=8192, bandwidth_gb_s=448,
    bf16_tflops=40.0, fp8_tflops=None, int8_tops=161.0, link="", link_gb_s=None, devices_per_node=1,
)  # fmt: skip
FOUR_CHANNELS = Host(62, 93.9)
LARGE = from_row(model(**LLAMA_70B))
MIXTURE = from_row(model(**GPT_OSS_120B))
Q4 = format_named("q4_k_m")


@pytest.mark.parametrize(
    ("name", "measured"), [("qwen3-14b", 16.9), ("phi-4", 16.7), ("gemma-3-12b", 26.1), ("qwen2.5-14b", 20.8)]
)
def test_rates_on_an_8_gb_card_agree_with_published_ones(name: str, measured: float) -> None:
    """llama.cpp on an RTX 2080 beside an i9-10900X (AlexsJones/llmfit#774 and #778, 2026-07)."""
    arch = from_row(load_catalog().model(name))
    found = estimate_offload(arch, RTX_2080, Q4, FOUR_CHANNELS, depth=512)
    assert found.output_tok_s * found.spread.low < measured < found.output_tok_s * found.spread.high


def test_of_a_mixture_the_computer_keeps_experts_only_and_is_not_slow() -> None:
    found = estimate_offload(MIXTURE, RTX_4090, format_named("mxfp4"), Host(96), depth=2000)
    assert found.experts_only
    assert 0.2 < found.card_share < 0.6
    dense = estimate_offload(LARGE, RTX_4090, Q4, Host(96), depth=2000)
    assert found.output_tok_s > 5 * dense.output_tok_s


def test_what_stands_where_adds_up() -> None:
    found = estimate_offload(LARGE, RTX_4090, Q4, Host(96), depth=2000)
    assert found.card_gb + found.host_gb == pytest.approx(41.9, rel=0.02)
    assert found.card_gb < 24
    assert found.output_tok_s < found.whole_tok_s


@settings(max_examples=50, deadline=None)
@given(st.floats(10, 80), st.floats(1.0, 3.0), st.sampled_from(["memory_gb", "bandwidth_gb_s"]))
def test_more_memory_or_bandwidth_never_lowers_the_rate(memory: float, factor: float, field: str) -> None:
    card = RTX_4090.model_copy(update={"memory_gb": memory})
    better = card.model_copy(update={field: getattr(card, field) * factor})
    before, after = (
        estimate_offload(LARGE, d, Q4, Host(128), depth=2000).output_tok_s for d in (card, better)
    )
    assert after >= before * 0.999
    faster_host = estimate_offload(LARGE, card, Q4, Host(128, 89.6 * factor), depth=2000).output_tok_s
    assert faster_host >= before * 0.999


def test_a_computer_that_is_too_small_is_refused_with_what_it_needs() -> None:
    with pytest.raises(UserError, match=r"host-memory: .* needs 2[0-9] GB"):
        estimate_offload(LARGE, RTX_4090, Q4, Host(8), depth=2000)


def test_ways_out_are_a_smaller_format_and_a_bigger_card() -> None:
    assert not holds(LARGE, RTX_4090, Q4, "fp16", 2000, 1)
    smaller = smaller_format(from_row(model()), RTX_2080, format_named("bf16"), "fp16", 2000, 1)
    assert smaller is not None
    assert smaller.id in {"q6_k", "q5_1", "q5_k_m"}
    cards = load_catalog().accelerators.values()
    card = bigger_card(LARGE, RTX_4090, Q4, "fp16", 2000, cards)
    assert card is not None
    assert card.memory_gb >= 47
    assert holds(LARGE, card, Q4, "fp16", 2000, 1)


@pytest.mark.parametrize("bad", [0.0, -5.0, float("nan"), float("inf")])
def test_a_computer_without_memory_is_refused(bad: float) -> None:
    with pytest.raises(UserError, match="host-memory"):
        Host(bad)


def test_fewer_lanes_slow_prompts_and_nothing_else() -> None:
    wide, narrow = (
        estimate_offload(LARGE, RTX_4090, Q4, Host(96, slot_gb_s=slot), depth=2000) for slot in (20.0, 5.0)
    )
    assert narrow.output_tok_s == wide.output_tok_s
    assert 0.2 < narrow.prompt_tok_s / wide.prompt_tok_s < 0.5
    assert wide == estimate_offload(LARGE, RTX_4090, Q4, Host(96), depth=2000)
    with pytest.raises(UserError, match="host-slot"):
        Host(96, slot_gb_s=-1.0)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["q4_k_m", "q8_0", "bf16"]), st.integers(1, 4), st.floats(100.0, 30000.0))
def test_what_is_proposed_instead_holds_the_model(name: str, cards: int, depth: float) -> None:
    weights = format_named(name)
    smaller = smaller_format(LARGE, RTX_4090, weights, "fp16", depth, cards)
    if smaller is not None:
        assert smaller.bits < weights.bits
        assert holds(LARGE, RTX_4090, smaller, "fp16", depth, cards)
    card = bigger_card(LARGE, RTX_4090, weights, "fp16", depth, load_catalog().accelerators.values())
    if card is not None:
        assert card.memory_gb > RTX_4090.memory_gb
        assert holds(LARGE, card, weights, "fp16", depth, 1)
