"""What fits on published rows share: rows by family, their weights, and errors without one family."""

from __future__ import annotations

import csv
import math
import statistics
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from advisor.errors import UserError

R = TypeVar("R")


def answered(path: Path, row_of: Callable[[Mapping[str, str]], R | None]) -> list[R]:
    """Return what a reader makes of the rows of a CSV file; rows that it cannot answer are left out.

    Args:
        path: A file with a heading, in UTF-8.
        row_of: Returns None, or raises UserError, for a row that a fit cannot use.
    """
    found = []
    with path.open(encoding="utf-8", newline="") as stream:
        for cells in csv.DictReader(stream):
            try:
                row = row_of(cells)
            except UserError:
                continue
            if row is not None:
                found.append(row)
    return found


def family_weights(families: Sequence[str]) -> list[float]:
    """Return each row's weight, ``1 / sqrt(n)`` in a family of n: a family weighs by the root of its rows.

    >>> family_weights(["a", "b", "b", "b", "b"])
    [1.0, 0.5, 0.5, 0.5, 0.5]
    """
    counts = Counter(families)
    return [1.0 / math.sqrt(counts[family]) for family in families]


def jackknife_error(without: Sequence[float]) -> float:
    """Return the standard error of a fitted number: ``sqrt((n - 1) / n * sum((x - mean)^2))``.

    Args:
        without: The number from fits that each leave one of n families out (Efron and Stein 1981).
    """
    n, mean = len(without), statistics.fmean(without)
    return math.sqrt((n - 1) / n * sum((value - mean) ** 2 for value in without))
