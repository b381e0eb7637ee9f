"""The estimate of models that are no LLM against published benchmarks, or the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.catalog import Catalog
from advisor.errors import UserError
from advisor.estimate.accuracy import Judged, Skipped, summarise
from advisor.estimate.classical_coefficients import classical_interval, held_out_errors
from advisor.estimate.classical_rows import (
    ImpossibleThroughputError,
    OtherPoint,
    estimated_rate,
    published_other,
    read_other,
)
from advisor.estimate.classical_time import distance


def validate_other(rows: Iterable[Mapping[str, str]] | None, catalog: Catalog) -> dict[str, Any]:
    """Compare the throughput of one device with measurements.

    Rows whose arithmetic would pass the peak of their device are reported as impossible and not averaged in.

    Args:
        rows: Columns of :func:`advisor.estimate.classical_rows.read_other`; None for the published points.
        catalog: Finds the devices and models.

    Returns:
        The report of :func:`summarise`, with ``impossible`` (ids), the device and unit of every row, and
        ``left_out``: the errors of the fit on families, devices and generations that it had not seen.
    """
    points: list[OtherPoint] = []
    skipped: list[Skipped] = []
    impossible: list[str] = []
    for row in published_other() if rows is None else rows:
        name = row.get("id") or "?"
        try:
            points.append(read_other(row, catalog))
        except ImpossibleThroughputError as problem:
            impossible.append(name)
            skipped.append(Skipped(name, str(problem)))
        except UserError as problem:
            skipped.append(Skipped(name, str(problem)))
    skipped.sort(key=lambda one: one.id not in impossible)
    report = summarise([judge(point) for point in points], skipped)
    told = [
        {**row, "device": point.device.id, "unit": point.unit, "batch": point.units}
        for row, point in zip(report["rows"], points, strict=True)
    ]
    return {**report, "rows": told, "impossible": impossible, "left_out": list(held_out_errors())}


def judge(point: OtherPoint) -> Judged:
    """Return a measurement with the estimate of the same question, in units a second on one device."""
    value = estimated_rate(point)
    spread = classical_interval(point.work.kind, distance(point.work, point.device))
    return Judged(point.id, point.measured, value, value * spread.low, value * spread.high, point.groups)
