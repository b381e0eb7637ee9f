"""Fit what comparable cases came to: ``python -m tests.cases.fit CASES.jsonl``.

A case is read as ``tests.cases`` reads it; its answers are the features, the class of hardware and the words
that it must include are the labels. A second judge saw the stories without their labels; what that one said
(``second_opinions.jsonl``) counts beside the author's: which hardware, which would do as well, what to tell.
What the fit gets right of whole sets of cases that were left out, by other authors, is printed before the
weights of the fit on all of them are written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from advisor.api import Advisor
from advisor.interview.comparable import CALLED_FOR, MOST, ComparableModel, features
from advisor.interview.word_fit import as_table, as_text, feature_matrix, large_weights, most_likely
from advisor.resources import shipped_path
from advisor.strategy.options import load_options
from tests.cases.run import AS_OF, BROADER, is_near, profile_of, read_cases

LEAST_CASES = 2
"""A feature of fewer cases is not kept."""
LEAST_LABELLED = 8
"""A word that fewer cases must include is not kept."""
LEAST_WEIGHT = 0.2
"""Smaller weights are left out of the file."""
VARIANCE = 2.0
"""Of a weight, before the fit; 0.4 and 0.9 tell up to a point less of sets that were left out."""
SECOND = Path(__file__).with_name("second_opinions.jsonl")
AUTHORS, SECONDS, INSTEAD = 0.5, 0.35, 0.15
"""Weight of the author's class, of the second judge's and of the one that this judge would take instead; the
author alone or the second alone tell one to two points less of sets that were left out."""
TOGETHER_OUT = 4
"""Authors that are left out together."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a second judge said of a story without its labels."""

    hardware: str
    instead: str
    """The class that would do as well."""
    words: frozenset[str]
    """What to tell, with what each word is a kind of."""


class Labelled(NamedTuple):
    """A case as the fit sees it."""

    author: str
    found: Mapping[str, float]
    hardware: str
    words: frozenset[str]
    certain: bool
    second: Opinion | None = None

    @property
    def classes(self) -> dict[str, float]:
        """The classes that judges named, with weights that sum to 1."""
        shares: dict[str, float] = {}
        votes = [(self.hardware, AUTHORS)]
        if self.second is not None:
            votes += [(self.second.hardware, SECONDS), (self.second.instead, INSTEAD)]
        whole = sum(weight for _, weight in votes)
        for name, weight in votes:
            shares[name] = shares.get(name, 0.0) + weight / whole
        return shares

    @property
    def told(self) -> frozenset[str]:
        """What any judge would tell."""
        return self.words | (self.second.words if self.second else frozenset())


def labelled(paths: Sequence[Path]) -> list[Labelled]:
    """Return the cases of some files; an id without its last three digits names its author."""
    advisor = Advisor.load(plugins=False, today=AS_OF)
    second = second_opinions(advisor)
    return [
        Labelled(
            author=case["id"][:-3],
            found=features(profile_of(advisor, case)),
            hardware=case["expected"]["hardware_class"],
            words=frozenset(BROADER.get(w, w) for w in case["expected"]["must_include"]),
            certain=case["confidence"] == "high" and not case.get("controversial"),
            second=second.get(case["id"]),
        )
        for path in paths
        for case in read_cases(path)
    ]


def second_opinions(advisor: Advisor) -> dict[str, Opinion]:
    """Return what the second judge said, by the id of the case."""
    found = {}
    for line in SECOND.read_text("utf-8").splitlines():
        said = json.loads(line)
        words = {BROADER.get(w, w) for w in said["words"]}
        wider = {p for w in words if w in advisor.options for p in advisor.options[w].parents}
        found[said["id"]] = Opinion(said["hardware"], said["instead"], frozenset(words | wider))
    return found


def fit(cases: Sequence[Labelled]) -> ComparableModel:
    """Return the weights with the highest posterior probability; small ones are left out."""
    counts = Counter(name for case in cases for name in case.found)
    names = sorted(name for name, count in counts.items() if count >= LEAST_CASES)
    known = frozenset(names)
    rows = [{name: value for name, value in case.found.items() if name in known} for case in cases]
    matrix = feature_matrix(rows, names)
    judged = [case.classes for case in cases]
    classes = tuple(sorted({name for shares in judged for name in shares}))
    words = _often([case.words for case in cases])
    told = tuple(word for word in _often([case.told for case in cases]) if not _is_of_plans(word))
    runs_on = np.array([[shares.get(name, 0.0) for name in classes] for shares in judged])
    includes = [
        [*(float(w in case.words) for w in words), *(float(w in case.told) for w in told)] for case in cases
    ]
    of_classes, bias = most_likely(matrix, runs_on, variance=VARIANCE)
    of_words, more = most_likely(matrix, np.array(includes), several=True, variance=VARIANCE)
    weights = large_weights(names, np.hstack([of_classes, of_words]), LEAST_WEIGHT)
    return ComparableModel(classes, words, told, tuple(round(float(b), 2) for b in (*bias, *more)), weights)


def _is_of_plans(word: str) -> bool:
    """Return whether plans differ by a word: these are weighed by rules and by what cases must include, as an
    interview would ask on for each that is only worth telling."""
    return word not in (options := load_options()) or options[word].kind in ("adaptation", "deployment")


def _often(sets: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """Return the words of enough cases."""
    count = Counter(word for words in sets for word in words)
    return tuple(sorted(word for word, cases in count.items() if cases >= LEAST_LABELLED))


class LeftOut(NamedTuple):
    """What the fit gets right of the certain cases of authors left out, as shares."""

    near: float
    """Of the cases: the likeliest class of hardware is at most one step off."""
    right: float
    """Of the words told: the case must include it."""
    told: float
    """Of the words that cases must include: it is told."""
    mostly_right: float
    """Of the words told with a share of ``MOST``: the case must include it."""


def left_out(cases: Sequence[Labelled]) -> LeftOut:
    """Return what fits without the cases of a few authors in turn get right of these."""
    near = certain = told = right = wanted = most = most_right = 0
    authors = sorted({case.author for case in cases})
    rounds = max(2, round(len(authors) / TOGETHER_OUT))
    for out in (frozenset(authors[first::rounds]) for first in range(rounds)):
        model = fit([case for case in cases if case.author not in out])
        for case in cases:
            if case.author not in out or not case.certain:
                continue
            classes, words, _ = model.shares(case.found)
            says = {word for word, share in words.items() if share >= CALLED_FOR}
            near += is_near(case.hardware, max(classes, key=classes.__getitem__))
            certain, told, wanted = certain + 1, told + len(says), wanted + len(case.words)
            right += len(says & case.words)
            mostly = {word for word, share in words.items() if share >= MOST}
            most, most_right = most + len(mostly), most_right + len(mostly & case.words)
    shares = ((near, certain), (right, told), (right, wanted), (most_right, most))
    return LeftOut(*(part / max(1, whole) for part, whole in shares))


def written(model: ComparableModel, count: int, measured: LeftOut | None, as_of: date) -> str:
    """Return the text of the file that ships the weights, and what they get right where it was measured."""
    about = f"Weights fitted on {count} cases by tests.cases.fit; see comparable.py."
    figures = {name: round(share, 3) for name, share in measured._asdict().items()} if measured else {}
    document = {
        "about": about,
        "cases": count,
        "as_of": as_of.isoformat(),
        "left_out": figures,
        "classes": model.classes,
        "words": model.words,
        "told": model.told,
        "bias": model.bias,
        "weights": as_table(model.weights),
    }
    return as_text(document)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the errors and write the weights; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("cases", type=Path, nargs="+", help="cases, one JSON object a line")
    parser.add_argument("--no-folds", action="store_true", help="write the weights without the errors")
    options = parser.parse_args(arguments)
    cases = labelled(options.cases)
    measured = None if options.no_folds else left_out(cases)
    if measured is not None:
        print(
            f"left out: {measured.near:.0%} of classes within a step; {measured.right:.0%} of words right,"
            f" {measured.told:.0%} told; of words of most cases {measured.mostly_right:.0%} right"
        )
    text = written(fit(cases), len(cases), measured, date.today())
    shipped_path("interview/comparable.json").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
