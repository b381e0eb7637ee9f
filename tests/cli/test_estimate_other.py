"""``advisor estimate other``: the promised keys, limits that break, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
ASK = ("estimate", "other", "--gpu", "l4")


def test_the_answer_has_throughput_latency_memory_and_energy(run: Run) -> None:
    result = run(*ASK, "--model", "bge-m3", "--rate", "20000", "--json")
    assert (result.code, result.err) == (0, "")
    found = json.loads(result.out)
    assert found["fits"] is True
    assert found["throughput"]["unit"] == "tokens/s"
    names = ("batch_ms", "alone_ms", "devices_for_rate", "latency_ms", "memory_gb", "wh_per_1000_units")
    assert all(found[name]["low"] <= found[name]["value"] <= found[name]["high"] for name in names)


def test_two_devices_do_twice_as_much(run: Run) -> None:
    one, two = (
        json.loads(run(*ASK, "--model", "resnet-50", "--gpus", n, "--json").out)["throughput"]["value"]
        for n in ("1", "2")
    )
    assert two == pytest.approx(2 * one)


def test_a_tighter_limit_takes_a_smaller_batch(run: Run) -> None:
    loose, tight = (
        json.loads(run(*ASK, "--model", "vit-base", "--max-latency", ms, "--json").out)["batch"]
        for ms in ("1000", "10")
    )
    assert tight < loose


def test_a_model_that_is_too_slow_or_too_large_says_so_with_numbers(run: Run) -> None:
    slow = run("estimate", "other", "--model", "sdxl", "--gpu", "m1", "--max-latency", "100")
    assert "It breaks a limit: time of one image: needs at least" in slow.out
    large = run("estimate", "other", "--model", "flux-dev", "--gpu", "rtx-3060")
    assert "memory of the device: needs 34 GB, has 12 GB" in large.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--model", "bgem"), "Did you mean 'bge-m3'?"),
        (("--model", "llama-3.1-8b"), "is a language model; `advisor estimate serve`"),
        (("--model", "bge-m3", "--batch", "0"), "must lie from 1"),
        (("--model", "bge-m3", "--rate", "-3"), "-3"),
        (("--model", "bge-m3", "--max-latency", "soon"), "soon"),
        (("--model", "bge-m3", "--precision", "fp4"), "fp4"),
    ],
)
def test_bad_input_is_one_sentence(run: Run, words: tuple[str, ...], told: str) -> None:
    result = run(*ASK, *words)
    assert result.code == 2
    assert result.out == ""
    assert told in result.err


def test_the_published_points_are_validated(run: Run) -> None:
    result = run("validate", "other")
    assert result.code == 0
    assert "device out, any" in result.out
    assert "operations: convolution" in result.out
