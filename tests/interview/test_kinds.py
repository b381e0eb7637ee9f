"""The kind of project is told from words that nobody tuned it on, and small texts are not over-read."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from advisor.interview.classify import kind_scores, read_use_case
from advisor.interview.kinds import KEYWORDS, load_kinds
from advisor.interview.reading import passage
from advisor.interview.word_model import log_of_sum, stem, words_of
from advisor.strategy.use_cases import load_use_cases

HERE = Path(__file__).parent


def _lines(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def _told(text: str) -> str | None:
    answer = read_use_case(passage(text), load_use_cases())
    return None if answer is None else str(answer.answer.value)


def test_four_of_five_unseen_projects_are_told() -> None:
    rows = _lines("kind_unseen.jsonl")
    right = sum(_told(f"{row['title']}. {row['text']}") in row["kinds"] for row in rows)
    assert right >= 0.8 * len(rows)


def test_the_unseen_projects_are_in_no_training_story() -> None:
    seen = {row["text"] for row in _lines("kind_stories.jsonl")}
    assert not seen & {row["text"] for row in _lines("kind_unseen.jsonl")}


def test_every_kind_has_stories() -> None:
    kinds = {row["kind"] for row in _lines("kind_stories.jsonl")}
    assert kinds == set(load_use_cases())


def test_the_weights_are_those_of_every_kind() -> None:
    assert load_kinds().kinds == tuple(load_use_cases())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello there",
        "yes",
        "about 500 a day",
        "42",
        "we have two of them",
        "we will batch 32 requests, which makes it 32 times cheaper",
    ],
)
def test_a_text_that_names_no_task_tells_no_kind(text: str) -> None:
    assert _told(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We want to spot torn parcels with cameras over our belts.", "vision"),
        ("Captions for every lecture, ready the next morning", "voice"),
        ("A companion in our games that players can talk with in writing", "chatbot"),
        ("Plain English into queries for our observability data", "code"),
        ("Which of last month's card payments were stolen?", "tabular"),
    ],
)
def test_a_task_said_in_other_words_is_told(text: str, kind: str) -> None:
    assert _told(text) == kind


def test_shares_of_the_kinds_add_up_to_one() -> None:
    shares = load_kinds().log_shares("an assistant for the clinic", {"chatbot": 1.5})
    assert log_of_sum(shares.values()) == pytest.approx(0.0, abs=1e-9)


def test_more_keywords_of_a_kind_speak_for_it() -> None:
    model = load_kinds()
    few = model.log_shares("something for the shop", {"vision": 0.0})["vision"]
    assert model.log_shares("something for the shop", {"vision": 3.0})["vision"] > few


def test_keywords_count_for_their_own_kind() -> None:
    model = load_kinds()
    for place, kind in enumerate(model.kinds):
        weights = dict(model.weights[KEYWORDS + kind])
        assert max(weights, key=lambda p: weights[p]) == place


def test_words_lose_their_endings_and_numbers_their_digits() -> None:
    assert stem("translations") == "transl"
    assert stem("300") == "#"
    assert words_of("Sorting mails") == {"sort", "mail", "sort mail"}


def test_the_first_sentence_counts_twice() -> None:
    cases = load_use_cases()
    first = kind_scores(passage("Translate manuals. Then people search them."), cases, load_kinds())
    last = kind_scores(passage("People search them. Then translate manuals."), cases, load_kinds())
    assert first["translation"] - first["search"] > last["translation"] - last["search"]


def test_the_words_shown_stand_in_the_text() -> None:
    text = "Captions for every lecture, ready the next morning"
    answer = read_use_case(passage(text), load_use_cases())
    assert answer is not None
    assert answer.span in text
    assert math.isfinite(answer.start)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A station has 900 hours of tape in German and dialect and wants them transcribed.", "voice"),
        ("We translate sermons into our dialect.", "translation"),
        ("Primary school, teachers want reading worksheets made with AI.", "extraction"),
        ("A courier sorts 4 million driver remarks a day into 60 codes.", "classification"),
        ("Each page of our cooking site carries a box of similar recipes.", "search"),
    ],
)
def test_what_is_done_tells_the_kind_and_not_the_dialect_or_the_means(text: str, kind: str) -> None:
    assert _told(text) == kind


def test_who_sells_a_generator_of_their_own_makes_a_model_and_who_uses_one_does_not() -> None:
    assert _told("The group wants to sell its own general video generator.") == "foundation_model"
    assert _told("A film studio wants the best video generator there is.") != "foundation_model"
    assert _told("We sell our own series and want an image generator for posters.") != "foundation_model"


def test_no_word_is_listed_twice_for_a_kind() -> None:
    for case in load_use_cases().values():
        assert len(set(case.keywords)) == len(case.keywords)
