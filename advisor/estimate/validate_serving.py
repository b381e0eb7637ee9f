"""The serving estimate against published measurements, or a user's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.catalog import Catalog
from advisor.estimate.accuracy import Judged, Skipped, summarise
from advisor.estimate.architecture import Architecture
from advisor.estimate.benchmark import Point, read_point
from advisor.estimate.coefficients import held_out
from advisor.estimate.formats import format_named, peak_tflops
from advisor.estimate.memory import GB, weight_bytes
from advisor.estimate.predict import predict
from advisor.estimate.published import published_rows

ROUNDING = 1.05
"""Ratings and file sizes are rounded: a measurement this far beyond a bound may still be right."""
SATURATED = "more requests than memory admits: the queue decides the time to the first token"


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


def impossible(point: Point) -> str:
    """Return why a measurement breaks physics, or an empty string.

    A token cannot come faster than its weights are read, and no more tokens than the best peak of the
    devices multiplies.
    """
    req = point.request
    device, arch = req.accelerator, req.arch
    stored = weight_bytes(arch, format_named(req.weights))
    read_s = (stored.dense + stored.experts * arch.expert_share) / (
        device.bandwidth_gb_s * GB * req.tp * ROUNDING
    )
    if point.metric == "tpot_ms" and not req.attention_dp and point.measured / 1e3 < read_s:
        return (
            f"value: {point.measured:g} ms a token, but reading the weights once takes {read_s * 1e3:.3g} ms"
        )
    if point.metric == "tg_tok_s" and (req.concurrency or 1) == 1 and point.measured > 1.0 / read_s:
        return f"value: {point.measured:g} tokens/s, but bandwidth allows {1.0 / read_s:.4g}"
    tokens = {
        "output_tok_s_total": point.measured * (req.isl + req.osl) / req.osl,
        "output_tok_s_per_gpu": point.measured * req.gpus * (req.isl + req.osl) / req.osl,
        "total_tok_s": point.measured,
        "pp_tok_s": point.measured,
    }.get(point.metric, 0.0)
    peaks = (peak_tflops(device, name) for name in ("bf16", "fp8", "int8", "fp4"))
    best = max(peak for peak in peaks if peak) * 1e12 * req.gpus
    if tokens * 2.0 * arch.body_params > best * ROUNDING:
        return (
            f"value: {tokens:.4g} tokens/s in and out need more than the {best / 1e12:.4g} TFLOPS there are"
        )
    return ""
