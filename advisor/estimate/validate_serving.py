"""The serving estimate against published measurements, or a user's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.catalog import Catalog
from advisor.estimate.accuracy import Judged, Skipped, summarise
from advisor.estimate.architecture import Architecture
from advisor.estimate.benchmark import Point, read_point
from advisor.estimate.coefficients import held_out
from advisor.estimate.impossible import impossible
from advisor.estimate.predict import predict
from advisor.estimate.published import published_rows

SATURATED = "saturated: more requests than it surely carries, so the queue decides every time"


def validate_serving(rows: Iterable[Mapping[str, str]] | None, catalog: Catalog) -> dict[str, Any]:
    """Compare the serving estimate with measurements.

    Args:
        rows: Columns of a benchmark file: model, gpu, n_gpus, tp, pp, ep, precision_weights,
            precision_kv, engine, isl, osl, concurrency_or_batch, regime, metric_name, value, note;
            None for the published points that ship.
        catalog: Finds the models and the devices.

    Returns:
        The report of :func:`summarise`, by device, architecture, regime and metric, and ``held_out``:
        the errors of the fit on rows that it had not seen. Rows that are physically impossible, or that
        cannot be answered, are skipped with the reason.
    """
    architectures: dict[str, Architecture] = {}
    judged: list[Judged] = []
    skipped: list[Skipped] = []
    for row in published_rows("serving") if rows is None else rows:
        point = read_point(row, catalog.model, catalog.accelerator, architectures)
        if isinstance(point, Point) and (reason := impossible(point)):
            point = Skipped(point.id, reason)
        if isinstance(point, Skipped):
            skipped.append(point)
            continue
        found = predict(point)
        if found is None:
            skipped.append(Skipped(point.id, SATURATED))
            continue
        groups = {
            "device": point.request.accelerator.id,
            "architecture": point.model_id,
            "regime": found.regime,
            "metric": point.metric,
        }
        judged.append(Judged(point.id, point.measured, found.value, found.low, found.high, groups))
    return {**summarise(judged, skipped), "held_out": [dict(row) for row in held_out()]}
