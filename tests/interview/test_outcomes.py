"""What a text reports to have worked is told from what it only wishes for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.interview.fit_outcomes import fit, read_marks
from advisor.interview.outcomes import PATH, STATUSES, Mention, load_outcomes, mentions
from advisor.interview.reading import passage

CORPUS = Path(__file__).with_name("outcomes.jsonl")

WORKED = [
    ("We tuned a 7B on our old tickets with LoRA and it now beats GPT-4 at a tenth of the price.", "lora"),
    ("Gradient boosting on five years of claims reaches 0.91 AUC and has run in production since March.",
     "classical_ml"),
    ("A small encoder trained on labels from GPT-4 matches it and costs 98% less.", "encoder_classifier"),
    ("Forty LoRA adapters on one shared base serve all our tenants; the bill fell by 80%.", "multi_lora"),
    ("The insurer moved its summaries to two L40S of its own and halved the cost.", "on_prem"),
    ("RAG over the manuals answers 93% of the engineers' questions correctly.", "rag"),
    ("It distilled the large model into a 1B that is three times faster, as good.", "distillation"),
    ("Sending easy questions to a cheap model cut the bill by 60% and nobody noticed.", "routing"),
]  # fmt: skip
NO_RESULTS = [
    "A chatbot for teachers and students now answers 93% of questions.",
    "Together we cut costs by half with the routing of trucks.",
    "Berthold reached 98%.",
    "A hobbyist with two used 3090s believes local is cheaper.",
]
"""Words that mean something else, and beliefs."""
WISHES = [
    "We want to fine-tune a 7B with LoRA on our tickets.",
    "Should we buy two L40S or rent GPUs?",
    "The board plans to train its own model from scratch.",
    "A vendor proposes a GPU server for our chatbot.",
    "The team considers distilling GPT-4 into a small model.",
    "They ask whether RAG would help with 2,000 manuals.",
    "Our founder wants a classifier for support mails, maybe an encoder.",
    "We think of gradient boosting for the churn forecast.",
]


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return Advisor.load(plugins=False)


def worked(advisor: Advisor, text: str) -> tuple[str, ...]:
    return next((hit.answer.value for hit in advisor.read(text, None).answers if hit.path == PATH), ())


def test_most_of_what_is_reported_to_work_is_taken(advisor: Advisor) -> None:
    taken = [word in worked(advisor, text) for text, word in WORKED]
    assert sum(taken) >= 0.7 * len(taken)


@pytest.mark.parametrize("text", [*WISHES, *NO_RESULTS])
def test_a_wish_is_no_result(advisor: Advisor, text: str) -> None:
    assert worked(advisor, text) == ()


def test_the_answer_quotes_the_words_that_say_it(advisor: Advisor) -> None:
    text = "Gradient boosting reaches 0.91 AUC and has run in production since March."
    hit = next(hit for hit in advisor.read(text, None).answers if hit.path == PATH)
    assert hit.answer.said in text


def test_the_general_word_gives_way_to_the_exact_one_in_its_clause() -> None:
    found = {m.word for m in mentions(passage("An encoder was tuned with LoRA on 4,000 labels."))}
    assert "encoder_classifier" in found
    assert "lora" not in found


def test_shares_are_probabilities() -> None:
    text = "A tuned 7B works."
    assert 0.0 < load_outcomes().share(text, Mention("small_model", 2, 10)) < 1.0


def test_every_line_of_the_corpus_marks_words_that_stand_in_it() -> None:
    for line in CORPUS.read_text("utf-8").splitlines():
        row = json.loads(line)
        assert all(mark["quote"] in row["text"] for mark in row["marks"])


def test_a_fit_on_a_part_tells_what_it_was_shown() -> None:
    marks = read_marks(CORPUS)[:1500]
    model = fit(marks)
    right = sum((model.share(m.text, m.mention) >= 0.5) == (m.status == STATUSES[0]) for m in marks)
    assert right > 0.85 * len(marks)
