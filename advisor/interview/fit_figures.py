"""Fit what figures say: ``python -m advisor.interview.fit_figures PARAGRAPHS.jsonl``.

A line of the file is ``{"text": …, "author": …, "facts": […]}``; a fact of a figure is ``{"field": …,
"number": …, "words": …, "value": …}``, where ``number`` stands in ``words`` and these in the text. A figure
that no fact names says nothing. The model is a multinomial logistic regression with a Gaussian prior on its
weights. What it gets right of the paragraphs of authors that were left out, a fifth at a time, is printed
before the weights of the fit on all of them are written.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from advisor.catalog import load_catalog
from advisor.interview.figure_roles import NOTHING, RoleModel, Seen
from advisor.interview.figures import features
from advisor.interview.fit_command import asked_for, right_and_told
from advisor.interview.free_text import FreeText
from advisor.interview.reading import passage
from advisor.interview.word_fit import FOLDS, as_table, as_text, feature_matrix, large_weights, most_likely
from advisor.profile import standard_fields
from advisor.resources import shipped_path
from advisor.strategy.use_cases import load_use_cases

LEAST_FIGURES = 3
"""A feature of fewer figures is not kept."""
LEAST_WEIGHT = 0.1
"""Smaller weights are left out of the file."""
VARIANCE = 1.0
"""Of a weight before the fit; 0.3 and 3 tell a point less of authors that were left out."""
_SAME = {"latency.total_ms": "latency.first_token_ms", "workload.images_per_day": "workload.requests_per_day"}
"""Fields that patterns tell apart from another one, and those who judge do not."""
Row = Mapping[str, Any]


class Judged(NamedTuple):
    """A figure and the role that people gave it."""

    seen: Seen
    role: str
    author: str


def read_rows(path: Path) -> list[Row]:
    """Return the paragraphs of a file with one JSON object each."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def patterns() -> FreeText:
    """Return the reader whose patterns the models stand beside."""
    return FreeText(standard_fields(), load_catalog(), load_use_cases())


def judged_in(row: Row, reader: FreeText) -> Iterator[Judged]:
    """Yield the figures of a paragraph with their roles."""
    places = list(_places(row, passage(row["text"]).text))
    for seen in reader.figures(row["text"]):
        span = seen.figure.span
        role = next((name for name, start, end in places if start < span.end and span.start < end), NOTHING)
        same = _SAME.get(seen.read_as) == role
        yield Judged(seen, seen.read_as if same else role, row["author"])


def _places(row: Row, clean: str) -> Iterator[tuple[str, int, int]]:
    """Yield the fields of a paragraph's facts with where their figures stand in its cleaned text."""
    text = row["text"]
    blocks = SequenceMatcher(None, text, clean, autojunk=False).get_matching_blocks()
    shift = {block.a + n: block.b + n for block in blocks for n in range(block.size)}
    for fact in row["facts"]:
        if "number" in fact:
            start = text.index(fact["words"]) + fact["words"].index(fact["number"])
            kept = [shift[n] for n in range(start, start + len(fact["number"])) if n in shift]
            if kept:
                yield fact["field"], kept[0], kept[-1] + 1


def fit(figures: Sequence[Judged]) -> RoleModel:
    """Return the weights with the highest posterior probability; small ones are left out."""
    roles = tuple(sorted({one.role for one in figures}))
    rows = [features(one.seen.figure, one.seen.read_as) for one in figures]
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST_FIGURES)
    known = frozenset(names)
    wanted = np.zeros((len(rows), len(roles)))
    wanted[np.arange(len(rows)), [roles.index(one.role) for one in figures]] = 1.0
    kept = [{name: value for name, value in row.items() if name in known} for row in rows]
    weights, bias = most_likely(feature_matrix(kept, names), wanted, variance=VARIANCE)
    return RoleModel(
        roles, tuple(round(float(b), 2) for b in bias), large_weights(names, weights, LEAST_WEIGHT)
    )


def left_out(figures: Sequence[Judged], least: float) -> tuple[int, int, int]:
    """Return how many roles fits without their authors tell, how many rightly, and how many there are."""
    authors = sorted({one.author for one in figures})
    told = right = 0
    for fold in range(FOLDS):
        out = frozenset(authors[fold::FOLDS])
        model = fit([one for one in figures if one.author not in out])
        for one in figures:
            if one.author in out:
                shares = model.shares(one.seen)
                role = max(shares, key=shares.__getitem__)
                says = role != NOTHING and shares[role] >= least
                told, right = told + says, right + (says and role == one.role)
    return told, right, sum(one.role != NOTHING for one in figures)


def written(model: RoleModel, figure_count: int) -> str:
    """Return the text of the file that ships the weights."""
    about = f"Weights fitted on {figure_count} figures by advisor.interview.fit_figures; see figure_roles.py."
    weights = as_table(model.weights)
    return as_text({"about": about, "roles": model.roles, "bias": model.bias, "weights": weights})


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the errors and write the weights; return the exit code."""
    files, folds = asked_for(__doc__ or "", "paragraphs with their facts", arguments)
    reader = patterns()
    figures = [one for file in files for row in read_rows(file) for one in judged_in(row, reader)]
    if folds:
        for least in (0.5, 0.6, 0.7, 0.8):
            print(f"at {least}: left out, {right_and_told(*left_out(figures, least))}")
    shipped_path("interview/figure_roles.json").write_text(written(fit(figures), len(figures)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
