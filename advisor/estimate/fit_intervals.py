"""90% ranges from errors on rows that a fit had not seen, by the distance from what was measured."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from advisor.estimate.fit_report import Missed

TAIL = 0.05
"""Share of the measurements that may lie beyond each end."""
LEAST_ROWS, LEAST_GROUPS = 40, 3
"""A cell with less than this takes the errors of the regime's other kind of model too."""
LEAST_DEVICES = 5
"""With so many devices, the range of a generation without measurements also holds 90% of the devices."""
CLASSES = ("near", "architecture", "vendor", "physics")
FAR = ("vendor", "physics")


def interval_rows(missed: Sequence[Missed]) -> list[dict[str, Any]]:
    """Return the factors of every regime, for dense models, mixtures and both.

    ``near`` is for a measured generation and architecture, ``architecture`` for a shape that no row of the
    fit has, ``vendor`` for a generation without measurements, ``physics`` for a vendor without them. A
    distance that too few rows of a regime show widens the near factors as it does in other regimes.
    """
    cells = _cells(missed)
    powers = widening(missed)
    rows = []
    for regime, kind in sorted({(regime, kind) for regime, kind, _ in cells}):
        found: dict[str, Any] = {"regime": regime, "kind": kind}
        for name in CLASSES:
            cell = cells[(regime, kind, name)]
            if _small(cell):
                cell = cells[(regime, "any", name)]
            if not _small(cell):
                found[name] = factors(cell)
                if name in FAR and len({one.row.groups["device"] for one in cell}) >= LEAST_DEVICES:
                    found[name] = _wider(found[name], factors(cell, "device", 1.0))
        if "near" not in found:
            found["near"] = factors(_largest([cells[(regime, "any", name)] for name in CLASSES]))
        near = found["near"]
        found["architecture"] = _wider(found.get("architecture", near), near)
        for name, nearer in zip(FAR, ("near", "vendor"), strict=True):
            by_power = [end ** powers[name] for end in near]
            found[name] = _wider(found.get(name, by_power), found[nearer])
        order = {"regime": regime, "kind": kind, **{name: found[name] for name in CLASSES}}
        rows.append({**order, "n": len(cells[(regime, kind, "near")])})
    return rows


def widening(missed: Sequence[Missed]) -> dict[str, float]:
    """Return the power of the near factors that holds 90% at each farther distance.

    The median over regimes with enough rows at both of ``log(high / low)`` against that of near; 1 where no
    regime has them.
    """
    cells = _cells(missed)
    ratios: dict[str, list[float]] = {name: [1.0] for name in FAR}
    for regime in sorted({regime for regime, _, _ in cells}):
        near = cells[(regime, "any", "near")]
        for name in FAR:
            cell = cells[(regime, "any", name)]
            if not _small(near) and not _small(cell):
                ratios[name].append(_width(cell) / _width(near))
    found = {name: statistics.median(row[1:] or row) for name, row in ratios.items()}
    vendor = max(1.0, found["vendor"])
    return {"vendor": vendor, "physics": max(vendor, found["physics"])}


def _cells(missed: Iterable[Missed]) -> dict[tuple[str, str, str], list[Missed]]:
    cells: dict[tuple[str, str, str], list[Missed]] = defaultdict(list)
    for one in missed:
        for kind in (one.row.groups["kind"], "any"):
            cells[(one.row.groups["regime"], kind, distance_class(one))].append(one)
    return cells


def _largest(cells: Iterable[list[Missed]]) -> list[Missed]:
    return max(cells, key=len)


def _width(cell: Sequence[Missed]) -> float:
    low, high = factors(cell)
    return math.log(high / low)


def distance_class(one: Missed) -> str:
    """Return which questions the error of a row that was left out is like."""
    if one.distance:
        return FAR[one.distance - 1]
    return "architecture" if one.left_out == "architecture" else "near"


def factors(cell: Iterable[Missed], kind: str = "group", power: float = 0.5) -> list[float]:
    """Return the factors on an estimate that hold 90% of the measurements of a cell.

    Quantiles of ``measured / estimate`` in which a row weighs ``size^-power`` of its group: a device that
    was measured a thousand times tells less about an unseen one than ten that were measured once. With
    power 1 each group counts once.
    """
    rows = list(cell)
    size: dict[str, int] = defaultdict(int)
    for one in rows:
        size[one.row.groups[kind]] += 1
    pairs = sorted((one.log_error, size[one.row.groups[kind]] ** -power) for one in rows)
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
