"""What people say of a field in words of their own, told by models of words fitted on many wordings.

Fixed phrases are read first; these models read what no phrase foresaw: "ordinary trade information",
"nothing beyond our four walls", "a light add-on trained on our answers". A share below the field's least
says nothing, so that a passing remark is no answer. The weights stand in ``own_words.json``, written by
``python -m advisor.interview.fit_own_words`` from ``own_words.jsonl`` and ``story_sentences.jsonl`` in
``tests/interview``: replies to questions, and sentences of stories that say something of a field or only look
as if they did.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from advisor.interview.negation import denied
from advisor.interview.phrases import value_of
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.word_model import StoredWeights, WordModel
from advisor.profile import Answer, Fields
from advisor.resources import shipped_text, shipped_toml

NOTHING = "nothing"
"""The label of words that say nothing of a field."""
BESIDE = 0.75
"""Least share of a label in a reply that was already read for another field of its question."""
SENTENCE = re.compile(r"[^.;!?\n]+(?:[.;!?](?=\S)[^.;!?\n]*)*")
_LEAST_WORDS = 3
"""Shorter sentences of a description say too little; replies may be one word."""


@dataclass(frozen=True, slots=True)
class FieldWords:
    """How the words of a field are read, and its model."""

    path: str
    model: WordModel
    several: bool = False
    reply: float | None = None
    """Least share of a label in a reply to the field's question."""
    story: float | None = None
    """Least share of a label in a sentence of a description."""
    values: Mapping[str, str] = field(default_factory=dict)
    """The value of a label where it is not the label itself."""
    beside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By label: other fields and their values."""
    heard_in: tuple[str, ...] = ()
    """Other fields in whose replies people speak of this one too."""

    def labels(self, text: str, least: float) -> tuple[str, ...]:
        """Return what a text says of the field with at least a share; nothing for most texts."""
        if self.several:
            return tuple(label for label in self.model.likely(text, least) if label != NOTHING)
        label, share = self.model.best(text)
        return (label,) if share >= least and label != NOTHING else ()

    def answers(self, fields: Fields, labels: tuple[str, ...], said: str) -> Iterator[tuple[str, Answer]]:
        """Yield what labels answer, by path."""
        if self.several:
            yield self.path, Answer(labels, said=said)
            return
        for label in labels:
            yield self.path, value_of(fields[self.path], self.values.get(label, label), said)
            for path, raw in self.beside.get(label, {}).items():
                yield path, value_of(fields[path], raw, said)


@cache
def load_own_words() -> Mapping[str, FieldWords]:
    """Return the models that ship, by field path."""
    weights = json.loads(shipped_text("interview/own_words.json"))["models"]
    rows: Mapping[str, Mapping[str, Any]] = shipped_toml("interview/own_words.toml")
    return {path: FieldWords(path=path, model=_model(weights[path]), **row) for path, row in rows.items()}


def _model(document: Mapping[str, Any]) -> WordModel:
    return WordModel(tuple(document["labels"]), tuple(document["bias"]), StoredWeights(document["weights"]))


def also_heard(path: str, text: str) -> list[str]:
    """Return a question's main field, and those of which people speak too in a reply of some words."""
    others = [other for other, words in load_own_words().items() if path in words.heard_in]
    return [path, *(others if len(text.split()) >= _LEAST_WORDS else ())]


def replied(path: str, text: str, fields: Fields, least: float = 0.0) -> list[ReadAnswer]:
    """Return what a reply to a field's own question says of it in other words than a phrase foresaw.

    Args:
        path: The field.
        text: The reply.
        fields: The fields of a profile.
        least: Least share of a label, where it is to be surer than the field asks for.
    """
    words = load_own_words().get(path)
    if words is None or words.reply is None or not any(c.isalpha() for c in text):
        return []
    labels = words.labels(text, max(least, words.reply))
    if not labels:
        return []
    return [ReadAnswer(found, answer, text) for found, answer in words.answers(fields, labels, text)]


def told(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return what the sentences of a description say of fields, the surest words of each field first."""
    found: list[ReadAnswer] = []
    for match in SENTENCE.finditer(text.text):
        sentence = match.group().strip()
        if len(sentence.split()) < _LEAST_WORDS or denied(text, match.start(), match.end()):
            continue
        for path, words in load_own_words().items():
            if words.story is None or path not in fields:
                continue
            labels = words.labels(sentence, words.story)
            if labels and not _taken_back(text, match, words, labels):
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                found += (
                    ReadAnswer(p, a, sentence, start) for p, a in words.answers(fields, labels, sentence)
                )
    return found


def _taken_back(text: Passage, sentence: re.Match[str], words: FieldWords, labels: tuple[str, ...]) -> bool:
    """Return whether a sentence says in fixed words what a model hears in it, and takes them back."""
    values = {words.values.get(label, label) for label in labels}
    return any(
        path == words.path and raw in values and sentence.start() <= place < sentence.end()
        for path, raw, place in text.taken_back
    )
