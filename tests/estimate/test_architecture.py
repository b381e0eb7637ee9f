"""Counts and caches of known models."""

from __future__ import annotations

import pytest

from advisor.estimate.architecture import counted_params, from_row
from advisor.estimate.weight_counts import attention_params
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


QWEN3_CODER_NEXT = {
    "params_b": 79.674391296,
    "active_params_b": 3.874929408,
    "layers": 48,
    "hidden": 2048,
    "heads": 16,
    "kv_heads": 2,
    "head_dim": 256,
    "intermediate": 0,
    "vocab": 151936,
    "experts": 512,
    "experts_per_token": 10,
    "shared_experts": 1,
    "moe_intermediate": 512,
    "attention": "hybrid",
    "gated_attention": True,
    "full_attention_layers": 12,
    "recurrent_layers": 36,
    "recurrent_heads": 32,
    "recurrent_value_dim": 128,
    "recurrent_key_groups": 16,
    "recurrent_key_dim": 128,
    "recurrent_gates": 2,
}
NEMOTRON_3_SUPER = {
    "params_b": 123.611012096 - 2.942324736,
    "active_params_b": 12.77021696,
    "layers": 88,
    "hidden": 4096,
    "heads": 32,
    "kv_heads": 2,
    "head_dim": 128,
    "intermediate": 2688,
    "vocab": 131072,
    "experts": 512,
    "experts_per_token": 22,
    "shared_experts": 1,
    "shared_intermediate": 5376,
    "moe_intermediate": 2688,
    "moe_latent": 1024,
    "feedforward_layers": 40,
    "attention": "hybrid",
    "full_attention_layers": 8,
    "recurrent_layers": 40,
    "recurrent_heads": 128,
    "recurrent_value_dim": 64,
    "recurrent_key_groups": 8,
    "recurrent_key_dim": 128,
}


def test_gated_deltanet_layers_count_to_the_tensors_of_qwen3_coder_next() -> None:
    row = model(**QWEN3_CODER_NEXT)
    arch = from_row(row)
    assert arch.total_params == pytest.approx(79_674_391_296, rel=1e-5)
    assert arch.active_params + arch.embedding_params == pytest.approx(3_874_929_408, rel=1e-3)
    assert counted_params(row) == arch.total_params


def test_mamba_layers_and_experts_behind_a_projection_count_to_the_tensors_of_nemotron_3_super() -> None:
    arch = from_row(model(**NEMOTRON_3_SUPER))
    assert arch.total_params == pytest.approx(120_668_687_360, rel=1e-4)
    assert arch.active_params + arch.embedding_params == pytest.approx(12_770_216_960, rel=1e-3)
    assert arch.kv_bytes_per_token() == 8 * 2 * 2 * 128 * 2


def test_a_recurrent_state_is_kept_once_a_sequence_however_long_it_is() -> None:
    arch = from_row(model(**QWEN3_CODER_NEXT))
    state = 36 * (32 * 128 * 128 + 3 * (32 * 128 + 2 * 16 * 128)) * 4
    assert arch.kv_bytes(0) == state
    assert arch.kv_bytes(1000) - arch.kv_bytes(0) == 12 * 2 * 2 * 256 * 2 * 1000


def test_a_table_for_each_layer_is_stored_and_not_multiplied() -> None:
    plain, tabled = from_row(model()), from_row(model(params_b=9.18, per_layer_embedding=256))
    assert tabled.side_params == 128256 * 32 * 256
    assert tabled.total_params - plain.total_params == tabled.side_params + 3 * 32 * 4096 * 256
    assert tabled.active_params - plain.active_params == 3 * 32 * 4096 * 256


def test_layers_that_read_another_layers_cache_keep_none() -> None:
    half = from_row(model(kv_shared_layers=16))
    assert half.kv_bytes_per_token() == from_row(model()).kv_bytes_per_token() / 2


def test_global_layers_may_have_heads_of_their_own() -> None:
    arch = from_row(
        model(sliding_window=1024, full_attention_layers=8, full_kv_heads=4, full_head_dim=512, heads=32)
    )
    assert arch.kv_full == 8 * 4 * 2 * 512
    assert arch.kv_windowed == 24 * 8 * 2 * 128


def test_a_compressed_cache_is_taken_as_it_is_counted() -> None:
    arch = from_row(model(kv_elements=3440.0, kv_heads=1, head_dim=512, sliding_window=128))
    assert arch.kv_bytes(0) == 0
    assert arch.kv_bytes(10_000) == (3440 * 10_000 + 32 * 512 * 128) * 2


def test_layers_that_attend_to_an_image_cache_it_once_and_no_text() -> None:
    """Llama 3.2 11B Vision: 8 of 40 layers attend to 4 x 1,601 image tokens, and the text has 32 layers."""
    row = model(
        layers=40, full_attention_layers=32, cross_attention_layers=8, encoder_tokens=6404, params_b=9.8
    )
    arch, text = from_row(row), from_row(model())
    assert arch.kv_bytes_per_token() == text.kv_bytes_per_token()
    assert arch.kv_bytes(1000) - text.kv_bytes(1000) == 8 * 6404 * 2 * 8 * 128 * 2


def test_an_encoder_decoder_has_two_attentions_a_layer() -> None:
    plain = counted_params(model())
    crossing = counted_params(model(cross_attention_layers=32, encoder_tokens=512))
    assert crossing - plain == 32 * attention_params(model())
