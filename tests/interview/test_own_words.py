"""What people say in words of their own is read where it is clear, and left where it is not."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.interview.own_words import NOTHING, load_own_words, replied, told
from advisor.interview.phrases import value_of
from advisor.interview.reading import passage
from advisor.interview.word_model import WordModel, pieces_of
from advisor.profile import standard_fields

HERE = Path(__file__).parent


def _lines(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def _reply(path: str, text: str) -> dict[str, object]:
    return {hit.path: hit.answer.value for hit in replied(path, text, standard_fields())}


def test_wordings_that_it_was_not_fitted_on_are_mostly_read_rightly(advisor: Advisor) -> None:
    counts: Counter[str] = Counter()
    for row in _lines("own_words_unseen.jsonl"):
        answer = advisor.reader.read_field(str(row["path"]), str(row["text"]))
        right = answer is not None and answer.value == row["value"]
        counts["left" if answer is None else "right" if right else "wrong"] += 1
    assert counts["right"] >= 0.55 * counts.total()
    assert counts["right"] >= 4 * counts["wrong"]


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("team.skill", "a couple of web programmers, nobody has done machine learning", "developers"),
        ("quality.bar", "an inspector will audit each release", "certified"),
        ("data.boundary", "nothing beyond the walls of our own building", "own_network"),
        ("data.boundary", "any supplier who signs a processing agreement", "contract"),
        ("workload.shape", "busy before the holidays, dead otherwise", "bursty"),
        ("knowledge.freshness", "the price list is replaced every Monday", "weekly"),
    ],
)
def test_a_reply_in_other_words_is_understood(path: str, text: str, value: str) -> None:
    assert _reply(path, text)[path] == value


def test_no_hurry_also_says_that_a_batch_will_do() -> None:
    found = _reply("latency.first_token_ms", "whenever the night run is through")
    assert found == {"latency.first_token_ms": 86_400_000.0, "latency.batch_ok": True}


@pytest.mark.parametrize("text", ["see attachment", "42", "ask Petra", "?", ""])
@pytest.mark.parametrize("path", list(load_own_words()))
def test_what_says_nothing_is_not_taken(path: str, text: str) -> None:
    assert _reply(path, text) == {}


def test_a_fixed_phrase_comes_first(advisor: Advisor) -> None:
    answer = advisor.reader.read_field("team.skill", "high")
    assert answer is not None
    assert answer.value == "platform"


def test_a_sentence_of_a_story_tells_where_data_may_go() -> None:
    story = "We sort claims. Our compliance office accepts any vendor that signs a data processing agreement."
    (hit,) = told(passage(story), standard_fields())
    assert (hit.path, hit.answer.value) == ("data.boundary", "contract")
    assert hit.span.startswith("Our compliance office")


@pytest.mark.parametrize(
    ("story", "boundary"),
    [
        ("A savings bank needs complaint letters drafted inside its own hall, 300 a day.", "own_network"),
        ("A physiotherapist wants notes summarised, the files must stay in the practice.", "own_network"),
        ("The lab works on a network without any outside line.", "air_gapped"),
        ("Recipes may be sent to a contracted provider.", "contract"),
        ("The brewer's lawyers allow contracted providers.", "contract"),
        ("No company under US law may touch the tapes.", "sovereign"),
        ("Personal data must be processed in the EU, says the council.", "region"),
    ],
)
def test_a_sentence_tells_where_data_may_go_in_words_of_its_own(story: str, boundary: str) -> None:
    assert [hit.answer.value for hit in told(passage(story), standard_fields())] == [boundary]


@pytest.mark.parametrize(
    "story",
    [
        "Contracts are read by 40 clerks in the hall.",
        "Half of the staff threaten to leave.",
        "Two drivers leave the depot before six.",
        "Its own hall is heated by the cards.",
        "Members keep the house tone in every letter.",
        "A vendor claims that his box keeps everything inside.",
    ],
)
def test_words_that_look_alike_tell_nothing_of_where_data_may_go(story: str) -> None:
    assert told(passage(story), standard_fields()) == []


def test_a_remark_about_money_or_machines_tells_nothing_of_data() -> None:
    story = "The board wants to buy servers so that it cannot happen again. The trains run on time."
    assert told(passage(story), standard_fields()) == []


def test_every_label_is_a_value_of_its_field() -> None:
    fields = standard_fields()
    for path, words in load_own_words().items():
        for label in set(words.model.labels) - {NOTHING}:
            _ = value_of(fields[path], words.values.get(label, label))
        assert set(words.values) <= set(words.model.labels)
        assert set(words.beside) <= set(words.model.labels)


def test_every_label_was_fitted_on_a_score_of_wordings() -> None:
    rows = _lines("own_words.jsonl")
    for path, words in load_own_words().items():
        counts: Counter[str] = Counter()
        for row in rows:
            value = row.get(path)
            counts.update(value if isinstance(value, list) else [str(value)])
        assert all(counts[label] >= 20 for label in set(words.model.labels) - {NOTHING}), path


def test_shares_of_labels_that_exclude_one_another_sum_to_one() -> None:
    model = WordModel(("a", "b"), (0.0, 0.0), {"left": [(0, 2.0)], "right": [(1, 2.0)]})
    assert model.best("left")[0] == "a"
    assert model.best("right")[0] == "b"
    assert model.best("left")[1] == pytest.approx(1.0 / (1.0 + math.exp(-2.0)))
    assert model.best("neither")[1] == pytest.approx(0.5)


def test_runs_of_letters_know_the_relatives_of_a_word() -> None:
    assert {piece for piece in pieces_of("confidential") if piece.startswith("~")} & pieces_of(
        "confidentiality"
    )
