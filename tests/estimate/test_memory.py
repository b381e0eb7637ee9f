"""What fits on a card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.errors import UserError
from advisor.estimate.architecture import from_row
from advisor.estimate.formats import arithmetic, default_kv, format_named
from advisor.estimate.memory import GB, budget, kv_shards, usable_bytes, weight_bytes
from tests.estimate.rows import DEEPSEEK_V3, GPT_OSS_120B, LLAMA_70B, accelerator, model


def test_llama_70b_in_16_bit_is_141_gb_and_does_not_fit_on_80() -> None:
    arch = from_row(model(**LLAMA_70B))
    assert weight_bytes(arch, format_named("bf16")).total / GB == pytest.approx(141.1, rel=0.01)
    assert budget(arch, accelerator(), format_named("bf16"), 2.0, 1000).free < 0


def test_quantizers_leave_the_vocabulary_tables_and_the_norms_in_16_bit() -> None:
    arch = from_row(model())
    tables = 2 * arch.embedding_params * 2
    norms = (2 * 32 + 1) * 4096
    linear = (arch.dense_params - norms) * 4.156 / 8
    assert weight_bytes(arch, format_named("awq")).total == pytest.approx(tables + linear + norms * 2)


def test_a_quantized_mixture_keeps_its_routers_in_16_bit() -> None:
    arch = from_row(model(**DEEPSEEK_V3))
    assert arch.small_params == pytest.approx(7168 * (256 * 58 + 2 * 61 + 1))


def test_a_llama_2_7b_in_q4_k_m_is_a_file_of_4_08_gb() -> None:
    row = model(params_b=6.74, active_params_b=6.74, kv_heads=32, intermediate=11008, vocab=32000)
    assert weight_bytes(from_row(row), format_named("q4_k_m")).total / GB == pytest.approx(4.08, rel=0.02)


def test_gpt_oss_120b_keeps_attention_in_16_bit_and_ships_in_about_65_gb() -> None:
    arch = from_row(model(**GPT_OSS_120B))
    assert weight_bytes(arch, format_named("mxfp4")).total / GB == pytest.approx(65.3, rel=0.02)


def test_a_shared_latent_is_copied_to_every_device_unless_attention_is_split_by_request() -> None:
    arch = from_row(model(**DEEPSEEK_V3))
    assert kv_shards(arch, 8) == 1
    assert kv_shards(arch, 8, attention_dp=True) == 8
    assert kv_shards(from_row(model()), 16) == 8


@given(st.sampled_from([1, 2, 4, 8]), st.sampled_from(["bf16", "fp8", "int4"]))
def test_sharing_layers_never_reduces_the_free_memory_of_a_device(tp: int, weights: str) -> None:
    arch, device = from_row(model(**LLAMA_70B)), accelerator()
    fewer = budget(arch, device, format_named(weights), 2.0, 1000, tp=tp)
    more = budget(arch, device, format_named(weights), 2.0, 1000, tp=2 * tp)
    assert more.free >= fewer.free


@given(st.integers(1, 60000))
def test_the_cache_grows_linearly_with_the_context(context: int) -> None:
    arch = from_row(model())
    assert arch.kv_bytes(2 * context) == pytest.approx(2 * arch.kv_bytes(context))


def test_an_ampere_card_unpacks_fp8_weights_to_16_bit() -> None:
    card = accelerator(fp8_tflops=None, generation="ampere")
    found = arithmetic(card, format_named("fp8"))
    assert (found.peak, found.native) == ("bf16", False)
    assert default_kv(card, format_named("fp8")) == "bf16"
    assert default_kv(accelerator(), format_named("fp8")) == "fp8"


def test_an_unknown_format_names_the_near_one() -> None:
    with pytest.raises(UserError, match="Did you mean 'nvfp4'"):
        format_named("nvfp-4")


def test_a_card_offers_what_its_driver_reports_where_a_reading_is_known() -> None:
    read = accelerator(visible_mib=46068, memory_gb=48)
    assert usable_bytes(read) / GB == pytest.approx(48.06, abs=0.02)
    assert usable_bytes(accelerator()) / GB == pytest.approx(85.5, rel=0.01)
    assert usable_bytes(accelerator(kind="apple", memory_gb=64)) / GB < 64 * 0.85


def test_a_4_bit_mixture_ships_its_experts_in_groups_of_32_and_the_rest_in_16_bit() -> None:
    """Kimi K2.5: 594 GB of files, against 537 GB if all of it had 4.156 bits."""
    shape = {"params_b": 1026.0, "active_params_b": 32.0, "experts": 384, "heads": 64, "kv_heads": 64}
    other = {"vocab": 163840, "dense_layers": 1, "native_precision": "int4"}
    arch = from_row(model(**{**DEEPSEEK_V3, **shape, **other}))
    assert arch.native_precision == "int4-g32"
    assert weight_bytes(arch, format_named(arch.native_precision)).total / GB == pytest.approx(594, rel=0.01)
