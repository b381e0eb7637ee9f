"""90% ranges from errors on rows that a fit had not seen, by the distance from what was measured."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from advisor.estimate.fit_report import Missed

TAIL = 0.05
"""Share of the measurements that may lie beyond each end."""
LEAST_ROWS, LEAST_GROUPS = 40, 3
"""A cell with less than this takes the errors of the regime's other kind of model too."""
FAR, FARTHER = 1.2, 1.35
"""Powers of the nearer factors that are the least for another generation of a measured vendor, and for
another vendor: the few devices that could be left out say too little about the rest. An assumption."""
CLASSES = ("near", "architecture", "vendor")


def interval_rows(missed: Sequence[Missed]) -> list[dict[str, Any]]:
    """Return the factors of every regime, for dense models, mixtures and both.

    ``near`` is for a measured generation and architecture, ``architecture`` for a shape that no row of the
    fit has, ``vendor`` for a generation without measurements, ``physics`` for a vendor without them.
    """
    cells: dict[tuple[str, str, str], list[Missed]] = defaultdict(list)
    for one in missed:
        for kind in (one.row.groups["kind"], "any"):
            cells[(one.row.groups["regime"], kind, distance_class(one))].append(one)
    rows = []
    for regime, kind in sorted({(regime, kind) for regime, kind, _ in cells}):
        found: dict[str, Any] = {"regime": regime, "kind": kind}
        for name in CLASSES:
            cell = cells[(regime, kind, name)]
            if _small(cell):
                cell = cells[(regime, "any", name)]
            if not _small(cell):
                found[name] = factors(cell)
        near = found.setdefault(
            "near", factors(cells[(regime, "any", "near")] or cells[(regime, "any", "vendor")])
        )
        found.setdefault("architecture", near)
        found["vendor"] = _wider(found.setdefault("vendor", near), [end**FAR for end in near])
        found["architecture"] = _wider(found["architecture"], near)
        found["physics"] = [end**FARTHER for end in found["vendor"]]
        rows.append({**found, "n": len(cells[(regime, kind, "near")])})
    return rows


def distance_class(one: Missed) -> str:
    """Return which questions the error of a row that was left out is like."""
    if one.generation_gone:
        return "vendor"
    return "architecture" if one.left_out == "architecture" else "near"


def factors(cell: Iterable[Missed]) -> list[float]:
    """Return the factors on an estimate that hold 90% of the measurements of a cell.

    Quantiles of ``measured / estimate`` in which a row weighs ``size^-1/2`` of its group: a device that
    was measured a thousand times tells less about an unseen one than ten that were measured once.
    """
    rows = list(cell)
    size: dict[str, int] = defaultdict(int)
    for one in rows:
        size[one.row.groups["group"]] += 1
    pairs = sorted((one.log_error, size[one.row.groups["group"]] ** -0.5) for one in rows)
    return [math.exp(_quantile(pairs, TAIL)), math.exp(_quantile(pairs, 1.0 - TAIL))]


def _quantile(pairs: Sequence[tuple[float, float]], share: float) -> float:
    total = sum(weight for _, weight in pairs)
    passed = 0.0
    for error, weight in pairs:
        passed += weight
        if passed >= share * total:
            return error
    return pairs[-1][0]


def _small(cell: Sequence[Missed]) -> bool:
    groups = {one.row.groups["group"] for one in cell}
    return len(cell) < LEAST_ROWS or len(groups) < LEAST_GROUPS


def _wider(one: Sequence[float], other: Sequence[float]) -> list[float]:
    return [min(one[0], other[0]), max(one[1], other[1])]
