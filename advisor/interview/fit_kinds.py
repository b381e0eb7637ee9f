"""Fit the words that tell kinds of project apart: ``python -m advisor.interview.fit_kinds STORIES.jsonl``.

A line of the file is ``{"kind": …, "text": …}``, with a ``title`` where a form had one. The model is a
multinomial logistic regression with a Gaussian prior on its weights. What it gets right of stories that were
left out, a fifth at a time, is printed by kind before the weights of the fit on all of them are written.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from advisor.interview.classify import keyword_scores, kind_scores
from advisor.interview.fit_command import asked_for
from advisor.interview.kinds import KindModel, features
from advisor.interview.reading import passage
from advisor.interview.word_fit import (
    FOLDS,
    as_table,
    as_text,
    feature_matrix,
    large_weights,
    most_likely,
)
from advisor.interview.word_model import words_of
from advisor.resources import shipped_path
from advisor.strategy.use_cases import load_use_cases

LEAST_STORIES = 2
"""A word of fewer stories is not kept."""
LEAST_WEIGHT = 0.3
"""Smaller weights are left out of the file; half of its size costs no point on unseen stories."""


class Story(NamedTuple):
    """A described project."""

    kind: str
    text: str


def read_stories(path: Path) -> list[Story]:
    """Return the stories of a file with one JSON object a line."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        Story(row["kind"], f"{row['title']}. {row['text']}" if "title" in row else row["text"])
        for row in rows
    ]


def features_of(text: str, vocabulary: frozenset[str]) -> dict[str, float]:
    """Return the features of a text whose words are taken from a vocabulary."""
    words = sorted(vocabulary & words_of(text))
    return features(words, keyword_scores(passage(text), load_use_cases()))


def fit(stories: Sequence[Story]) -> KindModel:
    """Return the weights with the highest posterior probability; small ones are left out."""
    kinds = tuple(load_use_cases())
    counts = Counter(word for story in stories for word in words_of(story.text))
    vocabulary = frozenset(word for word, count in counts.items() if count >= LEAST_STORIES)
    rows = [features_of(story.text, vocabulary) for story in stories]
    names = sorted({name for row in rows for name in row})
    wanted = np.zeros((len(rows), len(kinds)))
    wanted[np.arange(len(rows)), [kinds.index(story.kind) for story in stories]] = 1.0
    weights, bias = most_likely(feature_matrix(rows, names), wanted)
    kept = large_weights(names, weights, LEAST_WEIGHT)
    return KindModel(kinds, tuple(round(float(b), 2) for b in bias), kept)


def left_out(stories: Sequence[Story]) -> Counter[tuple[str, bool]]:
    """Return how many stories of each kind are told rightly and wrongly by fits without them."""
    told: Counter[tuple[str, bool]] = Counter()
    for fold in range(FOLDS):
        model = fit([story for index, story in enumerate(stories) if index % FOLDS != fold])
        for story in stories[fold::FOLDS]:
            scores = kind_scores(passage(story.text), load_use_cases(), model)
            told[story.kind, max(scores, key=scores.__getitem__) == story.kind] += 1
    return told


def written(model: KindModel, story_count: int) -> str:
    """Return the text of the file that ships the weights."""
    about = f"Weights fitted on {story_count} stories by advisor.interview.fit_kinds; see kinds.py."
    weights = as_table(model.weights)
    return as_text({"about": about, "kinds": model.kinds, "bias": model.bias, "weights": weights})


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the errors and write the weights; return the exit code."""
    files, folds = asked_for(__doc__ or "", "described projects", arguments)
    stories = [story for file in files for story in read_stories(file)]
    if folds:
        told = left_out(stories)
        for kind in load_use_cases():
            right, wrong = told[kind, True], told[kind, False]
            print(f"{kind:24} {right:4} of {right + wrong:4} right when left out")
        print(f"all: {sum(n for (_, ok), n in told.items() if ok)} of {len(stories)}")
    shipped_path("interview/kinds.json").write_text(written(fit(stories), len(stories)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
