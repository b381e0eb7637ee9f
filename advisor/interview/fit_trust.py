"""Fit how far fixed words can be believed: ``python -m advisor.interview.fit_trust PARAGRAPHS.jsonl``.

A line of the file is ``{"text": …, "author": …, "facts": […]}``; what fixed words read in its text is right
where one of its facts tells the same value of the field, and wrong where none tells of the field at all:
which of two values was meant is not judged. The model is a logistic regression with a Gaussian
prior on its weights. How many wrong and how many right hits it takes back in the texts of authors that were
left out, a fifth at a time, is printed before the weights of the fit on all of them are written.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from advisor.interview.fit_command import asked_for
from advisor.interview.fit_figures import Row, patterns, read_rows
from advisor.interview.free_text import FreeText
from advisor.interview.reading import passage
from advisor.interview.trust import Hit, TrustModel, features, hits_of
from advisor.interview.word_fit import FOLDS, as_table, as_text, feature_matrix, large_weights, most_likely
from advisor.profile import standard_fields
from advisor.resources import shipped_path

LEAST_HITS = 2
"""A feature of fewer hits is not kept."""
LEAST_FACTS = 8
"""A value of fewer facts is not judged: those who marked the texts may not have looked for it."""
LEAST_WEIGHT = 0.1
"""Smaller weights are left out of the file."""
VARIANCE = 1.0
"""Of a weight before the fit."""
_NAMES = ("text", "texts", "number", "devices")
"""Kinds of fields that hold names and figures, of which there are too many to judge."""


class Judged(NamedTuple):
    """A hit, and whether people say the same."""

    hit: Hit
    right: bool
    author: str


def judged_in(row: Row, reader: FreeText) -> Iterator[Judged]:
    """Yield what fixed words read in a paragraph with whether its facts tell it."""
    text = passage(row["text"])
    facts = {f"{fact['field']}={value}" for fact in row["facts"] for value in _values(fact)}
    told = {fact["field"] for fact in row["facts"]}
    for one in reader.by_fixed_words(text):
        for hit in hits_of(text, one):
            if hit.said in facts or hit.path not in told:
                yield Judged(hit, hit.said in facts, row["author"])


def _values(fact: Row) -> list[str]:
    value = fact["value"]
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def values_of(rows: Sequence[Row]) -> frozenset[str]:
    """Return the values of fields that enough facts tell."""
    fields = standard_fields()
    counts = Counter(
        (fact["field"], value) for row in rows for fact in row["facts"] for value in _values(fact)
    )
    return frozenset(
        f"{path}={value}"
        for (path, value), n in counts.items()
        if n >= LEAST_FACTS and path in fields and fields[path].kind not in _NAMES
    )


def fit(judged: Sequence[Judged], values: frozenset[str]) -> TrustModel:
    """Return the weights with the highest posterior probability; small ones are left out."""
    rows = [features(one.hit) for one in judged]
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST_HITS)
    known = frozenset(names)
    kept = [{name: value for name, value in row.items() if name in known} for row in rows]
    wanted = np.array([[float(one.right)] for one in judged])
    weights, bias = most_likely(feature_matrix(kept, names), wanted, several=True, variance=VARIANCE)
    return TrustModel(values, round(float(bias[0]), 2), large_weights(names, weights, LEAST_WEIGHT))


def left_out(judged: Sequence[Judged], values: frozenset[str]) -> list[tuple[float, bool]]:
    """Return the share that fits without its author give each hit, and whether it is right."""
    authors = sorted({one.author for one in judged})
    found = []
    for fold in range(FOLDS):
        out = frozenset(authors[fold::FOLDS])
        model = fit([one for one in judged if one.author not in out], values)
        found += [(model.share(one.hit), one.right) for one in judged if one.author in out]
    return found


def written(model: TrustModel, hit_count: int) -> str:
    """Return the text of the file that ships the weights."""
    about = f"Weights fitted on {hit_count} hits by advisor.interview.fit_trust; see trust.py."
    weights = as_table(model.weights)
    return as_text({"about": about, "values": sorted(model.values), "bias": model.bias, "weights": weights})


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the errors and write the weights; return the exit code."""
    files, folds = asked_for(__doc__ or "", "paragraphs with their facts", arguments)
    reader = patterns()
    rows = [row for file in files for row in read_rows(file)]
    values = values_of(rows)
    judged = [one for row in rows for one in judged_in(row, reader) if one.hit.said in values]
    if folds:
        shares = left_out(judged, values)
        for least in (0.05, 0.1, 0.15, 0.2, 0.3):
            taken = Counter(right for share, right in shares if share < least)
            print(f"below {least}: left out, {taken[False]} wrong and {taken[True]} right are taken back")
    shipped_path("interview/trust.json").write_text(written(fit(judged, values), len(judged)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
