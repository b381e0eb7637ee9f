"""What people say of techniques, places and failures is read in their own ways of speaking."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from advisor.interview.needed import Names
from advisor.interview.reading import passage
from advisor.interview.techniques import load_ways, read_techniques
from advisor.profile import standard_fields

FIELDS = {
    "adaptations": "wish.adaptations",
    "deployments": "wish.deployments",
    "failure": "quality.failure",
}
UNSEEN = Path(__file__).with_name("techniques_unseen.jsonl")
"""Sixty sentences with labels, drawn at random from those that were not read for the table."""


def found(text: str) -> dict[str, tuple[str, ...]]:
    read: dict[str, tuple[str, ...]] = dict.fromkeys(FIELDS.values(), ())
    for hit in read_techniques(passage(text), standard_fields()):
        value = hit.answer.value
        read[hit.path] = value if isinstance(value, tuple) else (value,)
    return read


@cache
def counts() -> Counter[tuple[str, str]]:
    """Return how many labels of each field were read rightly, missed, or read where there is none."""
    counted: Counter[tuple[str, str]] = Counter()
    for line in UNSEEN.read_text("utf-8").splitlines():
        row = json.loads(line)
        read = found(row["text"])
        for name, path in FIELDS.items():
            gold, got = set(row[name]), set(read[path])
            counted[name, "right"] += len(gold & got)
            counted[name, "missed"] += len(gold - got)
            counted[name, "false"] += len(got - gold)
    return counted


def shares(name: str) -> tuple[float, float]:
    right, missed, false = (counts()[name, word] for word in ("right", "missed", "false"))
    return right / (right + missed), right / (right + false)


# What is reached on them and on the 870 sentences that they were drawn from (recall and precision):
# adaptations 0.63 and 0.94 (0.65 and 0.89), deployments 0.67 and 0.84 (0.72 and 0.86),
# failures 0.56 and 0.91 (0.43 and 0.86). The set phrases before reached 0.15, 0.14 and 0.10.
FLOORS = [
    ("adaptations", 0.60, 0.90),
    ("deployments", 0.62, 0.80),
    ("failure", 0.50, 0.85),
]


@pytest.mark.parametrize(("name", "recall", "precision"), FLOORS)
def test_unseen_sentences_are_read(name: str, recall: float, precision: float) -> None:
    found_share, right_share = shares(name)
    assert found_share >= recall
    assert right_share >= precision


WAYS = [
    ("teach an open model on our own answers", "wish.adaptations", ("lora",)),
    ("our tuned Llama writes the shift reports", "wish.adaptations", ("lora",)),
    ("the vendor tunes its model for us", "wish.adaptations", ("managed_ft",)),
    ("a 4-bit adapter tune on one card", "wish.adaptations", ("qlora",)),
    ("update every weight of the model", "wish.adaptations", ("full_ft",)),
    ("train a national model from nothing", "wish.adaptations", ("pretrain_from_scratch",)),
    ("it trains its own booking transformer", "wish.adaptations", ("pretrain_from_scratch",)),
    ("a transformer trained on billions of our own trips", "wish.adaptations", ("pretrain_from_scratch",)),
    ("keep pretraining a base on Galician texts", "wish.adaptations", ("continued_pretraining",)),
    ("a nightly retraining of the model", "wish.adaptations", ("scheduled_retraining",)),
    ("one adapter per customer over the same base", "wish.adaptations", ("multi_lora",)),
    ("it must look up the relevant pages before answering", "wish.adaptations", ("rag",)),
    ("LightGBM over hand-made features", "wish.adaptations", ("classical_ml",)),
    ("GRPO with a checker as reward", "wish.adaptations", ("rl_ft",)),
    ("a student model learns from the big one", "wish.adaptations", ("distillation",)),
    ("every ward uses the same model with its own adapter", "wish.adaptations", ("multi_lora",)),
    ("Every meeting room has the same screen with another adapter.", "wish.adaptations", ()),
    (
        "a cheaper one is wanted, three million answers of that model exist",
        "wish.adaptations",
        ("distillation",),
    ),
    (
        "An expensive model sorts complaints; ten million of its verdicts are stored.",
        "wish.adaptations",
        ("distillation",),
    ),
    (
        "Approved answers are kept in a wiki, and the assistant should look them up.",
        "wish.adaptations",
        ("rag",),
    ),
    ("Its answers are logged for the auditors.", "wish.adaptations", ()),
    ("A hosted model replies; 900 stored answers exist.", "wish.adaptations", ()),
    ("We use an LLM as a teacher of French.", "wish.adaptations", ()),
    ("a large model writes reasons for 50,000 unlabelled notes", "wish.adaptations", ("distillation",)),
    (
        "The large model is right in our tests but far too slow; two million unlabelled pairs are there.",
        "wish.adaptations",
        ("distillation",),
    ),
    ("LLM ranking wins offline.", "wish.adaptations", ()),
    ("pins are ranked with an LLM as the teacher", "wish.adaptations", ("distillation",)),
    ("the whole handbook in the context, cached", "wish.adaptations", ("long_context_cached",)),
    ("rented H100s by the hour", "wish.deployments", ("self_host_rented",)),
    ("on our own servers in the basement", "wish.deployments", ("on_prem",)),
    ("Llama at Together, we pay per token", "wish.deployments", ("managed_open_endpoint",)),
    ("it runs in the browser", "wish.deployments", ("on_device_edge",)),
    ("three institutes share a Slurm cluster", "wish.deployments", ("shared_cluster",)),
    ("local first, with a cloud fallback", "wish.deployments", ("hybrid",)),
    ("the bill has tripled since May", "quality.failure", ("dear",)),
    ("it cites paragraphs that were withdrawn and invents prices", "quality.failure", ("facts",)),
    ("nothing has been tested so far", "quality.failure", ("not_tried",)),
    ("it garbles Kazakh", "quality.failure", ("language",)),
    ("it falls apart when three conditions interact", "quality.failure", ("reasoning",)),
    ("the tables come out broken", "quality.failure", ("format",)),
    ("it works without trouble since March", "quality.failure", ("works",)),
]


@pytest.mark.parametrize(("text", "path", "value"), WAYS, ids=[text for text, _, _ in WAYS])
def test_a_way_of_speaking_is_read_as_what_it_stands_for(
    text: str, path: str, value: tuple[str, ...]
) -> None:
    assert found(text)[path] == value


ORDINARY = [
    "Staff training on the new till takes two days.",
    "The adapter cable for the scanner got lost again.",
    "Distillation of the plum brandy happens in November.",
    "The nurses have to go to mandatory retraining once a year.",
    "Golden retrievers are boarded in our kennel.",
    "The canteen tunes its menu according to season.",
    "We have 12,000 pages of training data.",
    "Bert from accounting is retiring in May.",
    "A cluster of grapes weighs about 150 grams.",
    "We trained 24 guides on how to deal with visitors.",
    "The canteen on the premises serves 300 lunches.",
    "A wrong answer is a crime.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_words_of_everyday_life_are_no_techniques(text: str) -> None:
    assert not any(found(text).values())


REFUSED = [
    "we will never train an open model on our letters",
    "no fine-tuning, please",
    "nobody here wants to rent GPUs",
    "buying GPUs is out of the question",
    "we don't want LoRA",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused_is_not_wished(text: str) -> None:
    read = found(text)
    assert not read["wish.adaptations"]
    assert not read["wish.deployments"]


def test_a_general_word_gives_way_to_the_exact_one_in_its_clause_only() -> None:
    both = "A fine-tuned BERT sorts the mail. We would fine-tune an open 8B for the replies."
    assert set(found(both)["wish.adaptations"]) == {"encoder_classifier", "lora"}
    assert found("a fine-tuned BERT sorts the mail")["wish.adaptations"] == ("encoder_classifier",)


def test_every_value_of_the_fields_can_be_said() -> None:
    for path, ways in load_ways().items():
        said = {way.raw for way in ways}
        allowed = set(standard_fields()[path].choices)
        assert said <= allowed
        assert len(said) >= len(allowed) * 2 / 3


def test_a_name_that_stands_for_no_words_is_an_error() -> None:
    names = Names({"model": "(?:LLM|<size>)", "size": "8B"})
    assert names.filled("tuned <model>") == "tuned (?:LLM|8B)"
    with pytest.raises(KeyError):
        names.filled("tuned <nothing>")
