"""Fit what sentences say of fields: ``python -m advisor.interview.fit_sentences PARAGRAPHS.jsonl``.

A line of the file is ``{"text": …, "author": …, "facts": […]}``; a fact that is no figure is ``{"field": …,
"value": …, "words": …}``, and its words stand in the text. A sentence that none of a field's facts touches
says nothing of it. What is told rightly of the texts of authors that were left out, a third at a time, is
printed before the weights of the fit on all of them are written.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack

from advisor.interview.fit_command import asked_for, right_and_told
from advisor.interview.fit_figures import Row, patterns, read_rows
from advisor.interview.free_text import FreeText
from advisor.interview.reading import passage
from advisor.interview.sentence_words import (
    READ_WEIGHT,
    Sentence,
    SentenceModel,
    ToldField,
    sentences_of,
)
from advisor.interview.trust import with_trusted
from advisor.interview.word_fit import Floats, as_text, feature_matrix, most_likely
from advisor.interview.word_model import pieces_of
from advisor.profile import Fields, standard_fields
from advisor.resources import shipped_path

LEAST_SENTENCES = 3
"""A piece of fewer sentences is not known."""
LEAST_FACTS = 20
"""A field or a value of fewer facts is not fitted."""
LEAST_WEIGHT = 0.4
"""Smaller weights are left out of the file."""
LEAST_READ_WEIGHT = 0.05
"""The same of what patterns read, of which there are few."""
FOLDS = 3
"""Parts of the authors of which each is left out once: a fit takes minutes."""
SURE = 0.5
"""Share from which a value counts as told where errors are measured."""
_TEXTS = ("text", "texts", "number", "devices")
"""Kinds of fields that no model tells: names and figures."""


class Judged(NamedTuple):
    """A sentence, and what people say that it tells."""

    sentence: Sentence
    facts: frozenset[tuple[str, str]]
    """Paths and values."""
    author: str
    row: int
    """Place of its paragraph."""


def judged_in(row: Row, index: int, reader: FreeText) -> Iterator[Judged]:
    """Yield the sentences of a paragraph with the facts that they touch."""
    clean = passage(row["text"])
    facts = [fact for fact in row["facts"] if "number" not in fact]
    found = with_trusted(clean, reader.by_fixed_words(clean))
    for sentence in sentences_of(clean, found):
        words = sentence.words
        told = {
            (fact["field"], value)
            for fact in facts
            if fact["words"] in words
            or words in fact["words"]
            or _touches(sentence, fact["words"], clean.text)
            for value in _values(fact["value"])
        }
        yield Judged(sentence, frozenset(told), row["author"], index)


def _touches(sentence: Sentence, words: str, text: str) -> bool:
    """Return whether words of a text stand partly in a sentence of it."""
    start = text.find(words)
    return start >= 0 and start < sentence.start + len(sentence.words) and sentence.start < start + len(words)


def _values(value: Any) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def fields_of(judged: Sequence[Judged], fields: Fields) -> tuple[ToldField, ...]:
    """Return the fields of which sentences tell enough, each with its values."""
    counts = Counter(fact for one in judged for fact in one.facts)
    found: list[ToldField] = []
    first = 0
    for path in sorted({path for path, _ in counts}):
        values = tuple(sorted(v for p, v in counts if p == path and counts[p, v] >= LEAST_FACTS))
        if values and path in fields and fields[path].kind not in _TEXTS:
            found.append(ToldField(path, values, first, fields[path].kind == "choices"))
            first += found[-1].size
    return tuple(found)


class Matrix(NamedTuple):
    """Features of sentences: pieces, then what patterns read."""

    pieces: list[str]
    read: list[str]
    values: csr_matrix


def matrix_of(judged: Sequence[Judged]) -> Matrix:
    """Return the features of sentences."""
    rows = [pieces_of(one.sentence.words) for one in judged]
    counts = Counter(piece for row in rows for piece in row)
    known = {piece for piece, count in counts.items() if count >= LEAST_SENTENCES}
    reads = [one.sentence.read for one in judged]
    pieces, read = sorted(known), sorted({name for row in reads for name in row})
    kept = [dict.fromkeys(sorted(row & known), 1 / math.sqrt(max(1, len(row & known)))) for row in rows]
    told = [dict.fromkeys(sorted(row), READ_WEIGHT) for row in reads]
    return Matrix(
        pieces, read, csr_matrix(hstack([feature_matrix(kept, pieces), feature_matrix(told, read)]))
    )


def wanted_of(judged: Sequence[Judged], field: ToldField) -> Floats:
    """Return 1 for each value that a sentence tells, or for nothing where it tells none; sentences x sums."""
    wanted = np.zeros((len(judged), field.size))
    for index, one in enumerate(judged):
        told = [place for place, value in enumerate(field.values) if (field.path, value) in one.facts]
        for place in told if field.several else told[:1] or [len(field.values)]:
            wanted[index, place] = 1.0
    return wanted


def fit(judged: Sequence[Judged], fields: Sequence[ToldField], features: Matrix) -> SentenceModel:
    """Return the weights with the highest posterior probability; small ones are left out."""
    fitted = [most_likely(features.values, wanted_of(judged, one), several=one.several) for one in fields]
    weights = np.hstack([table for table, _ in fitted])
    bias = [round(float(b), 2) for _, biases in fitted for b in biases]
    count = len(features.pieces)
    pieces = {name: _large(row, LEAST_WEIGHT) for name, row in zip(features.pieces, weights, strict=False)}
    read = {
        name: _large(row, LEAST_READ_WEIGHT) for name, row in zip(features.read, weights[count:], strict=True)
    }
    return SentenceModel(tuple(fields), tuple(bias), pieces, {name: row for name, row in read.items() if row})


def _large(row: Floats, least: float) -> list[tuple[int, float]]:
    return [(place, round(float(w), 1)) for place, w in enumerate(row) if abs(w) >= least]


def left_out(
    judged: Sequence[Judged], fields: Sequence[ToldField], features: Matrix
) -> dict[str, Counter[str]]:
    """Return what fits without their authors tell of texts: how many values, how many rightly, of how
    many."""
    authors = sorted({one.author for one in judged})
    found: dict[str, Counter[str]] = {one.path: Counter() for one in fields}
    told: dict[tuple[int, str, str], float] = {}
    for fold in range(FOLDS):
        out = frozenset(authors[fold::FOLDS])
        rest = np.array([one.author not in out for one in judged])
        kept = [one for one in judged if one.author not in out]
        model = fit(kept, fields, features._replace(values=features.values[rest]))
        for one in judged:
            if one.author in out:
                for path, shares in model.shares(one.sentence).items():
                    for value, share in shares.items():
                        told[one.row, path, value] = max(share, told.get((one.row, path, value), 0.0))
    there = {(one.row, path, value) for one in judged for path, value in one.facts}
    for key, share in told.items():
        counts = found[key[1]]
        counts["told"] += share >= SURE
        counts["right"] += share >= SURE and key in there
        counts["there"] += key in there
    return found


def written(model: SentenceModel, sentence_count: int) -> str:
    """Return the text of the file that ships the weights."""
    by = "advisor.interview.fit_sentences; see sentence_words.py"
    about = f"Weights fitted on {sentence_count} sentences by {by}."
    return as_text(
        {
            "about": about,
            "fields": {one.path: [int(one.several), *one.values] for one in model.fields},
            "bias": model.bias,
            "pieces": {name: {str(place): w for place, w in row} for name, row in model.pieces.items()},
            "read": {name: {str(place): w for place, w in row} for name, row in model.read.items()},
        }
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the errors and write the weights; return the exit code."""
    files, folds = asked_for(__doc__ or "", "paragraphs with their facts", arguments)
    reader = patterns()
    rows = [row for file in files for row in read_rows(file)]
    judged = [one for index, row in enumerate(rows) for one in judged_in(row, index, reader)]
    fields, features = fields_of(judged, standard_fields()), matrix_of(judged)
    if folds:
        for path, counts in left_out(judged, fields, features).items():
            shares = right_and_told(counts["told"], counts["right"], counts["there"])
            print(f"{path:24} {counts['there']:5}: left out, {shares}")
    model = fit(judged, fields, features)
    shipped_path("interview/sentence_words.json").write_text(written(model, len(judged)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
