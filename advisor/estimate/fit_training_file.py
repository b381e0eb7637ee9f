"""The file of fitted training coefficients, written out with its own errors and ranges."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from advisor.estimate.training_rate import cell_of
from advisor.estimate.training_rows import TrainPoint
from advisor.estimate.training_speed import speed_file

HEAD = """\
# Training speed, fitted with `python -m advisor.estimate.fit_training FILE.csv --out FILE.toml`.
#
# Time of one token on one device = products + attention + element-wise work + traffic + waiting, see
# training_step.py. prior is what physics or other measurements say before the fit, within a factor of
# e^spread at one standard deviation; n counts the measurements that feel the term; error is the relative
# standard error of the value. A generation without its own row is taken as usual.
"""
LEAST_CELL = 12
LEAST_FAMILIES = 2
"""Fewer rows, or rows of one family alone, make no range of their own."""
COVER = 0.90


def speed_toml(
    points: Sequence[TrainPoint],
    values: Mapping[str, float],
    errors: Sequence[float],
    misses: Sequence[float],
    felt: Mapping[str, int],
) -> str:
    """Return the whole file.

    Args:
        points: The measurements.
        values: Fitted coefficients by id.
        errors: Their relative standard errors, in the order of ``values``.
        misses: ln(estimated / measured seconds) of each point with its family left out.
        felt: How many measurements feel each coefficient.
    """
    today = datetime.now(tz=UTC).date()
    parts = [HEAD, f"as_of = {today}", _source(points, misses, today.isoformat()), ""]
    for row, error in zip(speed_file()["coefficient"], errors, strict=True):
        parts += [
            "[[coefficient]]",
            f'id = "{row["id"]}"',
            f"value = {values[row['id']]:.4g}",
            f'unit = "{row["unit"]}"',
            f'meaning = "{row["meaning"]}"',
            f"prior = {row['prior']:g}",
            f"spread = {row['spread']:g}",
            f"n = {felt[row['id']]}",
            f"error = {error:.2g}",
            "",
        ]
    return "\n".join([*parts, *_intervals(points, misses), *_held_out(points, misses)])


def _source(points: Sequence[TrainPoint], misses: Sequence[float], day: str) -> str:
    runs, steady = _by_metric(points, misses)
    return (
        f'source = "training model of this program, fitted {day} on {len(steady)} published benchmarks and'
        f" {len(runs)} whole runs; median error with the family left out {_median(steady):.0%} and"
        f' {_median(runs):.0%}"'
    )


def _by_metric(points: Sequence[TrainPoint], misses: Sequence[float]) -> tuple[list[float], list[float]]:
    pairs = list(zip(points, misses, strict=True))
    runs = [math.exp(m) - 1.0 for p, m in pairs if p.metric == "gpu_hours"]
    return runs, [math.exp(-m) - 1.0 for p, m in pairs if p.metric != "gpu_hours"]


def _median(errors: Sequence[float]) -> float:
    return statistics.median(abs(error) for error in errors) if errors else 0.0


def _intervals(points: Sequence[TrainPoint], misses: Sequence[float]) -> list[str]:
    """Return the 90% factor of each cell, with families counting by the root of their rows."""
    cells: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for point, found in zip(points, misses, strict=True):
        own = cell_of(point.request)
        for cell in {own, "run" if own == "run" else "other"}:
            cells[cell].append((point.family, abs(found)))
    parts = []
    for cell, rows in sorted(cells.items()):
        if len(rows) >= LEAST_CELL and len({family for family, _ in rows}) >= LEAST_FAMILIES:
            factor = math.exp(quantile(rows, COVER))
            parts += ["[[interval]]", f'cell = "{cell}"', f"factor = {factor:.3g}", f"n = {len(rows)}", ""]
    return parts


def quantile(rows: Sequence[tuple[str, float]], share: float) -> float:
    """Return the value below which a share of the rows lies, each family weighing the root of its rows."""
    counts: dict[str, int] = defaultdict(int)
    for family, _ in rows:
        counts[family] += 1
    weights = [(value, counts[family] ** -0.5) for family, value in rows]
    least = share * math.fsum(weight for _, weight in weights)
    passed = 0.0
    for value, weight in sorted(weights):
        passed += weight
        if passed >= least:
            return value
    return max(value for value, _ in weights)


def _held_out(points: Sequence[TrainPoint], misses: Sequence[float]) -> list[str]:
    """Return the errors of each metric and family on rows that the fit had not seen."""
    groups: dict[tuple[str, str], list[float]] = defaultdict(list)
    for point, found in zip(points, misses, strict=True):
        signed = math.exp(found if point.metric == "gpu_hours" else -found) - 1.0
        groups[(point.metric, point.family)].append(signed)
        groups[(point.metric, "")].append(signed)
    parts = []
    for (metric, family), errors in sorted(groups.items()):
        parts += [
            "[[held_out]]",
            f'metric = "{metric}"',
            f'family = "{family}"',
            f"n = {len(errors)}",
            f"median_ape = {_median(errors):.3f}",
            f"mape = {statistics.fmean(abs(e) for e in errors):.3f}",
            f"bias = {statistics.fmean(errors):.3f}",
            "",
        ]
    return parts
