"""The size that was said of a model which is to be made is the size of the model to train."""

from __future__ import annotations

import pytest

from tests.interview.read import value

SIZE = "wish.train_params_b"


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("A protein model of 650M parameters.", 0.65),
        ("A biotech wants a protein model of 650M parameters from scratch, on 16 rented H100s.", 0.65),
        ("a genome model of 500M parameters from scratch on 16 rented H100", 0.5),
        ("A weather network with 300M parameters, on our radar archive.", 0.3),
        ("We want a 3B from scratch.", 3.0),
    ],
)
def test_the_size_of_what_is_made_is_to_be_trained(text: str, size: float) -> None:
    assert value(text, SIZE) == size


@pytest.mark.parametrize(
    "text",
    [
        "We use a model with 120M parameters today and want it faster.",
        "We compare ours with a network of 300M parameters.",
        "an 8B assistant, nothing from scratch",
        "We use an 8B, and a consultant wants one from scratch.",
        "We don't want a 7B from scratch.",
    ],
)
def test_the_size_of_what_is_there_or_refused_is_not(text: str) -> None:
    assert value(text, SIZE) is None
