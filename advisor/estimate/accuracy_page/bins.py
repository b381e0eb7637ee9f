"""Points of a scatter plot, thinned so that a plot of ten thousand points stays small."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Pair = tuple[float, float]
"""Measured and predicted."""
Bin = tuple[float, float, int]
"""The geometric means of the points of one cell, measured and predicted, and how many they are."""
FINEST = 200
"""Cells along an axis at first: about two pixels each."""
MOST = 600
"""Bins of one plot; above it, cells are made larger."""


def thinned(series: Mapping[str, Sequence[Pair]]) -> dict[str, list[Bin]]:
    """Return the bins of each series: a lone point keeps its place, close ones are drawn as one.

    Args:
        series: Positive measured and predicted values by name.
    """
    logs = {name: [(math.log10(x), math.log10(y)) for x, y in pairs] for name, pairs in series.items()}
    ends = [value for pairs in logs.values() for pair in pairs for value in pair]
    if not ends:
        return {name: [] for name in series}
    start, width = min(ends), max(max(ends) - min(ends), 1e-9)
    cells = FINEST
    while True:
        binned = {name: _binned(pairs, start, width / cells) for name, pairs in logs.items()}
        if cells <= 1 or sum(map(len, binned.values())) <= MOST:
            return binned
        cells = int(cells / 1.15)


def _binned(pairs: Sequence[Pair], start: float, step: float) -> list[Bin]:
    found: dict[tuple[int, int], list[Pair]] = {}
    for x, y in pairs:
        found.setdefault((int((x - start) / step), int((y - start) / step)), []).append((x, y))
    return [_mean(found[cell]) for cell in sorted(found)]


def _mean(pairs: Sequence[Pair]) -> Bin:
    n = len(pairs)
    x, y = (10.0 ** (math.fsum(pair[axis] for pair in pairs) / n) for axis in (0, 1))
    return float(f"{x:.4g}"), float(f"{y:.4g}"), n
