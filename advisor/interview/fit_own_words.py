"""Fit what words of people's own say of fields: ``python -m advisor.interview.fit_own_words LINES.jsonl …``.

A line of a file is ``{"text": …}`` with what it says of one field or more: ``"team.skill": "ml"``,
``"data.sensitivity": ["health"]``, or ``null`` and ``[]`` where it says nothing. Each model is fitted on the
lines that hold its field. What it gets right of lines that were left out, a fifth at a time, is printed
before the weights of the fit on all of them are written.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from advisor.interview.fit_command import asked_for, right_and_told
from advisor.interview.own_words import NOTHING, FieldWords
from advisor.interview.word_fit import (
    FOLDS,
    as_table,
    as_text,
    feature_matrix,
    large_weights,
    most_likely,
)
from advisor.interview.word_model import WordModel, pieces_of
from advisor.resources import shipped_path, shipped_toml

MANY_LINES = 3000
"""A model of more lines is kept small: it tells as much without its rare pieces and its small weights."""
LEAST_LINES = {False: 2, True: 3}
"""A piece of fewer lines is not kept, by whether there are many."""
LEAST_WEIGHT = {False: 0.4, True: 0.6}
"""Smaller weights are left out of the file, by whether there are many lines."""
Row = Mapping[str, Any]


def read_lines(path: Path) -> list[Row]:
    """Return the lines of a file with one JSON object each."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def labels_of(row: Row, path: str) -> tuple[str, ...]:
    """Return what a line says of a field; ``("nothing",)`` where it says nothing."""
    value = row[path]
    return tuple(value) if isinstance(value, list) else (value or NOTHING,)


def fit(rows: Sequence[Row], path: str, *, several: bool) -> WordModel:
    """Return the weights with the highest posterior probability; small ones are left out.

    Args:
        rows: Lines that hold the field.
        path: The field.
        several: Whether its labels stand each for itself; else they exclude one another.
    """
    many = len(rows) > MANY_LINES
    labels = tuple(sorted({label for row in rows for label in labels_of(row, path)}))
    pieces = [pieces_of(row["text"]) for row in rows]
    counts = Counter(piece for line in pieces for piece in line)
    names = sorted(piece for piece, count in counts.items() if count >= LEAST_LINES[many])
    wanted = np.zeros((len(rows), len(labels)))
    for index, row in enumerate(rows):
        for label in labels_of(row, path):
            wanted[index, labels.index(label)] = 1.0
    known = frozenset(names)
    features = feature_matrix([_features(line, known) for line in pieces], names)
    weights, bias = most_likely(features, wanted, several=several)
    kept = large_weights(names, weights, LEAST_WEIGHT[many])
    return WordModel(labels, tuple(round(float(b), 2) for b in bias), kept)


def _features(line: frozenset[str], known: frozenset[str]) -> dict[str, float]:
    """Return the features of a line: each of its known pieces 1 / sqrt(number of them)."""
    pieces = sorted(line & known)
    return dict.fromkeys(pieces, 1.0 / math.sqrt(max(1, len(pieces))))


def left_out(rows: Sequence[Row], words: FieldWords) -> tuple[int, int, int]:
    """Return how many labels fits without their lines tell, how many rightly, and how many there are."""
    told = right = there = 0
    least = words.reply if words.reply is not None else words.story or 0.5
    for fold in range(FOLDS):
        model = fit([r for i, r in enumerate(rows) if i % FOLDS != fold], words.path, several=words.several)
        reader = FieldWords(words.path, model, words.several)
        for row in rows[fold::FOLDS]:
            wanted = {label for label in labels_of(row, words.path) if label != NOTHING}
            found = set(reader.labels(row["text"], least))
            told, right, there = told + len(found), right + len(found & wanted), there + len(wanted)
    return told, right, there


def written(models: Mapping[str, WordModel], line_count: int) -> str:
    """Return the text of the file that ships the weights."""
    about = f"Weights fitted on {line_count} lines by advisor.interview.fit_own_words; see own_words.py."
    tables = {
        path: {
            "labels": model.labels,
            "bias": model.bias,
            "weights": as_table(model.weights),
        }
        for path, model in models.items()
    }
    return as_text({"about": about, "models": tables})


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the errors and write the weights; return the exit code."""
    files, folds = asked_for(__doc__ or "", "what people write", arguments)
    lines = [line for file in files for line in read_lines(file)]
    models = {}
    for path, row in shipped_toml("interview/own_words.toml").items():
        rows = [line for line in lines if path in line]
        models[path] = fit(rows, path, several=row.get("several", False))
        if folds:
            shares = right_and_told(*left_out(rows, FieldWords(path=path, model=models[path], **row)))
            print(f"{path:24} {len(rows):5} lines: left out, {shares}")
    shipped_path("interview/own_words.json").write_text(written(models, len(lines)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
