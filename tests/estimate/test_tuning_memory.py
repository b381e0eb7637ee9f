"""Tuning memory part by part: published vectors, and what must hold for every setting."""

import math
import timeit
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.errors import UserError
from advisor.estimate.finetune import FinetuneRequest, estimate_finetune
from advisor.estimate.tuning_activations import activations, layer_bytes
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_memory import PARTS, memory_parts
from advisor.estimate.tuning_peak import doubtful, peak_memory
from advisor.estimate.tuning_setting import Checkpointing, MemorySetting, Method, Shards
from advisor.estimate.tuning_shape import TuningShape, encoder_shape, shape_of, usual_shape
from advisor.estimate.tuning_shape_names import older_shapes
from advisor.estimate.tuning_states import states
from tests.estimate.rows import DEEPSEEK_V3, accelerator, model

MIB = 2**20
TINY_LLAMA = older_shapes()["tinyllama1.1b"]
QWEN_1_5B = older_shapes()["qwen2.51.5b"]
LLAMA_2_7B = older_shapes()["llama27b"]
METHODS: tuple[Method, ...] = ("full", "lora", "qlora")

settings = st.builds(
    MemorySetting,
    method=st.sampled_from(METHODS),
    tokens_per_step=st.integers(128, 65_536),
    seq_len=st.integers(128, 16_384),
    devices=st.sampled_from([2, 4, 8, 64]),
    shards=st.sampled_from(["none", "zero1", "zero2", "zero3"]),
    rank=st.integers(1, 256),
    checkpointing=st.sampled_from(["full", "none", "selective", "offloaded"]),
    flash_attention=st.booleans(),
    loss=st.sampled_from(["plain", "chunked", "fused"]),
    stack=st.sampled_from(list(tuning_constants()["stack"])),
    kind=st.sampled_from(["allocated", "reserved", "process"]),
)


def total(setting: MemorySetting, shape: TuningShape = LLAMA_2_7B) -> float:
    return sum(memory_parts(shape, setting).values())


def sized(params: float) -> TuningShape:
    return replace(usual_shape(params / 1e9), params=params, active_params=params)


def test_mixed_precision_adam_of_seven_billion_weights_takes_112_gb() -> None:
    """16 bytes a weight: 2 + 2 + 12 (ZeRO, arXiv:1910.02054)."""
    held = states(sized(7e9), MemorySetting("full", 1, 1))
    assert held.weights + held.gradients + held.optimizer == pytest.approx(112e9)


@pytest.mark.parametrize(
    ("shards", "gb"), [("none", 120.0), ("zero1", 31.4), ("zero2", 16.6), ("zero3", 1.88)]
)
def test_the_stages_of_zero_take_what_their_paper_says(shards: Shards, gb: float) -> None:
    """Figure 1 of arXiv:1910.02054: 7.5B weights on 64 devices."""
    held = states(sized(7.5e9), MemorySetting("full", 1, 1, devices=64, shards=shards))
    assert (held.weights + held.gradients + held.optimizer) / 1e9 == pytest.approx(gb, rel=0.005)


def test_a_layer_keeps_about_34_bytes_a_width_and_5_a_score() -> None:
    """arXiv:2205.05198 for a plain block with dropout, of which the masks take 2 bytes: 34sbh + 5as^2b."""
    shape = replace(older_shapes()["opt13b"], kv_width=5120)
    setting = MemorySetting("full", 2048, 2048, checkpointing="none")
    kept = layer_bytes(shape, setting, at_work=False)
    assert kept / shape.hidden == pytest.approx(34, rel=0.15)
    eager = layer_bytes(shape, replace(setting, flash_attention=False), at_work=False)
    assert eager - kept == pytest.approx(5 * 40 * 2048)


def test_double_quantisation_saves_what_its_paper_says() -> None:
    """QLoRA, arXiv:2305.14314: 0.373 bits a weight."""
    weights = tuning_constants()["weights"]
    assert 8 * (weights["nf4"] - weights["nf4_double"]) == pytest.approx(0.373, abs=0.002)


@pytest.mark.parametrize(
    ("shape", "method", "trained", "tokens", "mib"),
    [
        (TINY_LLAMA, "lora", 9.011e6, 2048, 3288),
        (TINY_LLAMA, "qlora", 9.011e6, 2048, 2530),
        (TINY_LLAMA, "qlora", 9.011e6, 12_288, 9372),
        (QWEN_1_5B, "lora", 8.716e6, 2048, 7402),
        (QWEN_1_5B, "qlora", 8.716e6, 2048, 6831),
    ],
)
def test_allocated_memory_on_a_t4_is_met_within_two_percent(
    shape: TuningShape, method: Method, trained: float, tokens: int, mib: float
) -> None:
    """fitcheck-llm 0.3.1, peak allocated with flash attention and checkpointing."""
    setting = MemorySetting(method, tokens, 1024, trainable_params=trained, kind="allocated")
    assert total(setting, shape) / MIB == pytest.approx(mib, rel=0.02)


def test_adapters_of_rank_8_on_query_and_value_have_4_194_304_weights() -> None:
    """Llama 2 7B, LitGPT's own count."""
    assert LLAMA_2_7B.adapter_params(8, all_linear=False) == 4_194_304


def test_the_shapes_of_older_models_count_to_their_published_sizes() -> None:
    published = {
        "falcon7b": 6.92, "gemma2b": 2.506, "gemma7b": 8.538, "gemma22b": 2.614,
        "r1distillqwen1.5b": 1.78, "opt13b": 12.85, "opt66b": 65.7, "qwen27b": 7.615, "qwen2vl7b": 8.29,
        "internlm27b": 7.74, "deepseekllm7b": 6.91, "bloomz7b1": 7.07, "pythia1b": 1.012, "pythia12b": 11.85,
        "pythia6.9b": 6.86,
    }  # fmt: skip
    for name, params_b in published.items():
        assert older_shapes()[name].params / 1e9 == pytest.approx(params_b, rel=0.005), name


def test_adapters_of_a_mixture_stand_on_every_expert() -> None:
    shape = shape_of(model(**DEEPSEEK_V3))
    one_expert = 3 * (7168 + 2048)
    assert shape.adapter_params(1) > 58 * 256 * one_expert


def test_an_encoder_has_no_logits() -> None:
    parts = memory_parts(encoder_shape(0.11), MemorySetting("full", 32 * 128, 128))
    assert parts["logits"] == 0
    assert encoder_shape(0.11).hidden == pytest.approx(768, abs=128)


def test_a_whole_second_copy_serves_as_the_reference_of_full_tuning() -> None:
    one = states(LLAMA_2_7B, MemorySetting("full", 1, 1))
    two = states(LLAMA_2_7B, MemorySetting("full", 1, 1, reference=True))
    assert two.weights == 2 * one.weights
    assert two.optimizer == one.optimizer


def test_expert_parallelism_divides_experts_and_nothing_else() -> None:
    shape = shape_of(model(**DEEPSEEK_V3))
    setting = MemorySetting("full", 1, 1, devices=64, shards="zero1")
    whole, shared = states(shape, setting), states(shape, replace(setting, experts=64))
    dense = shape.params - shape.expert_params
    assert shared.weights == pytest.approx(2 * (dense + shape.expert_params / 64))
    assert whole.weights == pytest.approx(2 * shape.params)


def test_states_of_a_mixture_are_never_divided_by_more_than_the_devices() -> None:
    """12 bytes of state for each weight over 16 devices, whatever the parallelism."""
    shape = shape_of(model(**DEEPSEEK_V3))
    setting = MemorySetting("full", 1, 1, devices=16, tensor=2, experts=8, shards="zero1")
    assert states(shape, setting).optimizer == pytest.approx(12 * shape.params / 16)


def test_offloaded_state_is_not_on_the_device() -> None:
    assert states(LLAMA_2_7B, MemorySetting("full", 1, 1, offload="optimizer")).optimizer == 0
    assert states(LLAMA_2_7B, MemorySetting("full", 1, 1, offload="states")).weights == 0


def test_an_update_in_the_backward_pass_keeps_no_gradients() -> None:
    assert states(LLAMA_2_7B, MemorySetting("full", 1, 1, update_in_backward=True)).gradients == 0


@given(settings)
def test_every_part_is_there_and_none_is_negative(setting: MemorySetting) -> None:
    parts = memory_parts(LLAMA_2_7B, setting)
    assert tuple(parts) == PARTS
    assert all(held >= 0 for held in parts.values())


@given(settings, st.floats(1.0, 8.0))
def test_more_tokens_longer_sequences_or_a_higher_rank_never_take_less(
    setting: MemorySetting, times: float
) -> None:
    more = replace(setting, tokens_per_step=setting.tokens_per_step * times)
    assert total(more) >= total(setting)
    longer = total(replace(more, seq_len=setting.seq_len * times))
    assert longer >= total(more) * (1 - 1e-12), "the same bytes in another order of factors round differently"
    assert total(replace(setting, rank=2 * setting.rank)) >= total(setting)


@given(settings)
def test_a_higher_stage_of_zero_never_holds_more_states(setting: MemorySetting) -> None:
    def held(shards: Shards) -> float:
        found = states(LLAMA_2_7B, replace(setting, shards=shards))
        return found.weights + found.adapters + found.gradients + found.optimizer

    assert held("none") >= held("zero1") >= held("zero2") >= held("zero3")


@given(settings)
def test_checkpointing_never_raises_what_is_kept(setting: MemorySetting) -> None:
    def kept(checkpointing: Checkpointing) -> float:
        return activations(LLAMA_2_7B, replace(setting, checkpointing=checkpointing)).kept

    assert kept("none") >= kept("selective") >= kept("full") >= kept("offloaded")


@given(settings)
def test_weights_and_states_shrink_from_full_to_lora_to_qlora(setting: MemorySetting) -> None:
    def held(method: Method) -> float:
        found = states(LLAMA_2_7B, replace(setting, method=method, rank=16))
        return found.weights + found.adapters + found.gradients + found.optimizer

    assert held("full") > held("lora") > held("qlora")


@given(settings)
def test_more_sharded_devices_never_take_more_memory_each(setting: MemorySetting) -> None:
    sharded = replace(setting, shards="zero3")
    assert total(replace(sharded, devices=2 * sharded.devices)) <= total(sharded)


@given(settings)
def test_a_fused_loss_never_takes_more_than_a_plain_one(setting: MemorySetting) -> None:
    assert total(replace(setting, loss="fused")) <= total(replace(setting, loss="plain"))


@given(settings)
def test_what_the_system_shows_is_never_less_than_what_is_allocated(setting: MemorySetting) -> None:
    allocated, reserved, process = (
        total(replace(setting, kind=kind)) for kind in ("allocated", "reserved", "process")
    )
    assert allocated <= reserved <= process


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"rank": 0}, "rank"),
        ({"method": "dpo"}, "method"),
        ({"stack": "mystack"}, "stack"),
        ({"optimizer": "adagrad"}, "optimizer"),
        ({"shards": "zero4"}, "shards"),
        ({"devices": 6, "tensor": 4}, "devices"),
        ({"seq_len": float("nan")}, "seq_len"),
    ],
)
def test_bad_settings_are_refused_in_words(change: dict[str, object], word: str) -> None:
    arguments: dict[str, object] = {"method": "lora", "tokens_per_step": 512, "seq_len": 512, **change}
    with pytest.raises(UserError, match=word):
        MemorySetting(**arguments)


def test_one_estimate_takes_well_under_a_millisecond() -> None:
    """The budget is 100 microseconds on an idle machine; the least of many rounds leaves room for others."""
    job = FinetuneRequest(LLAMA_2_7B, "lora", accelerator(), tokens=1e7)
    best = min(timeit.repeat(lambda: estimate_finetune(job), number=50, repeat=20)) / 50
    assert best < 5e-4


def test_a_large_packed_base_is_less_in_doubt_than_what_stands_beside_it() -> None:
    """Stored weights are counted bytes; the range of a run that is nearly all base is a narrow one."""
    small, _ = peak_memory(usual_shape(70.0), MemorySetting("qlora", 512, 512, rank=8))
    large, _ = peak_memory(usual_shape(70.0), MemorySetting("qlora", 65_536, 8192, rank=8))
    assert small.high / small.value < large.high / large.value
    assert doubtful(40.0, 45.0) == pytest.approx(math.hypot(10.0, 5.0))
    assert doubtful(0.0, 45.0) == 45.0
