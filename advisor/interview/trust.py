"""How far what fixed words read in a description can be believed, told by a model fitted on marked texts.

share(right) = logistic(bias + sum of the weights of a hit's features), where a hit is a value of a field that
a pattern read, and its features are the words that it was read from, those in front of them and behind them,
in their order near it and without order in the rest of the sentence. "Cloud" is read as hosted in "a cloud of
dust", and "agents" as software where people quit their jobs: such hits are taken back. The weights stand in
``trust.json``, written by ``python -m advisor.interview.fit_trust`` from texts that language models marked.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from advisor.interview.figures import plain_words
from advisor.interview.reading import Passage, ReadAnswer, sentence_around
from advisor.interview.sayings import Sayings
from advisor.interview.word_model import StoredWeights, Weights, stem
from advisor.profile import Answer
from advisor.resources import shipped_text

_SAID = Sayings("interview/trust")
_PLACED, _NEAR = 3, 8
"""Words on either side whose place is known, and those that count for the field by themselves."""
_OWN_WEIGHT, _PLACED_WEIGHT, _NEAR_WEIGHT, _SENTENCE_WEIGHT = 1.0, 0.7, 0.5, 0.35
_STEP, _LONGEST = 6, 9
"""Words by which the length of a sentence is told, and the most of such steps."""


class Hit(NamedTuple):
    """A value that fixed words read, and its sentence."""

    path: str
    value: str
    words: str
    ahead: str
    behind: str

    @property
    def said(self) -> str:
        """The field and its value as the model names them."""
        return f"{self.path}={self.value}"


@dataclass(frozen=True, slots=True)
class TrustModel:
    """Fitted weights of features for a hit being right."""

    values: frozenset[str]
    """Values of fields, ``path=value``, that are judged; others are believed."""
    bias: float
    weights: Weights

    def share(self, hit: Hit) -> float:
        """Return how likely a hit is right."""
        total = self.bias
        for name, value in features(hit).items():
            for _, weight in self.weights.get(name, ()):
                total += value * weight
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))


@cache
def load_trust() -> TrustModel:
    """Return the weights that ship."""
    document = json.loads(shipped_text("interview/trust.json"))
    return TrustModel(frozenset(document["values"]), document["bias"], StoredWeights(document["weights"]))


def with_trusted(
    text: Passage, found: Sequence[ReadAnswer], model: TrustModel | None = None
) -> list[ReadAnswer]:
    """Return answers without the values that fixed words most probably read wrongly.

    Args:
        text: The description.
        found: What was read in it.
        model: Weights; those that ship when None.
    """
    told = model or load_trust()
    kept = (_believed(text, one, told) for one in found)
    return [one for one in kept if one is not None]


def _believed(text: Passage, one: ReadAnswer, model: TrustModel) -> ReadAnswer | None:
    least = _SAID.figure_of("kept", one.path)
    values = {
        hit.value for hit in hits_of(text, one) if hit.said in model.values and model.share(hit) < least
    }
    if not values:
        return one
    if not isinstance(one.answer.value, tuple):
        return None
    left = tuple(value for value in values_of(one.answer) if value not in values)
    return replace(one, answer=replace(one.answer, value=left)) if left else None


def hits_of(text: Passage, one: ReadAnswer) -> Iterator[Hit]:
    """Yield the values of an answer with the sentence in which the first of its words stand."""
    words = one.span.split(", ")[0]
    end = one.start + len(words)
    start, stop = sentence_around(text.text, one.start, end)
    for value in values_of(one.answer):
        yield Hit(one.path, value, words, text.text[start : one.start], text.text[end:stop])


def values_of(answer: Answer) -> tuple[str, ...]:
    """Return the values of an answer as models name them; none for a number."""
    value = answer.value
    if isinstance(value, tuple):
        return tuple(one for one in value if isinstance(one, str))
    return (str(value),) if isinstance(value, bool | str) else ()


def features(hit: Hit) -> Mapping[str, float]:
    """Return what the model sees of a hit."""
    path, said = hit.path, hit.said
    own, ahead, behind = (_stems(part) for part in (hit.words, hit.ahead, hit.behind))
    ahead = ahead[::-1]
    sides = [("<", ahead), (">", behind)]
    placed = [f"{side}{place} {word}" for side, words in sides for place, word in enumerate(words[:_PLACED])]
    pairs = [f"{side} {a} {b}" for side, words in sides for a, b in pairwise(words[: _PLACED + 2])]
    near = [*ahead[:_NEAR], *behind[:_NEAR]]
    length = min(_LONGEST, (len(own) + len(ahead) + len(behind)) // _STEP)
    found: dict[str, float] = {}
    for names, weight in (
        ([path, said, *(f"{said} {word}" for word in own), f"{said} {' '.join(own)}"], _OWN_WEIGHT),
        ([f"length {length}"], _OWN_WEIGHT),
        ([*placed, *(f"{path} {name}" for name in placed)], _PLACED_WEIGHT),
        ([*(f"{path} ~ {word}" for word in near), *pairs], _NEAR_WEIGHT),
        ([f"~ {word}" for word in (*ahead, *behind)], _SENTENCE_WEIGHT),
    ):
        for name in names:
            found.setdefault(name, weight)
    return found


def _stems(text: str) -> list[str]:
    return [stem(word) for word in plain_words(text)]
