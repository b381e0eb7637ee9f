"""``advisor estimate``: the promised keys, the units people write, and figures that make sense."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from advisor.cli.units import between, number

Run = Callable[..., Any]
SERVE = ("estimate", "serve", "--model", "llama-3.1-8b", "--gpu", "h100", "--weights", "fp8", "--isl", "1k")
LARGE = ("estimate", "serve", "--model", "llama-3.1-405b")
TUNE = ("estimate", "finetune", "--model", "llama-3.1-8b")
FIGURE = {"value", "low", "high", "unit", "formula", "sources", "as_of"}


def document(result: Any) -> dict[str, Any]:
    """Return the JSON object that a call printed."""
    assert (result.code, result.err) == (0, "")
    found: dict[str, Any] = json.loads(result.out)
    assert found["schema_version"] == 1
    return found


def is_figure(figure: dict[str, Any]) -> bool:
    """Return whether a JSON value is a figure with its range in order."""
    return set(figure) == FIGURE and figure["low"] <= figure["value"] <= figure["high"]


def test_serving_has_every_promised_key(run: Run) -> None:
    found = document(run(*SERVE, "--concurrency", "16", "--json"))
    assert found["fits"] is True
    assert set(found["memory"]) == {"weights", "kv_per_token", "overhead", "free", "max_concurrency"}
    assert all(is_figure(figure) for figure in found["memory"].values())
    speed = ("output_tok_s", "output_tok_s_per_gpu", "ttft_ms", "tpot_ms", "cost_per_million_output_tokens")
    assert all(is_figure(found[name]) for name in speed)


def test_weights_of_8b_in_fp8_take_about_8_to_9_gb(run: Run) -> None:
    weights = document(run(*SERVE, "--json"))["memory"]["weights"]
    assert weights["unit"].startswith("GB")
    assert 8.0 < weights["value"] < 9.5


def test_without_a_concurrency_it_is_the_maximum_throughput(run: Run) -> None:
    most = document(run(*SERVE, "--json"))
    some = document(run(*SERVE, "--concurrency", "4", "--json"))
    assert most["ttft_ms"] is None
    assert most["output_tok_s"]["value"] > some["output_tok_s"]["value"]
    name = "cost_per_million_output_tokens"
    assert most[name]["value"] < some[name]["value"]


def test_the_price_of_a_million_tokens_is_rate_over_throughput(run: Run) -> None:
    found = document(run(*SERVE, "--concurrency", "16", "--json"))
    price, speed = found["cost_per_million_output_tokens"]["value"], found["output_tok_s"]["value"]
    assert 1.0 < price * speed * 3600 / 1e6 < 6.0, "an H100 rents for one to six dollars an hour"


def test_the_smallest_split_that_fits_is_taken_and_copies_fill_the_rest(run: Run) -> None:
    small = document(run(*SERVE, "--gpus", "8", "--json"))
    large = document(run(*LARGE, "--gpu", "h100", "--gpus", "8", "--weights", "fp8", "--json"))
    assert (small["tp"], large["tp"]) == (1, 8)


def test_what_does_not_fit_says_so_and_promises_no_speed(run: Run) -> None:
    found = document(run(*LARGE, "--gpu", "rtx-4090", "--json"))
    assert found["fits"] is False
    assert found["output_tok_s"] is None
    assert found["memory"]["free"]["value"] < 0
    assert "does not fit" in run(*LARGE, "--gpu", "rtx-4090").out


def test_training_has_every_promised_key_and_6nd_flops(run: Run) -> None:
    words = ("estimate", "train", "--params", "7B", "--tokens", "2T", "--gpu", "h100", "--gpus", "256")
    found = document(run(*words, "--json"))
    for name in ("flops", "gpu_hours", "wall_days", "mfu", "energy_kwh", "cost_usd"):
        assert is_figure(found[name]), name
    assert 6 * 7e9 * 2e12 <= found["flops"]["value"] <= 1.2 * 6 * 7e9 * 2e12
    assert found["wall_days"]["value"] == pytest.approx(found["gpu_hours"]["value"] / 256 / 24)


def test_tuning_has_every_promised_key_and_parts_that_add_up(run: Run) -> None:
    found = document(run(*TUNE, "--gpu", "rtx-4090", "--method", "qlora", "--tokens", "20M", "--json"))
    for name in ("peak_memory_gb_per_gpu", "tok_s_per_gpu", "gpu_hours", "cost_usd"):
        assert is_figure(found[name]), name
    parts = sum(figure["value"] for figure in found["memory"].values())
    assert parts == pytest.approx(found["peak_memory_gb_per_gpu"]["value"])
    assert found["fits"] is True


def test_full_tuning_needs_more_memory_than_lora_and_lora_more_than_qlora(run: Run) -> None:
    peaks = [
        document(run(*TUNE, "--gpu", "h100", "--method", method, "--json"))["peak_memory_gb_per_gpu"]["value"]
        for method in ("full", "lora", "qlora")
    ]
    assert peaks == sorted(peaks, reverse=True)


def test_without_json_it_is_a_table_with_low_and_high(run: Run) -> None:
    result = run(*SERVE, "--concurrency", "16")
    assert result.code == 0
    assert all(word in result.out for word in ("expected", "low", "high", "sources:"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8B", 8e9),
        ("8b", 8e9),
        ("15T", 15e12),
        ("70e9", 70e9),
        ("1.5M", 1.5e6),
        ("2k", 2000),
        ("1_000", 1000),
        ("1,000", 1000),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "B", "8Q", "-5", "nan", "inf", "1e999", "1,00", "0x10"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="below zero" if text == "-5" else "is"):
        number(text)


def test_a_whole_number_stays_whole() -> None:
    value = between(1, 100, whole=True)("8")
    assert value == 8
    assert isinstance(value, int)
