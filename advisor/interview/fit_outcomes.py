"""Fit what tells reports from wishes: ``python -m advisor.interview.fit_outcomes OUTCOMES.jsonl``.

A line of the file is ``{"text": …, "marks": [{"word": …, "status": …, "quote": …}]}``: which techniques and
places a text names, in which of its words, and whether each worked, failed or is only spoken of. The fit
sees the marks and the mentions that ``outcomes.toml`` finds beside them. What it gets right of texts that
were left out, a fifth at a time, is printed before the weights of the fit on all of them are written.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from advisor.interview.fit_command import asked_for, right_and_told
from advisor.interview.outcomes import (
    STATUSES,
    WORKED,
    OutcomeModel,
    features,
    least_share,
    mentions,
)
from advisor.interview.reading import passage
from advisor.interview.scores import Mention
from advisor.interview.word_fit import (
    FOLDS,
    as_table,
    as_text,
    feature_matrix,
    large_weights,
    most_likely,
)
from advisor.resources import shipped_path

LEAST_MENTIONS = 3
"""A feature of fewer mentions is not kept."""
LEAST_WEIGHT = 0.05
"""Smaller weights are left out of the file."""
VARIANCE = 0.15
"""Of a weight, before the fit: features of a mention repeat one another."""


class Marked(NamedTuple):
    """A mention with what the text says of it."""

    line: int
    text: str
    mention: Mention
    status: str
    found: bool
    """Whether the reader finds it by itself."""


def read_marks(path: Path) -> list[Marked]:
    """Return the marks of a file and the mentions that the reader finds in its texts."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [marked for index, line in enumerate(lines) for marked in _marks(index, line)]


def _marks(index: int, line: dict[str, Any]) -> list[Marked]:
    text, said = line["text"], dict[str, str]()
    marks = []
    for mark in line["marks"]:
        status = mark["status"] if mark["status"] in STATUSES else "other"
        if said.get(mark["word"]) != WORKED:
            said[mark["word"]] = status
        start = text.index(mark["quote"])
        marks.append(
            Marked(index, text, Mention(mark["word"], start, start + len(mark["quote"])), status, found=False)
        )
    plain = passage(text)
    found = (Marked(index, plain.text, m, said.get(m.word, "other"), found=True) for m in mentions(plain))
    return [*marks, *found]


def fit(marks: Sequence[Marked]) -> OutcomeModel:
    """Return the weights with the highest posterior probability; small ones are left out."""
    rows = [features(mark.text, mark.mention) for mark in marks]
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST_MENTIONS)
    known = frozenset(names)
    kept = [{name: value for name, value in row.items() if name in known} for row in rows]
    wanted = np.zeros((len(rows), len(STATUSES)))
    wanted[np.arange(len(rows)), [STATUSES.index(mark.status) for mark in marks]] = 1.0
    weights, bias = most_likely(feature_matrix(kept, names), wanted, variance=VARIANCE)
    return OutcomeModel(tuple(round(float(b), 2) for b in bias), large_weights(names, weights, LEAST_WEIGHT))


def left_out(marks: Sequence[Marked]) -> tuple[int, int, int]:
    """Return of the found mentions in texts left out how many are told to have worked, how many of these
    did, and how many did of all."""
    told = right = there = 0
    for fold in range(FOLDS):
        model = fit([mark for mark in marks if mark.line % FOLDS != fold])
        for mark in marks:
            if mark.line % FOLDS != fold or not mark.found:
                continue
            did = mark.status == WORKED
            says = model.share(mark.text, mark.mention) >= least_share(mark.mention.word)
            told, right, there = told + says, right + (says and did), there + did
    return told, right, there


def written(model: OutcomeModel, count: int) -> str:
    """Return the text of the file that ships the weights."""
    about = f"Weights fitted on {count} mentions by advisor.interview.fit_outcomes; see outcomes.py."
    return as_text({"about": about, "bias": model.bias, "weights": as_table(model.weights)})


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the errors and write the weights; return the exit code."""
    files, folds = asked_for(__doc__ or "", "texts with marks", arguments)
    marks = [mark for file in files for mark in read_marks(file)]
    if folds:
        print(f"left out: {right_and_told(*left_out(marks))}")
    shipped_path("interview/outcomes.json").write_text(written(fit(marks), len(marks)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
