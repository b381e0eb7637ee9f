"""``advisor estimate finetune``: every method, a setting that fits, and what is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Result

Run = Callable[..., Result]
TUNE = ("estimate", "finetune", "--model", "llama-3.1-8b", "--gpu", "h100-sxm")
STABLE = (
    "fits", "surely_fits", "memory", "peak_memory_gb_per_gpu", "tok_s_per_gpu", "gpu_hours", "wall_hours",
    "cost_usd",
)  # fmt: skip


def document(result: Result) -> dict[str, Any]:
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def peak(found: dict[str, Any]) -> float:
    value: float = found["peak_memory_gb_per_gpu"]["value"]
    return value


@pytest.mark.parametrize("method", ["full", "lora", "qlora", "dpo", "grpo", "ppo", "distill"])
def test_every_method_gives_the_stable_keys_and_parts_that_add_up(method: str, run: Run) -> None:
    extra = {
        "grpo": ("--prompts", "10k"),
        "ppo": ("--prompts", "10k"),
        "distill": ("--teacher", "gpt-5", "--examples", "10k"),
    }.get(method, ("--tokens", "20M"))
    found = document(run(*TUNE, "--method", method, *extra, "--json"))
    for name in STABLE:
        assert found[name] is not None, name
    assert sum(q["value"] for q in found["memory"].values()) == pytest.approx(peak(found))
    assert found["energy_kwh"]["value"] > 0


def test_examples_times_tokens_times_epochs_are_the_tokens(run: Run) -> None:
    said = document(run(*TUNE, "--method", "lora", "--tokens", "15M", "--json"))
    words = ("--examples", "10k", "--example-tokens", "500", "--epochs", "3")
    counted = document(run(*TUNE, "--method", "lora", *words, "--json"))
    assert counted["gpu_hours"]["value"] == pytest.approx(said["gpu_hours"]["value"])
    padded = document(run(*TUNE, "--method", "lora", *words, "--padded", "--json"))
    assert padded["gpu_hours"]["value"] == pytest.approx(counted["gpu_hours"]["value"] * 2048 / 500)


def test_a_job_that_does_not_fit_says_how_much_it_needs_and_what_would_fit(run: Run) -> None:
    result = run(*TUNE, "--method", "full")
    assert result.code == 0
    assert "does not fit" in result.out
    assert "What would fit" in result.out
    assert "use lora instead of full" in result.out
    found = document(run(*TUNE, "--method", "full", "--json"))
    assert found["fits"] is False
    assert "use lora instead of full" in found["changes"]


def test_fit_chooses_a_setting_and_says_which(run: Run) -> None:
    plain = document(run(*TUNE, "--method", "full", "--gpus", "8", "--seq-len", "8192", "--json"))
    chosen = document(run(*TUNE, "--method", "full", "--gpus", "8", "--seq-len", "8192", "--fit", "--json"))
    assert chosen["surely_fits"] is True
    assert "micro-batch" in chosen["layout"]
    assert chosen["tok_s_per_gpu"]["value"] >= 0.95 * plain["tok_s_per_gpu"]["value"]


def test_a_70b_on_one_48_gb_card_is_told_with_the_settings_it_takes(run: Run) -> None:
    words = ("estimate", "finetune", "--model", "llama-3.3-70b", "--gpu", "rtx-a6000", "--method", "qlora")
    plain = run(*words)
    assert "does not fit" in plain.out
    assert "fits with --fit" in plain.out
    assert "double quantisation" in plain.out
    chosen = document(run(*words, "--fit", "--json"))
    assert chosen["fits"] is True
    assert chosen["savings"]
    assert peak(chosen) < 48


def test_fit_leaves_room_for_an_engine_beside_the_training(run: Run) -> None:
    words = ("--method", "grpo", "--adapt", "full", "--gpus", "8", "--prompts", "1k", "--rollouts", "beside")
    found = document(run(*TUNE, *words, "--fit", "--json"))
    assert found["memory"]["engine"]["value"] > 16
    assert found["fits"] is True
    assert found["layout"]


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (("--loss", "fused"), ()),
        ((), ("--checkpointing", "none")),
        (("--base", "nf4_double"), ("--base", "int8")),
        (("--rank", "8"), ("--rank", "256")),
        (("--targets", "query_value"), ()),
        ((), ("--train-tables",)),
        (("--stack", "unsloth"), ()),
    ],
)
def test_each_option_of_memory_moves_it_the_way_it_should(
    less: tuple[str, ...], more: tuple[str, ...], run: Run
) -> None:
    small, large = (document(run(*TUNE, "--method", "qlora", *words, "--json")) for words in (less, more))
    assert peak(small) < peak(large)


def test_an_encoder_is_tuned_whole_on_a_small_card(run: Run) -> None:
    words = ("estimate", "finetune", "--model", "modernbert-base", "--gpu", "t4", "--method", "full")
    found = document(run(*words, "--seq-len", "512", "--batch", "8", "--tokens", "10M", "--json"))
    assert found["surely_fits"] is True
    assert found["gpu_hours"]["value"] < 3


def test_a_teacher_on_devices_is_priced_by_its_hours(run: Run) -> None:
    words = ("--method", "distill", "--teacher", "llama-3.1-70b", "--teacher-gpu", "h100-sxm")
    found = document(run(*TUNE, *words, "--teacher-gpus", "4", "--examples", "10k", "--json"))
    assert found["teacher_gpu_hours"]["value"] > 0
    assert found["cost_usd"]["value"] > found["teacher_usd"]["value"] > 0


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--method", "lora", "--rank", "0"), "--rank"),
        (("--method", "lora", "--stack", "mystack"), "mystack"),
        (("--method", "full", "--rank", "8"), "--rank"),
        (
            ("--method", "distill", "--teacher", "gpt-5", "--examples", "9", "--teacher-gpus", "2"),
            "--teacher-gpu",
        ),
        (("--method", "distill", "--teacher", "gpt-5", "--examples", "9", "--padded"), "--padded"),
        (("--method", "lora", "--base", "nf4"), "--base"),
        (("--method", "full", "--targets", "all"), "--targets"),
        (("--method", "lora", "--optimizer", "muon"), "--optimizer"),
        (("--method", "lora", "--prompts", "10"), "--prompts"),
        (("--method", "lora", "--adapt", "qlora"), "--adapt"),
        (("--method", "grpo"), "--prompts"),
        (("--method", "distill", "--examples", "10"), "--teacher"),
        (("--method", "distill", "--teacher", "deepseek-v3", "--examples", "10"), "deepseek"),
        (("--method", "distill", "--teacher", "nobody", "--examples", "10"), "nobody"),
        (("--method", "lora", "--tokens", "1M", "--examples", "10"), "--examples"),
        (("--method", "lora", "--examples", "10", "--example-tokens", "4096"), "--example-tokens"),
        (("--method", "lora", "--epochs", "2"), "--examples"),
        (("--method", "lora", "--padded", "--tokens", "1M"), "--examples"),
        (("--method", "grpo", "--prompts", "10", "--tokens", "1M"), "--prompts"),
        (("--method", "distill", "--teacher", "gpt-5", "--tokens", "1M"), "--examples"),
        (("--method", "full", "--fit", "--shards", "zero2"), "--fit"),
        (("--method", "full", "--gpus", "6", "--tp", "4", "--stack", "megatron"), "devices"),
        (("--method", "full", "--gpus", "8", "--tp", "4"), "--stack torchtune, megatron"),
        (("--method", "full", "--gpus", "3", "--tp", "3", "--stack", "megatron"), "32 heads"),
        (("--method", "full", "--gpus", "8", "--ep", "8"), "no experts"),
        (("--method", "distill", "--kept", "2", "--teacher", "gpt-5", "--examples", "9"), "--kept"),
    ],
)
def test_a_job_that_cannot_be_is_refused_in_one_sentence(
    words: tuple[str, ...], named: str, run: Run
) -> None:
    result = run(*TUNE, *words)
    assert result.code == 2
    assert result.out == ""
    assert named in result.err
    assert "Traceback" not in result.err


def test_an_encoder_has_neither_adapters_nor_rewards(run: Run) -> None:
    words = ("estimate", "finetune", "--model", "modernbert-base", "--gpu", "t4")
    assert run(*words, "--method", "lora").code == 2
    assert run(*words, "--method", "grpo", "--adapt", "full", "--prompts", "10").code == 2
