"""What a team uses today and what came of what it tried are told from what it wants."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.interview.reading import passage
from advisor.interview.so_far import told_of

SENTENCES = [
    json.loads(line) for line in Path(__file__).with_name("so_far.jsonl").read_text("utf-8").splitlines()
]
"""``before`` and ``after`` were used to set the tables, so they tell breaks and no accuracy; ``last`` was
never used to set them and tells how much of what people say is read right: 15 of 24."""
USED = [row for row in SENTENCES if row["half"] != "last"]
HELD_OUT = [row for row in SENTENCES if row["half"] == "last"]
FIELDS = {
    "worked": ("evidence.worked",),
    "failed": ("evidence.failed",),
    "current": ("current.deployments",),
    "runs": ("current.adaptations",),
    "wish": ("wish.adaptations", "wish.deployments", "wish.techniques"),
}
LEAST_RIGHT = 0.92


@pytest.fixture(scope="module")
def advisor() -> Advisor:
    return Advisor.load(plugins=False)


def words(advisor: Advisor, text: str) -> dict[str, set[str]]:
    read = {hit.path: set(hit.answer.value) for hit in advisor.read(text).answers if hit.path[0] in "ecw"
            and isinstance(hit.answer.value, tuple)}  # fmt: skip
    return {name: set().union(*(read.get(path, set()) for path in paths)) for name, paths in FIELDS.items()}


def invented(row: dict[str, Any], found: dict[str, set[str]]) -> set[str]:
    """Return what was taken for done, in use or given up, and is told nowhere."""
    may = set(row.get("may", ()))
    return {
        w
        for name in ("worked", "failed", "current", "runs")
        for w in found[name] - {*row.get(name, ())} - may
    }


def right(row: dict[str, Any], found: dict[str, set[str]]) -> bool:
    missing = any(set(row.get(name, ())) - found[name] for name in FIELDS)
    return not (missing or invented(row, found) or set(row.get("not_wish", ())) & found["wish"])


def test_nearly_all_sentences_are_read_right(advisor: Advisor) -> None:
    assert len(USED) >= 60
    good = [right(row, words(advisor, row["text"])) for row in USED]
    assert sum(good) >= LEAST_RIGHT * len(good)


def test_three_in_five_held_out_sentences_are_read_right(advisor: Advisor) -> None:
    good = [right(row, words(advisor, row["text"])) for row in HELD_OUT]
    assert sum(good) >= 0.6 * len(good)


def test_what_is_not_understood_is_left_out_and_hardly_ever_invented(advisor: Advisor) -> None:
    wrong = [row["text"] for row in SENTENCES if invented(row, words(advisor, row["text"]))]
    assert len(wrong) <= 0.05 * len(SENTENCES)


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ("We pay OpenAI $9k a month today for our support bot.", "current", "hosted_api"),
        ("We tried RAG and it worked.", "worked", "rag"),
        ("We tried RAG and it did not help.", "failed", "rag"),
        ("We tried fine-tuning and it was no better than prompting.", "failed", "lora"),
        ("Train a 7B from scratch on our corpus.", "wish", "pretrain_from_scratch"),
        ("The insurer has a tuned BERT that sorts claims.", "runs", "encoder_classifier"),
        ("We have a trained small transformer that flags spam.", "runs", "encoder_classifier"),
        ("A clinic wants a tuned encoder that sorts letters.", "wish", "encoder_classifier"),
    ],
)  # fmt: skip
def test_a_word_stands_in_one_place_only(advisor: Advisor, text: str, name: str, word: str) -> None:
    found = words(advisor, text)
    assert [place for place in FIELDS if word in found[place]] == [name]


def test_a_word_that_worked_and_failed_is_left_out_of_both(advisor: Advisor) -> None:
    found = words(advisor, "RAG worked for the manuals. RAG failed on the tariffs.")
    assert "rag" not in found["worked"] | found["failed"]


NO_FAILURES = [
    "RAG is never wrong.",
    "RAG is not too slow and our users like it.",
    "RAG isn't too slow.",
    "Fine-tuning is not unreliable.",
    "RAG was by no means a failure.",
    "Fine-tuning was hardly a waste.",
    "RAG was anything but a mess.",
    "Fine-tuning got 92% and is not too expensive.",
    "We tried RAG and it could not be better.",
    "We tried RAG and our users could not be happier.",
    "RAG couldn't have been easier.",
    "Fine-tuning broke our old record.",
    "RAG hurt nobody.",
    "The tuned model forgot nothing.",
    "RAG missed no clause.",
    "RAG lost no users.",
    "We use RAG today and we lost users last year.",
    "RAG did not only help, it doubled sales.",
    "RAG did not make anything worse.",
]


@pytest.mark.parametrize("text", NO_FAILURES)
def test_a_fault_that_is_denied_is_no_failure(advisor: Advisor, text: str) -> None:
    assert not words(advisor, text)["failed"]


@pytest.mark.parametrize("negation", ["did not only", "didn't just"])
def test_what_did_not_only_help_worked(advisor: Advisor, negation: str) -> None:
    assert words(advisor, f"RAG {negation} help, it doubled sales.")["worked"] == {"rag"}


FAILURES = [
    ("RAG was never good enough.", "rag"),
    ("RAG isn't good enough.", "rag"),
    ("The tuned model is too slow.", "lora"),
    ("Fine-tuning is not cheap and too slow.", "lora"),
    ("RAG was not just too slow, it was wrong.", "rag"),
    ("RAG is not only too slow but wrong.", "rag"),
    ("RAG was never fast and always wrong.", "rag"),
    ("RAG was no help and a waste of money.", "rag"),
    ("We tried RAG and it could not answer half of the questions.", "rag"),
    ("We tried RAG and it could not be better than chance.", "rag"),
    ("We tried fine-tuning and it broke our budget.", "lora"),
    ("Fine-tuning forgot everything it knew.", "lora"),
    ("RAG hurt our ranking.", "rag"),
    ("RAG missed half of the clauses.", "rag"),
    ("We tried RAG and lost users.", "rag"),
    ("RAG did not help.", "rag"),
]


@pytest.mark.parametrize(("text", "word"), FAILURES)
def test_a_fault_that_is_told_is_a_failure(advisor: Advisor, text: str, word: str) -> None:
    assert words(advisor, text)["failed"] == {word}


@pytest.mark.parametrize(
    "text",
    [
        "If RAG fails, we would fine-tune.",
        "We have never tried fine-tuning.",
        "Some blogs claim that RAG does not work for tables.",
        "Competitors run their own models on-prem; we run nothing so far.",
    ],
)
def test_what_is_supposed_or_told_of_others_is_neither_done_nor_in_use(advisor: Advisor, text: str) -> None:
    assert not any(words(advisor, text)[name] for name in ("worked", "failed", "current", "runs"))


def test_a_verdict_in_the_next_sentence_counts_for_what_was_tried() -> None:
    one, *_ = told_of(passage("We built a RAG system for the brewery. It was switched off after a month."))
    assert one.standings == {"failed"}
    other, *_ = told_of(passage("RAG is popular. It was switched off after a month."))
    assert "failed" not in other.standings


def test_each_answer_quotes_the_words_that_say_it(advisor: Advisor) -> None:
    text = "Our bot runs on Gemini today; fine-tuning brought nothing."
    read = {hit.path: hit.answer.said for hit in advisor.read(text).answers}
    assert read["current.deployments"] in text
    assert read["evidence.failed"] == "fine-tuning"


REPLIES = [
    ("RAG", "runs", "rag"),
    ("OpenAI", "current", "hosted_api"),
    ("RAG, and it worked", "worked", "rag"),
    ("we tried RAG, no good", "failed", "rag"),
    ("fine-tuning: no gain", "failed", "lora"),
    ("RAG failed, LoRA works", "worked", "lora"),
    ("we want to try RAG next", "wish", "rag"),
]


@pytest.mark.parametrize(("text", "name", "word"), REPLIES)
def test_a_reply_to_what_was_tried_is_read_as_such(advisor: Advisor, text: str, name: str, word: str) -> None:
    read = advisor.read(text, advisor.questions["so_far"])
    found = {hit.path: hit.answer.value for hit in read.answers}
    assert any(word in found.get(path, ()) for path in FIELDS[name])


@pytest.mark.parametrize("text", ["no", "nothing yet", "No, nothing yet"])
def test_nothing_tried_is_an_answer(advisor: Advisor, text: str) -> None:
    (hit,) = advisor.read(text, advisor.questions["so_far"]).answers
    assert (hit.path, hit.answer.value, hit.answer.known) == ("evidence.worked", (), True)


def test_not_sure_settles_the_question_without_a_result(advisor: Advisor) -> None:
    (hit,) = advisor.read("not sure", advisor.questions["so_far"]).answers
    assert hit.answer.state == "unknown"


def test_who_said_how_a_model_does_is_not_asked_again_what_was_tried(advisor: Advisor) -> None:
    asked, other = advisor.questions["failure"], advisor.questions["so_far"]
    for reply in asked.replies:
        assert other.settled(advisor.profile({}).with_answers(reply.answers))
    assert not other.settled(advisor.profile({"use_case": {"kind": "chatbot"}}))
    assert set(other.fields) <= set(asked.fields)


@pytest.mark.parametrize("verb", ["push it", "force us", "drive everything"])
def test_where_rules_push_a_service_it_does_not_run_yet(advisor: Advisor, verb: str) -> None:
    told = words(advisor, f"Our support chatbot runs on GPT-4; privacy rules {verb} on-premises.")
    assert told["current"] == {"hosted_api"}
    assert "on_prem" in told["wish"]
