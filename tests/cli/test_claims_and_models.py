"""Claims put right and models from a file, as people type it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.resources import shipped_path

Run = Callable[..., Any]
CONFIG = {
    "model_type": "llama",
    "hidden_size": 4096,
    "num_hidden_layers": 32,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "intermediate_size": 14336,
    "vocab_size": 128256,
    "max_position_embeddings": 131072,
}
BELIEFS = (
    "A chatbot for 5,000 questions a day. We fine-tune so that it knows our prices, "
    "and HIPAA means self-hosting."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "our-model"
    path.mkdir()
    (path / "config.json").write_text(json.dumps(CONFIG))
    return path


def test_explain_shows_a_claim_with_verdict_reason_and_source(run: Run) -> None:
    found = run("explain", "claim:ethernet-cannot")
    assert found.code == 0
    assert "Claim ethernet-cannot: Large training needs 400G InfiniBand" in found.out
    assert "Verdict: wrong" in found.out
    assert "Meta trained its largest Llama 3" in found.out
    assert "Source: " in found.out


def test_a_story_that_repeats_wrong_claims_is_put_right_in_two_lines_and_a_source(run: Run) -> None:
    found = run("recommend", "--text", BELIEFS, "--as-of", "2026-11-21")
    assert found.code == 0
    lines = found.err.splitlines()
    start = lines.index(
        "note: “Fine-tuning a model on our documents makes it know our facts and prices” is wrong."
    )
    assert lines[start + 1].startswith("Tuning teaches form and manner.")
    assert lines[start + 2].startswith("      Source: Gekhman et al., arXiv:2405.05904")
    assert "note: “HIPAA means self-hosting" in found.err
    assert "## What was said and does not hold" in found.out
    assert "`advisor explain claim:hipaa-means-own-servers`" in found.out


def test_the_corrections_are_in_the_json_and_absent_without_a_claim(run: Run) -> None:
    words = ("--format", "json", "--as-of", "2026-11-21")
    found = json.loads(run("recommend", "--text", BELIEFS, *words).out)
    assert [c["claim"] for c in found["corrections"]] == ["finetune-teaches-facts", "hipaa-means-own-servers"]
    plain = json.loads(run("recommend", "--text", "A chatbot for 5,000 questions a day.", *words).out)
    assert plain["corrections"] == []


def test_the_chat_puts_a_claim_right(run: Run) -> None:
    found = run("--plain", "--new", stdin=b"we will batch 32 requests, which makes it 32 times cheaper\n")
    said = " ".join(found.out.split())
    assert "“A batch of 32 makes each request 32 times cheaper” is doubtful." in said
    assert "10 to 25 times is usual" in said
    assert "Source: " in said


@pytest.mark.parametrize("named", ["folder", "file"])
def test_estimates_take_a_config_or_its_folder(run: Run, folder: Path, named: str) -> None:
    model = str(folder if named == "folder" else folder / "config.json")
    ours = json.loads(run("estimate", "serve", "--model", "llama-3.1-8b", "--gpu", "l40s", "--json").out)
    found = run("estimate", "serve", "--model", model, "--gpu", "l40s", "--json")
    assert found.code == 0
    theirs = json.loads(found.out)
    assert theirs["model"] == "our-model"
    assert theirs["memory"]["weights"]["value"] == pytest.approx(ours["memory"]["weights"]["value"], rel=0.01)
    for words in (
        ("estimate", "finetune", "--model", model, "--gpu", "l40s", "--method", "qlora", "--json"),
        ("estimate", "train", "--model", model, "--gpu", "h100", "--gpus", "8", "--tokens", "1B", "--json"),
    ):
        assert run(*words).code == 0


def test_a_broken_config_is_one_sentence(run: Run, folder: Path) -> None:
    (folder / "config.json").write_text('{"hidden_size": "x"}')
    found = run("estimate", "serve", "--model", str(folder), "--gpu", "l40s")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("config.json: ")
    assert found.err.count("\n") == 1


@pytest.mark.parametrize("how", ["option", "setting"])
def test_a_recommendation_names_the_model_of_a_file(run: Run, folder: Path, how: str) -> None:
    words = [
        "recommend",
        str(shipped_path("examples/chatbot.toml")),
        "--as-of",
        "2026-11-21",
        "--format",
        "json",
    ]
    words += (
        ["--model-config", str(folder)]
        if how == "option"
        else ["--set", f"wish.model={folder / 'config.json'}", "--set", "wish.fixed_model=true"]
    )
    found = run(*words)
    assert found.code == 0
    document = json.loads(found.out)
    assert document["profile"]["wish"]["model"]["value"] == "our-model"
    assert not any("our-model" in problem for problem in document["problems"])


def test_a_device_of_a_user_s_book_can_be_estimated(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "devices.toml"
    book.write_text(
        'schema = 1\nas_of = 2026-11-01\n[[accelerator]]\nid = "x1"\nvendor = "Acme"\nname = "Acme X1"\n'
        'kind = "datacentre"\ngeneration = "x"\nmemory_gb = 64\nbandwidth_gb_s = 2000\nbf16_tflops = 400\n'
        'source = "data sheet"\n[[rental]]\nid = "l4-on-demand"\nusd = 0\nsource = "a slip"\n'
    )
    found = run("estimate", "serve", "--model", "phi-4", "--gpu", "acme x1", "--catalog", str(book), "--json")
    assert found.code == 0
    assert json.loads(found.out)["gpu"] == "x1"
    assert found.err.startswith("note: devices.toml: rental l4-on-demand: usd: must be greater than 0")


def test_options_before_the_verb_are_not_taken_for_it(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "b.toml"
    book.write_text(
        'schema = 1\nas_of = 2026-11-01\n[[parameter]]\nid = "pue"\nvalue = 1.2\nlow = 1.1\nhigh = 1.3\n'
        'source = "a meter"\n'
    )
    assert "pue: 1.2 ratio" in run("--catalog", str(book), "explain", "pue").out
    assert "pue: 1.2 ratio" in run("explain", "pue", "--catalog", str(book)).out
