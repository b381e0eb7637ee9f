"""Which kind of project the words of a text speak for: a linear model fitted on described projects.

share(kind) = softmax(bias + sum of the words' weights / sqrt(number of words) + keywords' scores x weights)

The words are single ones and pairs, without their endings. The weights stand in ``kinds.json``, written by
``python -m advisor.interview.fit_kinds tests/interview/kind_stories.jsonl``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from advisor.interview.word_model import StoredWeights, Weights, log_of_sum, stem, words_of
from advisor.resources import shipped_text, shipped_toml

KEYWORDS = "keywords: "
"""In front of a kind's name: the feature that its keywords' score is."""
KEYWORD_UNIT, KEYWORD_MOST = 0.5, 4.0
"""What a point of a keyword score counts as a feature, and the most points that count."""


def features(words: Collection[str], keyword_scores: Mapping[str, float]) -> dict[str, float]:
    """Return the features of a text: each of its words 1 / sqrt(number of words), and its keywords' scores.

    Args:
        words: Words and pairs of the text that are known.
        keyword_scores: What keywords score, by kind.
    """
    each = 1.0 / math.sqrt(max(1, len(words)))
    scores = {KEYWORDS + kind: KEYWORD_UNIT * min(n, KEYWORD_MOST) for kind, n in keyword_scores.items()}
    return dict.fromkeys(words, each) | scores


@dataclass(frozen=True, slots=True)
class KindModel:
    """The fitted weights."""

    kinds: tuple[str, ...]
    bias: tuple[float, ...]
    """One for each kind."""
    weights: Weights

    def log_shares(self, text: str, keyword_scores: Mapping[str, float]) -> dict[str, float]:
        """Return the logarithm of how likely each kind is, given a text and what its keywords score."""
        known = sorted(word for word in words_of(text) if word in self.weights)
        sums = list(self.bias)
        for feature, value in features(known, keyword_scores).items():
            for place, weight in self.weights.get(feature, ()):
                sums[place] += value * weight
        whole = log_of_sum(sums)
        return {kind: value - whole for kind, value in zip(self.kinds, sums, strict=True)}

    def telling(self, text: str, kind: str) -> re.Match[str] | None:
        """Return where the word of a text stands that speaks most for a kind, None where none does
        but words that stand in any text."""
        place = self.kinds.index(kind)
        words = (m for m in re.finditer(r"[A-Za-z']+", text) if m.group().lower() not in _empty())
        found = [(self._weight(stem(m.group().lower()), place), m) for m in words]
        best = max(found, key=lambda item: item[0], default=(0.0, None))
        return best[1] if best[0] > 0 else None

    def _weight(self, word: str, place: int) -> float:
        return dict(self.weights.get(word, ())).get(place, 0.0)


@cache
def _empty() -> frozenset[str]:
    """Return the words that stand in any text and alone tell no kind."""
    return frozenset(shipped_toml("interview/who.toml")["empty"].split())


@cache
def load_kinds() -> KindModel:
    """Return the weights that ship."""
    document = json.loads(shipped_text("interview/kinds.json"))
    return KindModel(tuple(document["kinds"]), tuple(document["bias"]), StoredWeights(document["weights"]))
