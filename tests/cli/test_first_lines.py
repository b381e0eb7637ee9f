"""What a newcomer reads first: the verdict, the lines that fit the screen, the sentence on a wrong number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Result

Run = Callable[..., Result]
SERVE = ("estimate", "serve", "--model", "llama-3.1-8b", "--gpu", "h100")
TRAIN = ("estimate", "train", "--gpu", "h100", "--gpus")


def test_a_saturated_server_is_not_said_to_be_fine(run: Run) -> None:
    assert "It fits.\n" in run(*SERVE, "--rate", "1").out
    assert "It fits in memory, but more requests come than can be done.\n" in run(*SERVE, "--rate", "9k").out


@pytest.mark.parametrize(
    "words",
    [
        (*TRAIN, "1024", "--params", "8B", "--tokens", "15T"),
        (*TRAIN, "128", "--budget", "250k", "--corpus", "30B"),
        (*TRAIN, "2", "--params", "70B", "--chinchilla"),
        ("estimate", "serve", "--model", "llama-3.1-70b", "--gpu", "rtx-4090", "--weights", "q4_k_m"),
    ],
    ids=lambda words: " ".join(words[1:4]),
)
def test_no_line_of_an_estimate_is_wider_than_80_columns(words: tuple[str, ...], run: Run) -> None:
    result = run(*words)
    assert result.code == 0, result.err
    assert [line for line in result.out.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("wrong", ["-3", "-0.5"])
def test_a_negative_number_is_told_apart_from_a_word(wrong: str, run: Run) -> None:
    result = run(*SERVE, "--gpus", wrong)
    assert result.code == 2
    assert f"'{wrong}' must not be below zero" in result.err
    assert "is no number like" in run(*SERVE, "--gpus", "two").err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bge-m3", "BGE-M3 is no language model (embedding); 'advisor estimate other' tells"),
        ("whisper-large-v3", "is no language model (speech to text)"),
        ("gpt-4o", "GPT-4o is a hosted model; name one with open weights"),
        (".", "The folder . holds no config.json."),
        ("llama-9-8b", "Did you mean 'llama-3.1-8b'?"),
    ],
)
def test_a_name_that_is_no_language_model_is_told_for_what_it_is(name: str, said: str, run: Run) -> None:
    result = run("estimate", "serve", "--model", name, "--gpu", "h100")
    assert result.code == 2
    assert said in result.err
