"""The training estimate against published runs and benchmarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.catalog import Catalog
from advisor.errors import UserError
from advisor.estimate.accuracy import Judged, Skipped, summarise
from advisor.estimate.efficiency import training_precision
from advisor.estimate.published import published_rows
from advisor.estimate.training import estimate_train
from advisor.estimate.training_rate import cell_of
from advisor.estimate.training_rows import ImpossibleRowError, TrainPoint, read_point
from advisor.estimate.training_speed import speed_file
from advisor.estimate.validate_finetune import validate_finetune_memory

__all__ = ["validate_finetune_memory", "validate_training"]


def validate_training(rows: Iterable[Mapping[str, str]] | None, catalog: Catalog) -> dict[str, Any]:
    """Compare the training estimate with measurements.

    Whole runs are compared in device-hours, throughput rows in tokens a second and device. Rows whose
    MFU would pass the peak are reported as impossible and not averaged in.

    Args:
        rows: Columns of ``training.csv``; None for the published points that ship.
        catalog: Finds the devices.

    Returns:
        The report of :func:`summarise`, with ``impossible`` (ids), the family and device of every row, and
        ``leave_one_family_out``: the errors of the fit on families that it had not seen.
    """
    points: list[TrainPoint] = []
    skipped: list[Skipped] = []
    impossible: list[str] = []
    for row in published_rows("training") if rows is None else rows:
        name = row.get("id") or "?"
        try:
            points.append(read_point(row, catalog))
        except ImpossibleRowError as problem:
            impossible.append(name)
            skipped.append(Skipped(name, str(problem)))
        except UserError as problem:
            skipped.append(Skipped(name, str(problem)))
    skipped.sort(key=lambda row: row.id not in impossible)
    judged = [_judge(point) for point in points]
    report = summarise(judged, skipped)
    told = [
        {**row, "family": p.family, "device": p.request.accelerator.id, "metric": p.metric}
        for row, p in zip(report["rows"], points, strict=True)
    ]
    return {**report, "rows": told, "impossible": impossible, "leave_one_family_out": _held_out()}


def _judge(point: TrainPoint) -> Judged:
    request = point.request
    estimate = estimate_train(request)
    quantity = estimate.gpu_hours if point.metric == "gpu_hours" else estimate.tok_s_per_gpu
    groups = {
        "device": request.accelerator.id,
        "family": point.family or "unknown",
        "regime": request.regime,
        "metric": point.metric,
        "architecture": "mixture of experts" if request.moe else "dense",
        "cell": cell_of(request),
        "fit": f"{request.accelerator.generation} {training_precision(request.precision)}",
    }
    return Judged(point.id, point.measured, quantity.value, quantity.low, quantity.high, groups)


def _held_out() -> dict[str, Any]:
    """Return by metric the error of the shipped fit on rows whose family it had not seen."""
    return {
        row["metric"]: {key: row[key] for key in ("n", "median_ape", "mape", "bias")}
        for row in speed_file()["held_out"]
        if not row["family"]
    }
