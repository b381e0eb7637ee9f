"""Tuning memory, speed and layouts against published measurements and against what must always hold."""

from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalog.records import Accelerator, LanguageModel, OtherModel
from advisor.errors import UserError
from advisor.estimate.finetune import FinetuneRequest, estimate_finetune, peak_memory
from advisor.estimate.small_training import small_training
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_layout import TooLarge, TuningLayout, layout
from advisor.estimate.tuning_memory import memory_parts
from advisor.estimate.tuning_setting import Checkpointing, MemorySetting, Method, Shards
from advisor.estimate.tuning_shape import TuningShape, shape_of, usual_shape
from advisor.estimate.tuning_shape_names import older_shapes
from advisor.quantity import sourced

QWEN_7B = older_shapes()["qwen7b"]
QWEN_14B = older_shapes()["qwen14b"]


def card(memory_gb: float = 80, bf16: float = 312, generation: str = "ampere") -> Accelerator:
    return Accelerator(
        id="card",
        source="test",
        as_of=date(2026, 11, 20),
        vendor="v",
        name="Card",
        kind="datacentre",
        generation=generation,
        memory_gb=memory_gb,
        bandwidth_gb_s=2000,
        bf16_tflops=bf16,
        tdp_w=400,
    )


def llama_8b() -> LanguageModel:
    return LanguageModel(
        id="llama-3.1-8b",
        source="maker's configuration",
        as_of=date(2024, 7, 23),
        name="Llama 3.1 8B",
        params_b=8.03,
        active_params_b=8.03,
        layers=32,
        hidden=4096,
        heads=32,
        kv_heads=8,
        head_dim=128,
        intermediate=14336,
        vocab=128256,
        max_context=131072,
        licence="Llama",
        tier="small",
    )


QWEN_README = [
    ("7B LoRA 256", QWEN_7B, "lora", 256, 20.1),
    ("7B LoRA 2048", QWEN_7B, "lora", 2048, 24.1),
    ("7B QLoRA 1024", QWEN_7B, "qlora", 1024, 12.3),
    ("14B LoRA 256", QWEN_14B, "lora", 256, 34.6),
    ("14B QLoRA 4096", QWEN_14B, "qlora", 4096, 23.0),
]


@pytest.mark.parametrize(
    ("name", "shape", "method", "seq_len", "gb"), QWEN_README, ids=[r[0] for r in QWEN_README]
)
def test_adapter_memory_is_within_a_quarter_of_the_qwen_readme(
    name: str, shape: TuningShape, method: Method, seq_len: int, gb: float
) -> None:
    """Qwen README, one A100, rank 64 on every matrix, GPTQ base, checkpointing, batch 1."""
    peak, _ = peak_memory(shape, MemorySetting(method, seq_len, seq_len, rank=64, tables_in_fp32=False))
    assert peak.value == pytest.approx(gb, rel=0.25)
    assert peak.low < gb < peak.high


def test_the_shapes_of_older_models_count_to_their_published_sizes() -> None:
    published = {"qwen7b": 7.721, "qwen72b": 72.288, "yi34b": 34.39, "phi1.5": 1.418, "chatglm36b": 6.244}
    for name, params_b in published.items():
        assert older_shapes()[name].params / 1e9 == pytest.approx(params_b, rel=0.001)


def test_full_tuning_with_a_master_copy_takes_sixteen_bytes_a_weight() -> None:
    """ZeRO, arXiv:1910.02054: 2 + 2 + 12 bytes."""
    parts = memory_parts(QWEN_7B, MemorySetting("full", 1, 1, kind="allocated"))
    states = parts["weights"] + parts["gradients"] + parts["optimizer"]
    assert states / QWEN_7B.params == pytest.approx(16.0)


def test_every_stage_of_zero_splits_one_thing_more() -> None:
    def gb(stage: Shards) -> float:
        setting = MemorySetting("full", 512, 512, devices=8, shards=stage)
        return sum(memory_parts(QWEN_7B, setting).values())

    assert gb("none") > gb("zero1") > gb("zero2") > gb("zero3")


def test_a_fused_loss_removes_the_logits_and_nothing_else() -> None:
    plain = memory_parts(QWEN_7B, MemorySetting("lora", 4096, 4096, kind="allocated"))
    fused = memory_parts(QWEN_7B, MemorySetting("lora", 4096, 4096, kind="allocated", loss="fused"))
    assert plain["logits"] > 5e9
    assert fused["logits"] == 0
    assert fused["weights"] == plain["weights"]
    assert sum(fused.values()) < sum(plain.values())


def test_process_memory_is_more_than_reserved_and_that_is_more_than_allocated() -> None:
    def total(kind: Literal["allocated", "reserved", "process"]) -> float:
        return sum(memory_parts(QWEN_7B, MemorySetting("lora", 512, 512, kind=kind)).values())

    assert total("allocated") < total("reserved") < total("process")


def test_a_quantised_base_keeps_its_tables_in_full() -> None:
    parts = memory_parts(QWEN_7B, MemorySetting("qlora", 512, 512))
    assert parts["weights"] > 0.5 * QWEN_7B.body + 4 * QWEN_7B.tables


def test_offloading_the_optimizer_frees_its_state() -> None:
    assert memory_parts(QWEN_7B, MemorySetting("full", 512, 512, offload="optimizer"))["optimizer"] == 0


def test_eager_attention_keeps_its_scores() -> None:
    flash = memory_parts(QWEN_7B, MemorySetting("lora", 8192, 8192, loss="fused"))
    eager = memory_parts(QWEN_7B, MemorySetting("lora", 8192, 8192, loss="fused", flash_attention=False))
    assert eager["activations"] - flash["activations"] == pytest.approx(16 * 32 * 8192 * 8192)


@given(
    st.sampled_from(["full", "lora", "qlora"]),
    st.integers(128, 16_384),
    st.integers(1, 16),
    st.sampled_from(["none", "selective", "full", "offloaded"]),
    st.floats(1.1, 4),
)
def test_longer_or_more_sequences_never_take_less_memory(
    method: Method, seq_len: int, batch: int, checkpointing: Checkpointing, more: float
) -> None:
    def total(tokens: float) -> float:
        return sum(
            memory_parts(
                QWEN_7B, MemorySetting(method, tokens, seq_len, checkpointing=checkpointing)
            ).values()
        )

    assert total(seq_len * batch * more) > total(seq_len * batch)


@given(st.integers(1, 512), st.integers(2, 8))
def test_a_higher_rank_never_takes_less_memory(rank: int, times: int) -> None:
    def total(rank: int) -> float:
        return sum(memory_parts(QWEN_7B, MemorySetting("lora", 512, 512, rank=rank)).values())

    assert total(rank * times) > total(rank)


@given(st.floats(0.1, 400))
def test_a_guessed_shape_never_has_more_table_than_weights_and_is_less_certain(params_b: float) -> None:
    guess = usual_shape(params_b)
    assert guess.body >= 0
    peak, _ = peak_memory(guess, MemorySetting("lora", 512, 512))
    exact, _ = peak_memory(QWEN_7B, MemorySetting("lora", 512, 512))
    assert peak.high / peak.value > exact.high / exact.value


def test_adapters_cost_two_thirds_of_the_arithmetic_of_full_tuning() -> None:
    """NeMo 2: LoRA runs 1.44 to 1.73 times the tokens a second of full tuning."""
    shape = shape_of(llama_8b())
    full = estimate_finetune(FinetuneRequest(shape, "full", card(), seq_len=4096)).tok_s_per_gpu.value
    lora = estimate_finetune(FinetuneRequest(shape, "lora", card(), seq_len=4096)).tok_s_per_gpu.value
    assert 1.2 < lora / full < 1.75


def test_three_million_tokens_on_an_8b_cost_a_few_dollars() -> None:
    request = FinetuneRequest(
        shape_of(llama_8b()), "lora", card(), tokens=3e6, rate=sourced("rate", 2.0, "USD/h", "test")
    )
    estimate = estimate_finetune(request)
    assert estimate.cost_usd is not None
    assert 0.2 < estimate.cost_usd.value < 10
    assert estimate.fits
    assert sum(q.value for q in estimate.memory.values()) == pytest.approx(
        estimate.peak_memory_gb_per_gpu.value
    )


def test_without_tokens_there_are_no_hours_and_without_a_price_no_cost() -> None:
    shape = shape_of(llama_8b())
    assert estimate_finetune(FinetuneRequest(shape, "lora", card())).gpu_hours is None
    assert estimate_finetune(FinetuneRequest(shape, "lora", card(), tokens=1e6)).cost_usd is None


def test_qlora_of_an_8b_fits_a_24_gb_card_and_full_tuning_does_not() -> None:
    small = layout(shape_of(llama_8b()), "qlora", card(24))
    assert isinstance(small, TuningLayout)
    assert small.gpus == 1
    assert small.estimate.surely_fits
    full = layout(shape_of(llama_8b()), "full", card(24), max_gpus=1)
    assert isinstance(full, TooLarge)
    assert full.needs_gb > full.has_gb
    assert full.has_gb == pytest.approx(24 * 1.065)
    assert full.changes[0].instruction.startswith("use ")


def test_larger_cards_never_need_more_of_them() -> None:
    counts = []
    for memory_gb in (24, 48, 80, 141, 192):
        found = layout(shape_of(llama_8b()), "full", card(memory_gb))
        assert isinstance(found, TuningLayout)
        counts.append(found.gpus)
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("gpus", 0),
        ("seq_len", -1),
        ("tokens", float("nan")),
        ("method", "dpo"),
        ("stack", "x"),
        ("optimizer", "x"),
    ],
)
def test_bad_settings_name_their_field(field: str, value: object) -> None:
    arguments: dict[str, object] = {"method": "lora", field: value}
    with pytest.raises(UserError, match=field):
        FinetuneRequest(QWEN_7B, accelerator=card(), **arguments)


def test_an_encoder_is_trained_for_less_than_an_hour() -> None:
    """ModernBERT class: 20,000 examples of 256 tokens, three passes."""
    encoder = OtherModel(
        id="e",
        source="test",
        as_of=date(2026, 11, 20),
        name="encoder",
        task="classify",
        params_b=0.15,
        gflops_per_unit=0.3,
        unit="token",
        memory_gb=1,
    )
    small = small_training(encoder, card(), examples=20_000, units_per_example=256)
    assert small.gpu_hours.value < 1
    assert small.cost_usd is None
    with pytest.raises(UserError, match="examples"):
        small_training(encoder, card(), examples=0)


def test_every_constant_of_tuning_has_a_source() -> None:
    constants = tuning_constants()
    single = ("weights", "adapter", "layer", "eager", "loss", "gather", "unpacked", "speed")
    for table in (
        *constants["optimizer"].values(),
        *constants["stack"].values(),
        *(constants[name] for name in single),
    ):
        assert len(table["source"]) > 20
