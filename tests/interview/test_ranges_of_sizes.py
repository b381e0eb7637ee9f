"""A range of sizes is kept as it was said, with a middle as a person says it."""

from __future__ import annotations

import pytest

from advisor.strategy.named import size_in
from tests.interview.read import reader, value

TRAINED = "wish.train_params_b"


@pytest.mark.parametrize(
    ("text", "size", "low", "high"),
    [
        ("We want to fine-tune a 7-8B model on our tickets.", 7.5, 7, 8),
        ("We'd train models of 7 to 8B parameters from scratch.", 7.5, 7, 8),
        ("Train a 1–3B model on our text.", 1.7, 1, 3),
        ("Tune a 7-13B with LoRA.", 9.5, 7, 13),
        ("Fine-tune a 14B model.", 14, None, None),
    ],
)
def test_a_range_keeps_its_ends(text: str, size: float, low: float | None, high: float | None) -> None:
    answer = next(hit.answer for hit in reader().read(text, None).answers if hit.path == TRAINED)
    assert (answer.value, answer.low, answer.high) == (size, low, high)


@pytest.mark.parametrize(
    ("name", "size"), [("7-8B models", 7.5), ("Qwen 7 to 8B", 7.5), ("32B", 32), ("Qwen3 32B", 32)]
)
def test_a_range_in_a_name_has_a_size(name: str, size: float) -> None:
    assert size_in(name) == size


def test_a_model_to_be_served_keeps_its_range() -> None:
    assert value("We would serve 7-8B models for mails.", "wish.model") == "7-8B models"
