"""The coefficient file as a fit reads and changes it: what is fitted, on which rows, around which prior."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.resources import shipped_toml


@dataclass(frozen=True, slots=True)
class Parameter:
    """A coefficient that a fit may move."""

    id: str
    start: float
    """The value that physics or an earlier source suggests; the prior's centre."""
    prior: float
    """Standard deviation of its logarithm before any row is seen."""
    fit: str
    """The rows that decide it: ``serving``, ``stream`` or ``static``."""
    most: float = math.inf
    """What physics allows at most."""


def book() -> Mapping[str, Any]:
    """Return the shipped coefficient file."""
    return shipped_toml("estimate/coefficients.toml")


def parameters(kind: str, rows: Sequence[Mapping[str, Any]] | None = None) -> list[Parameter]:
    """Return the coefficients that are fitted on one kind of rows."""
    return [
        Parameter(
            row["id"], float(row["start"]), float(row["prior"]), row["fit"], float(row.get("most", math.inf))
        )
        for row in (book()["coefficient"] if rows is None else rows)
        if row.get("fit") == kind
    ]


def values_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Return the values of coefficient rows by id."""
    return {row["id"]: float(row["value"]) for row in rows}


def without(values: Mapping[str, float], terms: Iterable[str]) -> dict[str, float]:
    """Return the values but for the coefficients of some generations, as if none had been measured."""
    gone = {term.casefold() for term in terms}
    return {name: value for name, value in values.items() if not gone & _tails(name)}


def _tails(name: str) -> set[str]:
    tail = name.partition(".")[2]
    return {tail, tail.rpartition("-")[0]} - {""}


def with_means(values: Mapping[str, float]) -> dict[str, float]:
    """Return the values with each fallback set to the geometric mean of the members that it stands for.

    A vendor's value and plain physics stand for what was measured: leaving a generation out of a fit
    changes them too.
    """
    known = dict(values)
    for row in book()["coefficient"]:
        members = [known[name] for name in row.get("mean_of", ()) if name in known]
        if members:
            known[row["id"]] = math.exp(sum(map(math.log, members)) / len(members))
        elif "mean_of" in row and row["id"].rpartition(".")[2] != "physics":
            known.pop(row["id"], None)
    return known
