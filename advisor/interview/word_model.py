"""Linear models of words: what the words of a text speak for, as shares of a set of labels.

share(label) = softmax(bias + sum of the weights of the text's pieces / sqrt(number of pieces)), or the
logistic function of the same sum where labels do not exclude one another.

The pieces are words without their endings, pairs of them, and, where a model asks for it, runs of letters
inside of words, which know a word's relatives: "confidentiality" from "confidential".
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

Weights: TypeAlias = Mapping[str, Sequence[tuple[int, float]]]
"""Of a feature for labels by their place; those that are left out are nothing."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ers", "ies", "ed", "es", "s", "er")
_SHORTEST_STEM = 4
_RUN = 5
"""Letters of a run; four and six tell a point less of texts that were left out."""


def stem(word: str) -> str:
    """Return a lower-case word without its ending; any number is ``#``."""
    if word.isdigit():
        return "#"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def stems_of(text: str) -> list[str]:
    """Return the stems of a text in its order."""
    return [stem(word) for word in _WORD.findall(text.lower())]


def words_of(text: str) -> frozenset[str]:
    """Return the stems of a text and their pairs, each once."""
    stems = stems_of(text)
    pairs = (f"{a} {b}" for a, b in pairwise(stems))
    return frozenset(stems) | frozenset(pairs)


def pieces_of(text: str) -> frozenset[str]:
    """Return the stems of a text, their pairs and the runs of letters in its words, each once."""
    framed = (f"<{word}>" for word in _WORD.findall(text.lower()))
    runs = (f"~{word[i : i + _RUN]}" for word in framed for i in range(len(word) - _RUN + 1))
    return words_of(text) | frozenset(runs)


def log_of_sum(values: Iterable[float]) -> float:
    """Return log(sum(exp(value))) of one value or more, without overflow."""
    numbers = list(values)
    most = max(numbers)
    return most + math.log(sum(math.exp(value - most) for value in numbers))


class StoredWeights(Mapping[str, Sequence[tuple[int, float]]]):
    """Weights as their JSON holds them, where a label's place is text; a row is read when it is asked for."""

    def __init__(self, table: Mapping[str, Mapping[str, float]]) -> None:
        """Take the rows by feature."""
        self._table = table
        self._read: dict[str, list[tuple[int, float]]] = {}

    def __getitem__(self, name: str) -> list[tuple[int, float]]:
        """Return a feature's weights.

        Raises:
            KeyError: When it has none.
        """
        if name not in self._read:
            self._read[name] = [(int(place), weight) for place, weight in self._table[name].items()]
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        """Return whether a feature has weights."""
        return name in self._table

    def __iter__(self) -> Iterator[str]:
        """Yield the features."""
        return iter(self._table)

    def __len__(self) -> int:
        """Return how many features there are."""
        return len(self._table)


@dataclass(frozen=True, slots=True)
class WordModel:
    """Fitted weights of pieces for labels, by their place."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Weights

    def sums(self, text: str) -> list[float]:
        """Return what a text's pieces speak for each label."""
        known = [piece for piece in pieces_of(text) if piece in self.weights]
        each, sums = 1.0 / math.sqrt(max(1, len(known))), list(self.bias)
        for piece in sorted(known):
            for place, weight in self.weights[piece]:
                sums[place] += each * weight
        return sums

    def best(self, text: str) -> tuple[str, float]:
        """Return the likeliest label of a text and its share, where the labels exclude one another."""
        sums = self.sums(text)
        whole = log_of_sum(sums)
        place = max(range(len(sums)), key=sums.__getitem__)
        return self.labels[place], math.exp(sums[place] - whole)

    def likely(self, text: str, least: float) -> dict[str, float]:
        """Return the labels that a text speaks for with at least a share, where each stands for itself."""
        shares = (1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, value)))) for value in self.sums(text))
        return {label: share for label, share in zip(self.labels, shares, strict=True) if share >= least}
