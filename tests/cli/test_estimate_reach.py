"""``advisor estimate serve`` at a rate, within limits and with techniques, and ``advisor estimate fleet``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
SERVE = ("estimate", "serve", "--model", "llama-3.1-8b", "--gpu", "h100", "--weights", "fp8")
FLEET = ("estimate", "fleet", "--rate", "2", "--isl", "1500", "--osl", "300")


def document(result: Any) -> dict[str, Any]:
    """Return the JSON object that a call printed."""
    assert (result.code, result.err) == (0, "")
    found: dict[str, Any] = json.loads(result.out)
    return found


def one_sentence(result: Any, named: str) -> None:
    """Assert that a call failed with one plain sentence that names something."""
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert named in result.err
    assert "Traceback" not in result.err


def test_at_a_rate_it_tells_the_times_and_how_busy_it_is(run: Run) -> None:
    found = document(run(*SERVE, "--rate", "5", "--json"))
    assert found["rate_s"] == 5
    assert found["output_tok_s"]["value"] == 5 * 200
    reach = found["reach"]
    assert 0 < reach["utilisation"]["value"] < 1
    assert reach["ttft_p95_ms"]["value"] > found["ttft_ms"]["value"]
    assert reach["e2e_p95_ms"]["value"] > reach["e2e_ms"]["value"]
    assert found["saturated"] is False


def test_beyond_what_it_can_do_it_says_saturated_and_tells_no_time(run: Run) -> None:
    found = document(run(*SERVE, "--rate", "100000", "--json"))
    assert found["saturated"] is True
    assert found["ttft_ms"] is None
    assert found["tpot_ms"] is None
    assert found["output_tok_s"] is None
    assert any(note.startswith("Saturated:") for note in found["notes"])


def test_limits_and_a_peak_give_the_most_and_the_copies(run: Run) -> None:
    words = ("--max-ttft", "1000", "--max-tpot", "20", "--peak", "60", "--headroom", "0.2")
    reach = document(run(*SERVE, *words, "--json"))["reach"]
    most = reach["max_rate_in_limits_s"]
    assert most["low"] <= most["value"] <= most["high"]
    assert reach["max_concurrency_in_limits"]["value"] >= 1
    copies = reach["replicas_for_peak"]["value"]
    assert copies * most["value"] >= 60 * 1.2 > (copies - 1) * most["value"]


def test_a_looser_limit_allows_at_least_as_much(run: Run) -> None:
    rates = [
        document(run(*SERVE, "--max-tpot", limit, "--json"))["reach"]["max_rate_in_limits_s"]["value"]
        for limit in ("8", "15", "40")
    ]
    assert rates == sorted(rates)


def test_under_a_limit_the_split_that_carries_most_is_taken(run: Run) -> None:
    words = (
        "estimate",
        "serve",
        "--model",
        "llama-3.1-70b",
        "--gpu",
        "h100",
        "--gpus",
        "4",
        "--weights",
        "fp8",
    )
    assert document(run(*words, "--json"))["tp"] == 1
    fast = document(run(*words, "--max-tpot", "15", "--json"))
    assert fast["tp"] > 1
    assert fast["reach"]["max_rate_in_limits_s"]["value"] > 0


def test_limits_that_a_single_request_breaks_are_named(run: Run) -> None:
    found = document(run(*SERVE, "--max-ttft", "0.5", "--json"))
    assert found["reach"]["max_rate_in_limits_s"]["value"] == 0
    assert any("first token" in note for note in found["notes"])


def test_guesses_make_few_requests_faster(run: Run) -> None:
    plain = document(run(*SERVE, "--concurrency", "2", "--json"))
    guessed = document(run(*SERVE, "--concurrency", "2", "--speculative", "3", "--json"))
    assert guessed["tpot_ms"]["value"] < plain["tpot_ms"]["value"]
    assert any("guessed" in note for note in guessed["notes"])


def test_a_shared_prefix_makes_room_and_speed(run: Run) -> None:
    plain, shared = (document(run(*SERVE, *w, "--json")) for w in ((), ("--prefix-share", "0.8")))
    assert shared["output_tok_s"]["value"] > plain["output_tok_s"]["value"]
    assert shared["memory"]["max_concurrency"]["value"] >= plain["memory"]["max_concurrency"]["value"]


def test_tokens_of_images_count_as_prompt(run: Run) -> None:
    words = (
        "estimate",
        "serve",
        "--model",
        "gemma-3-27b",
        "--gpu",
        "h100",
        "--isl",
        "500",
        "--concurrency",
        "8",
    )
    plain, seen = (document(run(*words, *more, "--json")) for more in ((), ("--image-tokens", "1024")))
    assert seen["isl"] == 1524
    assert seen["ttft_ms"]["value"] > plain["ttft_ms"]["value"]


def test_pieces_of_prompts_say_how_long_they_hold_up_the_others(run: Run) -> None:
    words = (*SERVE, "--isl", "8000", "--concurrency", "16", "--json")
    assert not any("Pieces" in note for note in document(run(*words))["notes"])
    note = next(n for n in document(run(*words, "--chunk", "256"))["notes"] if n.startswith("Pieces of 256"))
    cut, usual = (float(ms) for ms in re.findall(r"for ([\d.]+) ms", note))
    assert cut < usual


def test_an_old_price_of_the_users_own_book_is_marked(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "mine.toml"
    row = '[[rental]]\nid = "h100-sxm-on-demand"\nusd = 2.5\nlow_usd = 2.0\nhigh_usd = 3.0\n'
    book.write_text(
        f'schema = 1\nshelf_life_days = 30\n{row}source = "our contract"\nas_of = 2024-01-05\n',
        encoding="utf-8",
    )
    told = run(*SERVE, "--concurrency", "4", "--catalog", str(book)).out
    assert "our contract (2024-01-05, old: " in " ".join(told.split())


def test_adapters_take_memory(run: Run) -> None:
    plain, many = (document(run(*SERVE, *w, "--json")) for w in ((), ("--lora", "50", "--lora-rank", "32")))
    gained = many["memory"]["weights"]["value"] - plain["memory"]["weights"]["value"]
    assert 2 < gained < 20


def test_a_model_that_spills_says_where_it_stands_and_what_would_help(run: Run) -> None:
    words = ("estimate", "serve", "--model", "llama-3.1-70b", "--gpu", "rtx-4090", "--weights", "q4_k_m")
    spilled = document(run(*words, "--offload", "auto", "--json"))
    assert spilled["fits"] is True
    assert 0.5 < spilled["output_tok_s"]["value"] < 10
    assert any("in the computer's memory" in note for note in spilled["notes"])
    assert any("holds all of it" in note for note in spilled["notes"])
    refused = document(run(*words, "--engine", "llama.cpp", "--json"))
    assert refused["fits"] is False
    assert refused["output_tok_s"] is None


def test_a_static_batch_has_its_own_estimate(run: Run) -> None:
    joined = document(run(*SERVE, "--concurrency", "32", "--json"))
    fixed = document(run(*SERVE, "--concurrency", "32", "--engine", "static", "--json"))
    ratio = fixed["output_tok_s"]["value"] / joined["output_tok_s"]["value"]
    assert 0.5 < ratio < 1.1, "requests of one length gain little from joining a running batch"


def test_a_copy_over_machines_needs_a_network(run: Run) -> None:
    words = ("estimate", "serve", "--model", "deepseek-r1", "--gpu", "h100", "--gpus", "16")
    one_sentence(run(*words), "network")
    found = document(run(*words, "--network", "ib-ndr", "--json"))
    assert (found["tp"], found["pp"], found["fits"]) == (8, 2, True)


def test_text_fits_a_screen_of_80_columns(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for words in ((*SERVE, "--rate", "5", "--max-tpot", "30", "--peak", "50"), (*FLEET, "--tier", "small")):
        out = run(*words).out
        assert max(len(line) for line in out.splitlines()) <= 100
        assert sum(len(line) > 80 for line in out.splitlines()) <= 3


def test_a_search_lists_what_none_beats_and_says_what_it_wins(run: Run) -> None:
    front = document(run(*FLEET, "--model", "llama-3.1-8b", "--max-ttft", "1500", "--json"))["front"]
    assert front
    costs = [choice["usd_hour"] for choice in front]
    assert costs == sorted(costs)
    wins = [win for choice in front for win in choice["wins"]]
    assert {"cheapest", "fastest", "most headroom"} <= set(wins)
    assert all(choice["ttft_p95_ms"]["value"] <= 1500 for choice in front)
    assert "cheapest" in run(*FLEET, "--model", "llama-3.1-8b").out


def test_what_an_estimate_leaves_out_is_said(run: Run) -> None:
    sparse = ("estimate", "serve", "--model", "deepseek-v3.2", "--gpu", "h200", "--gpus", "8", "--json")
    assert any("picked part" in note for note in document(run(*sparse, "--isl", "8000"))["notes"])
    assert not any("picked part" in note for note in document(run(*sparse, "--isl", "800"))["notes"])
    sees = ("estimate", "serve", "--model", "gemma-3-12b", "--gpu", "h100", "--json", "--image-tokens")
    few, many = (document(run(*sees, tokens)) for tokens in ("256", "4096"))
    assert any("image encoder" in note for note in few["notes"])
    times = [found["reach"]["image_encoder_ms"] for found in (few, many)]
    assert times[0]["value"] < times[1]["value"] < 16.1 * times[0]["value"]
    assert times[0]["low"] < times[0]["value"] < times[0]["high"]


@pytest.mark.parametrize(
    ("words", "without"),
    [
        (("--model", "deepseek-r1", "--budget", "100"), "Without the budget"),
        (("--model", "llama-3.1-8b", "--max-ttft", "5"), "Without the limits on time"),
        (("--model", "deepseek-r1", "--rate", "500", "--max-devices", "8"), "Without --max-devices 8"),
        (("--model", "deepseek-r1", "--gpu", "l4"), "--network"),
    ],
)
def test_where_nothing_is_found_the_wish_in_the_way_is_named(
    words: tuple[str, ...], without: str, run: Run
) -> None:
    out = " ".join(run(*FLEET, *words).out.split())
    assert out.startswith("Nothing that can be rented")
    assert without in out


def test_headroom_is_capacity_beyond_the_peak_for_a_copy_and_for_a_search(run: Run) -> None:
    words = ("--max-ttft", "1000", "--max-tpot", "40")
    for choice in document(run(*FLEET, *words, "--headroom", "0.5", "--json"))["front"]:
        assert choice["headroom"] >= 0.5 - 1e-6
    plain, roomy = (
        document(run(*SERVE, *words, "--peak", "500", "--headroom", spare, "--json"))["reach"]
        for spare in ("0", "0.5")
    )
    ratio = roomy["replicas_for_peak"]["value"] / plain["replicas_for_peak"]["value"]
    assert ratio == pytest.approx(1.5, rel=0.1)


def test_a_budget_bounds_the_search(run: Run) -> None:
    front = document(run(*FLEET, "--tier", "small", "--budget", "2000", "--json"))["front"]
    assert front
    assert all(choice["usd_month"] <= 2000 for choice in front)
    assert "Nothing" in run(*FLEET, "--budget", "0.02").out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((*SERVE, "--rate", "nan"), "--rate"),
        ((*SERVE, "--rate", "0"), "--rate"),
        ((*SERVE, "--rate", "-3"), "--rate"),
        ((*SERVE, "--rate", "1e300"), "--rate"),
        ((*SERVE, "--rate", "5", "--concurrency", "5"), "--rate"),
        ((*SERVE, "--max-ttft", "0"), "--max-ttft"),
        ((*SERVE, "--speculative", "40"), "draft"),
        ((*SERVE, "--speculative", "3", "--acceptance", "1.5"), "--acceptance"),
        ((*SERVE, "--acceptance", "0.5"), "--speculative"),
        ((*SERVE, "--prefix-tokens", "5000"), "--prefix-tokens"),
        ((*SERVE, "--prefix-tokens", "50", "--prefix-share", "0.1"), "--prefix-share"),
        ((*SERVE, "--network", "ib-nrd"), "'ib-ndr'"),
        ((*SERVE, "--engine", "vlm"), "'vllm'"),
        ((*SERVE, "--engine", "static", "--rate", "5"), "--engine"),
        ((*SERVE, "--engine", "static", "--speculative", "2"), "--engine"),
        ((*SERVE, "--engine", "llama.cpp", "--lora", "2"), "--engine"),
        ((*SERVE, "--image-tokens", "500"), "reads no images"),
        ((*SERVE, "--engine", "llama.cpp", "--concurrency", "8"), "--concurrency"),
        ((*SERVE, "--headroom", "0.5"), "--peak"),
        ((*SERVE, "--gpus", "6", "--tp", "3"), "2 does"),
        (("estimate", "serve", "--model", "llama-3.1-8b", "--gpu", "tpu-v5e", "--weights", "nvfp4"), "bf16"),
        ((*SERVE, "--lora-rank", "32"), "--lora"),
        ((*SERVE, "--host-memory", "128"), "--offload auto"),
        ((*SERVE, "--host-slot", "5"), "--offload auto"),
        ((*SERVE, "--engine", "llama.cpp", "--max-ttft", "500"), "--offload"),
        ((*SERVE, "--weights="), "--weights"),
        ((*SERVE, "--network="), "--network"),
        ((*SERVE, "--catalog="), "--catalog"),
        ((*SERVE, "--catalog", "a\0b"), "null"),
        ((*SERVE[:2], "--model", "a\0b.json", "--gpu", "h100"), "null"),
        ((*FLEET, "--prefix-tokens", "5000"), "1500 tokens of --isl"),
        ((*FLEET, "--tier", "large", "--model", "llama-3.1-8b"), "--tier"),
        ((*FLEET, "--gpu="), "--gpu"),
        ((*FLEET, "--tier", "smal"), "'small'"),
        ((*FLEET, "--model", "llama-9"), "llama"),
        ((*FLEET, "--gpu", "epyc-9355p"), "price"),
        ((*FLEET, "--isl", "1e7", "--model", "llama-3.1-8b"), "tokens"),
        ((*FLEET, "--isl", "1e5", "--model", "llama-3.1-8b,qwen3-0.6b"), "40960 of Qwen3 0.6B"),
        ((*FLEET, "--gpu", "tpu-v5e", "--weights", "nvfp4"), "fall back to bf16"),
        ((*SERVE, "--gpus", "2", "--tp", "2", "--ep", "2"), "no experts"),
        ((*SERVE, "--gpus", "16", "--tp", "8", "--pp", "2"), "ib-ndr"),
        ((*SERVE, "--gpus", "16", "--tp", "16"), "a node of"),
        ((*SERVE, "--isl", "200000"), "beyond the 131072 tokens"),
        ((*SERVE, "--kv", "fp3"), "no cache format"),
        ((*SERVE[:3], "llama-3.1-8b", "--gpu", "h1000"), "'h100-sxm'"),
        ((*FLEET, "--gpu", "h1000"), "'h100-sxm'"),
        ((*FLEET, "--headroom", "-1"), "--headroom"),
        (("estimate", "fleet"), "--rate"),
    ],
)
def test_a_bad_question_is_refused(words: tuple[str, ...], named: str, run: Run) -> None:
    one_sentence(run(*words), named)
