"""Settings by which a large model is tuned on small devices before larger ones are asked for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalog import load_catalog
from advisor.estimate import tuning_layout
from advisor.estimate.finetune import FinetuneEstimate, FinetuneRequest, estimate_finetune, shape_of
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_frugal import frugal_steps
from advisor.estimate.tuning_layout import TooLarge, fastest, frugal_layout, propose
from advisor.estimate.tuning_setting import METHODS, MemorySetting, Method
from advisor.estimate.tuning_states import base_bytes, states
from advisor.estimate.tuning_traffic import from_host_bytes
from tests.estimate.rows import LLAMA_70B, accelerator, model

SEVENTY = shape_of(model(**LLAMA_70B))
EIGHT = shape_of(model())


def job(method: Method = "qlora", memory_gb: float = 48.0, **changes: object) -> FinetuneRequest:
    return replace(FinetuneRequest(SEVENTY, method, accelerator(memory_gb=memory_gb)), **changes)


def test_seventy_billion_weights_are_tuned_on_one_card_of_48_gb_as_people_do() -> None:
    """QLoRA did 65B on one such card (arXiv:2305.14314); makers of frugal stacks put 70B at 41 to 48 GB."""
    found = propose(job(seq_len=1024))
    assert isinstance(found, TooLarge)
    assert found.frugal is not None
    assert found.frugal.savings
    peak = found.frugal.estimate.peak_memory_gb_per_gpu
    assert 41 < peak.value < 48.1
    assert found.frugal.times < 1.5


def test_two_cards_of_24_gb_hold_it_only_with_weights_in_host_memory() -> None:
    """FSDP with QLoRA and offload does it on two to four such cards (Answer.AI, Hugging Face PEFT)."""
    for gpus in (2, 4):
        found = frugal_layout(job(memory_gb=24.0, gpus=gpus, seq_len=512))
        assert found is not None
        assert (found.request.offload == "states") == (gpus == 2)
    assert frugal_layout(job(memory_gb=24.0, gpus=1, seq_len=512)) is None


@pytest.mark.parametrize(
    ("params_b", "model_id", "memory_gb", "seq_len", "possible"),
    [
        (32, "qwen3-32b", 24.0, 1024, True),
        (32, "qwen3-32b", 16.0, 512, False),
        (8, "llama-3.1-8b", 8.0, 512, True),
        (70, "llama-3.3-70b", 40.0, 512, False),
    ],
)
def test_packed_bases_fit_the_cards_that_they_are_known_to_fit(
    params_b: float, model_id: str, memory_gb: float, seq_len: int, possible: bool
) -> None:
    row = load_catalog().model(model_id)
    assert row.params_b == pytest.approx(params_b, rel=0.05)
    request = FinetuneRequest(shape_of(row), "qlora", accelerator(memory_gb=memory_gb), seq_len=seq_len)
    assert (frugal_layout(request) is not None) == possible


def test_all_weights_of_8b_are_tuned_on_one_card_of_80_gb_with_a_small_state() -> None:
    found = frugal_layout(replace(job("full", memory_gb=80.0), shape=EIGHT))
    assert found is not None
    assert found.estimate.surely_fits
    assert found.request.optimizer == "adamw_8bit"


@given(st.sampled_from(METHODS), st.sampled_from([1, 2, 8]), st.integers(128, 4096))
def test_every_step_saves_memory_and_leaves_model_examples_and_devices_as_they_are(
    method: Method, gpus: int, seq_len: int
) -> None:
    before = job(method, gpus=gpus, seq_len=seq_len)
    least = estimate_finetune(before).peak_memory_gb_per_gpu.value
    for savings, smaller in frugal_steps(before):
        peak = estimate_finetune(smaller).peak_memory_gb_per_gpu.value
        assert peak < least
        least = peak
        assert len({saving.short for saving in savings}) == len(savings) > 0
        assert all(saving.instruction and saving.costs for saving in savings)
        kept = ("shape", "method", "gpus", "seq_len", "rank", "all_linear", "batch", "accelerator")
        assert all(getattr(smaller, name) == getattr(before, name) for name in kept)


def test_a_state_in_host_memory_takes_the_place_of_a_small_one() -> None:
    """ZeRO-Offload keeps 32-bit moments there and updates on the processor (arXiv:2101.06840)."""
    found = frugal_layout(job("full", memory_gb=80.0, gpus=8))
    assert found is not None
    assert [saving.short for saving in found.savings] == ["optimizer state in host memory"]


def test_every_step_says_where_it_is_from() -> None:
    assert all(row["source"] for row in tuning_constants()["frugal"])


def test_an_8_bit_state_of_adapters_takes_two_bytes_a_weight_in_place_of_eight() -> None:
    plain, small = (
        states(SEVENTY, MemorySetting("qlora", 512, 512, optimizer=name))
        for name in ("adamw_mixed", "adamw_8bit")
    )
    assert plain.optimizer / small.optimizer == pytest.approx(4.0)
    assert plain.weights == small.weights


def test_weights_in_host_memory_are_fetched_in_two_passes_and_take_time() -> None:
    setting = MemorySetting("qlora", 512, 512, devices=2, shards="zero3", offload="states")
    assert from_host_bytes(SEVENTY, setting) == pytest.approx(base_bytes(SEVENTY, setting))
    here, away = job(gpus=2, memory_gb=80.0), job(gpus=2, memory_gb=80.0, offload="states")
    assert estimate_finetune(away).tok_s_per_gpu.value < estimate_finetune(here).tok_s_per_gpu.value


def test_one_device_that_fetches_its_weights_still_holds_the_layers_at_work() -> None:
    held = states(SEVENTY, MemorySetting("qlora", 512, 512, offload="states"))
    assert held.weights == 0.0
    assert held.gathered > 2.0 * SEVENTY.tables


def test_settings_that_do_not_fit_are_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    timed: list[FinetuneRequest] = []

    def noted(request: FinetuneRequest) -> FinetuneEstimate:
        timed.append(request)
        return estimate_finetune(request)

    monkeypatch.setattr(tuning_layout, "estimate_finetune", noted)
    short = job(memory_gb=24.0, gpus=1, seq_len=512)
    assert fastest(short) is None
    assert timed == []
    assert frugal_layout(short) is None
    assert len(timed) == 1
