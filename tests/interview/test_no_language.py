"""Models of proteins, genomes, molecules and materials are no models of language."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value

MADE = "use_case.makes"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Train a protein model on 16 H100.", "protein"),
        ("We want to pretrain a protein language model, 650M params.", "protein"),
        ("We fine-tune ESM-2 on 3,000 measured antibodies.", "protein"),
        ("Pretrain a genome model on our 900 billion bases.", "genome"),
        ("We train a 150M-parameter model on 20 billion bases of plant DNA.", "genome"),
        ("A materials foundation model of our own from scratch.", "material"),
    ],
)
def test_what_it_reads_is_told(text: str, made: str) -> None:
    assert value(text, MADE) == made


@pytest.mark.parametrize(
    "text",
    [
        "A chatbot about protein shakes and diets.",
        "Classify papers on DNA repair.",
        "We sell enzymes; a chatbot for our customers.",
        "Summarise reports on proteins.",
        "Forecast demand from time series of sales.",
        "Predict which enzyme variants work from a table of 6,000 measured ones.",
    ],
)
def test_texts_about_such_things_are_texts(text: str) -> None:
    assert MADE not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "We want to pretrain a protein language model on UniRef50.",
        "Train a protein model on 16 H100.",
        "They pretrain an encoder for invoices of their own, a small transformer model.",
    ],
)
def test_who_pretrains_a_model_wants_to_train_one(text: str) -> None:
    wished = value(text, "wish.adaptations")
    assert isinstance(wished, tuple)
    assert "pretrain_from_scratch" in wished


def test_who_trains_staff_trains_no_model() -> None:
    assert "wish.adaptations" not in found("We train a team of nurses with a chatbot.")
