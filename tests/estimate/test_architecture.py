"""Counts and caches of known models."""

from __future__ import annotations

import pytest

from advisor.estimate.architecture import from_row
from tests.estimate.rows import DEEPSEEK_V3, GPT_OSS_120B, LLAMA_70B, LLAMA_405B, model


def test_llama_8b_keeps_128_kib_of_cache_a_token() -> None:
    assert from_row(model()).kv_bytes_per_token(2.0) == 131072


def test_deepseek_v3_keeps_68_6_kib_a_token_because_only_the_latent_is_cached() -> None:
    arch = from_row(model(**DEEPSEEK_V3))
    assert arch.kv_bytes_per_token(2.0) == 70272
    naive = 2 * 61 * 128 * 128 * 2
    assert naive / arch.kv_bytes_per_token(2.0) > 25


@pytest.mark.parametrize("changes", [{}, LLAMA_70B, LLAMA_405B, DEEPSEEK_V3, GPT_OSS_120B])
def test_counted_weights_are_within_one_percent_of_the_published_count(changes: dict[str, object]) -> None:
    row = model(**changes)
    assert from_row(row).total_params == pytest.approx(row.params_b * 1e9, rel=0.01)


def test_deepseek_activates_37_billion_of_671() -> None:
    arch = from_row(model(**DEEPSEEK_V3))
    assert arch.active_params == pytest.approx(37e9, rel=0.02)
    assert arch.expert_share == 8 / 256


def test_a_layout_that_the_columns_cannot_express_takes_the_published_counts() -> None:
    row = model(params_b=30.0, active_params_b=3.0, experts=128, experts_per_token=6, moe_intermediate=1856)
    arch = from_row(row)
    assert arch.total_params == pytest.approx(30e9)
    assert arch.active_params == pytest.approx(3e9)


def test_a_sliding_window_stops_the_cache_from_growing() -> None:
    arch = from_row(model(**GPT_OSS_120B))
    per_layer = 2 * 8 * 64 * 2
    assert arch.kv_bytes(1000) == per_layer * (18 * 1000 + 18 * 128)
    assert arch.kv_bytes(100) == arch.kv_bytes_per_token() * 100


def test_a_linear_attention_layer_caches_nothing_a_token() -> None:
    arch = from_row(model(attention="hybrid", full_attention_layers=8))
    assert arch.kv_bytes_per_token() == from_row(model()).kv_bytes_per_token() / 4


def test_one_token_reads_its_own_experts_and_a_large_batch_reads_all() -> None:
    arch = from_row(model(**DEEPSEEK_V3))
    assert arch.experts_read(1) == pytest.approx(8 / 256)
    assert arch.experts_read(1000) == pytest.approx(1.0)


def test_a_token_costs_two_flops_a_weight_and_attention_grows_with_context() -> None:
    arch = from_row(model())
    assert arch.flops_per_token() == 2 * arch.active_params
    assert arch.flops_per_token(1000) - arch.flops_per_token() == 2 * 1000 * 32 * 2 * 32 * 128
