"""``advisor estimate train`` and ``advisor explain RUN`` as a user calls them."""

import json
import shlex
from collections.abc import Callable
from typing import Any

import pytest

from advisor.catalog import load_catalog
from advisor.estimate.famous_runs import quotes

Run = Callable[..., Any]
TRAIN = ("estimate", "train", "--gpu", "h100-sxm")


def found(run: Run, *words: str) -> Any:
    result = run(*TRAIN, *words, "--json")
    assert result.code == 0, result.err
    return json.loads(result.out)


@pytest.mark.parametrize("name", sorted(quotes()))
def test_the_command_that_explain_prints_gives_the_quoted_sum(name: str, run: Run) -> None:
    command = quotes()[name].command(load_catalog())
    assert command in run("explain", name).out
    result = run(*shlex.split(command)[1:], "--json")
    assert result.code == 0, result.err
    told = json.loads(result.out)
    assert told["cost_usd"]["value"] == pytest.approx(quotes()[name].usd, rel=0.02)
    assert told["gpu_hours"]["value"] == pytest.approx(quotes()[name].gpu_hours, rel=0.001)


def test_the_promised_keys_are_there_with_the_layout_and_where_a_step_goes(run: Run) -> None:
    told = found(run, "--params", "7B", "--tokens", "2T", "--gpus", "256")
    for key in ("flops", "gpu_hours", "wall_days", "mfu", "goodput", "energy_kwh", "cost_usd"):
        assert told[key]["low"] <= told[key]["value"] <= told[key]["high"], key
    layout = told["layout"]
    assert layout["fits"]
    assert layout["tp"] * layout["pp"] * layout["dp"] == 256
    assert told["device_memory_gb"]["value"] < layout["has_gb"]
    assert sum(told["step_shares"].values()) == pytest.approx(1.0)


def test_chinchilla_is_twenty_tokens_a_parameter_and_overtraining_a_multiple(run: Run) -> None:
    plain = found(run, "--params", "3B", "--chinchilla", "--gpus", "64")
    more = found(run, "--params", "3B", "--overtrain", "10", "--gpus", "64")
    assert plain["tokens"] == 60e9
    assert more["gpu_hours"]["value"] == pytest.approx(10 * plain["gpu_hours"]["value"])


def test_a_budget_buys_a_size_whose_cost_is_the_budget(run: Run) -> None:
    told = found(run, "--budget", "250k", "--gpus", "128")
    assert told["cost_usd"]["value"] == pytest.approx(250e3, rel=0.01)
    assert told["params_b"]["value"] * 1e9 == pytest.approx(told["params"])
    assert told["tokens"] == pytest.approx(20 * told["params"])


def test_a_corpus_that_is_too_small_for_the_budget_says_so(run: Run) -> None:
    result = run(*TRAIN, "--budget", "250k", "--corpus", "30B", "--gpus", "128")
    assert "the corpus is the limit" in result.out
    told = found(run, "--corpus", "30B", "--gpus", "128")
    assert told["params_b"]["value"] == pytest.approx(6.0)


def test_what_does_not_fit_names_the_gigabytes_and_the_change(run: Run) -> None:
    told = found(run, "--params", "405B", "--tokens", "1T", "--gpus", "8", "--seq-len", "8192")
    assert not told["layout"]["fits"]
    assert told["device_memory_gb"]["value"] > 80
    (note,) = [text for text in told["warnings"] if "does not fit" in text]
    assert "GB" in note
    assert told["layout"]["change"].startswith("use ")


def test_what_does_not_fit_is_said_before_what_it_would_cost(run: Run) -> None:
    result = run(*TRAIN, "--params", "405B", "--tokens", "1T", "--gpus", "8")
    assert result.out.index("does not fit") < result.out.index("USD")


def test_stated_price_mfu_and_goodput_take_the_place_of_ours(run: Run) -> None:
    words = ("--params", "7B", "--tokens", "1T", "--gpus", "64")
    told = found(run, *words, "--mfu", "0.5", "--goodput", "0.9", "--price", "2")
    assert told["mfu"]["value"] == 0.5
    assert told["goodput"]["value"] == 0.9
    assert told["cost_usd"]["value"] == pytest.approx(2 * told["gpu_hours"]["value"])


def test_a_region_adds_the_carbon_of_its_electricity(run: Run) -> None:
    words = ("--params", "7B", "--tokens", "1T", "--gpus", "64")
    assert "carbon_kg" not in found(run, *words)
    told = found(run, *words, "--region", "France")
    assert 0 < told["carbon_kg"]["value"] < told["energy_kwh"]["value"] * 0.2


def test_a_slower_network_never_makes_a_run_shorter(run: Run) -> None:
    words = ("--params", "70B", "--tokens", "1T", "--gpus", "512")
    slow = found(run, *words, "--network", "50")["gpu_hours"]["value"]
    fast = found(run, *words, "--network", "400")["gpu_hours"]["value"]
    assert fast < slow


def test_an_encoder_is_trained_on_examples(run: Run) -> None:
    words = ("--kind", "encoder", "--model", "modernbert-base", "--units", "256", "--gpus", "1")
    few = found(run, *words, "--examples", "10k")["gpu_hours"]["value"]
    many = found(run, *words, "--examples", "100k")["gpu_hours"]["value"]
    assert few < many < 10 * few


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--params", "7B", "--gpus", "8"), "how many tokens"),
        (("--tokens", "1T", "--gpus", "8"), "how large the model"),
        (("--params", "7B", "--budget", "1M", "--gpus", "8"), "leave out --params"),
        (("--params", "7B", "--tokens", "1T", "--gpus", "8", "--mfu", "1.2"), "impossible"),
        (("--params", "7B", "--tokens", "1T", "--gpus", "8", "--goodput", "2"), "0.001 to 1"),
        (("--params", "7B", "--tokens", "1T", "--gpus", "8", "--region", "Atlantis"), "no region"),
        (("--params", "7B", "--tokens", "1T", "--gpus", "8", "--precision", "fp13"), "precision"),
        (("--params", "7B", "--active-params", "9B", "--tokens", "1T", "--gpus", "8"), "more than"),
        (("--kind", "encoder", "--gpus", "1"), "--examples"),
        (("--params", "7B", "--tokens", "1T", "--gpus", "0"), "--gpus"),
    ],
)
def test_bad_input_is_one_sentence(words: tuple[str, ...], reason: str, run: Run) -> None:
    result = run(*TRAIN, *words)
    assert result.code == 2
    assert reason in result.err
    assert result.err.count("\n") == 1
