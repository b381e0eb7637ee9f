"""The training estimate against published runs and benchmarks."""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from advisor.catalog import Catalog
from advisor.catalog.records import Accelerator
from advisor.errors import UserError
from advisor.estimate.accuracy import Judged, Skipped, summarise
from advisor.estimate.csv_cells import number, optional, required
from advisor.estimate.efficiency import highest_mfu, training_coefficients, training_precision
from advisor.estimate.published import published_rows
from advisor.estimate.training import estimate_train
from advisor.estimate.training_request import TrainRequest, implied_mfu
from advisor.estimate.validate_finetune import validate_finetune_memory

__all__ = ["validate_finetune_memory", "validate_training"]

NON_CAUSAL = re.compile(r"non-causal|noncausal|full s\^2", re.IGNORECASE)
"""The note of a benchmark that computes, or counts, the masked half of attention."""
DEFAULT_SEQ_LEN = 2048
TUNED = ("sft", "lora", "qlora")


@dataclass(frozen=True, slots=True)
class _Point:
    """A published run or benchmark: what was asked, and the MFU that it implies."""

    id: str
    request: TrainRequest
    measured: float
    metric: str
    family: str
    lora_share: float
    """Arithmetic of a token over that of full training."""

    @property
    def implied(self) -> float:
        """Return the share of the bf16 peak that the measurement implies."""
        if self.metric == "gpu_hours":
            return implied_mfu(self.request, self.measured)
        peak = self.request.accelerator.bf16_tflops * 1e12
        return self.measured * self.request.flops_per_token * self.lora_share / peak

    @property
    def group(self) -> tuple[str, str, bool, str]:
        """Return what shares an MFU."""
        request = self.request
        precision = training_precision(request.precision)
        return request.accelerator.generation, precision, request.moe, self.metric


def validate_training(rows: Iterable[Mapping[str, str]] | None, catalog: Catalog) -> dict[str, Any]:
    """Compare the training estimate with measurements.

    Whole runs are compared in device-hours, throughput rows in tokens a second and device. Rows whose
    MFU would pass the peak are reported as impossible.

    Args:
        rows: Columns of ``training.csv``; None for the published points that ship.
        catalog: Finds the devices.

    Returns:
        The report of :func:`summarise`, with ``leave_one_family_out``: the error when each row is
        estimated by the mean MFU of the other families of its generation, precision and kind.
    """
    points: list[_Point] = []
    skipped: list[Skipped] = []
    for row in published_rows("training") if rows is None else rows:
        try:
            points.append(_read(row, catalog))
        except UserError as problem:
            skipped.append(Skipped(row.get("id") or "?", str(problem)))
    report = summarise([_judge(point) for point in points], skipped)
    return {**report, "leave_one_family_out": _held_out(points)}


def _read(row: Mapping[str, str], catalog: Catalog) -> _Point:
    """Return one row as a point.

    Raises:
        UserError: When the row cannot be answered or is impossible.
    """
    kind = row.get("kind") or "pretrain"
    if kind == "rl":
        raise UserError(
            "kind: reinforcement learning is mostly generation, which this estimate does not cover"
        )
    whole = (row.get("row_type") or "full_run") == "full_run"
    measured = _measured(row, whole)
    stored = required(row, "params_b_total")
    request = TrainRequest(
        stored,
        required(row, "tokens_t") * 1e12 if whole else 1e9,
        _device(row.get("hardware") or "", catalog),
        int(optional(row, "n_gpus", 1)),
        number(row, "params_b_active") or stored,
        seq_len=int(optional(row, "seq_len", DEFAULT_SEQ_LEN)),
        precision=row.get("precision") or "bf16",
        regime="whole_run" if whole else "benchmark",
        full_attention=bool(NON_CAUSAL.search(row.get("note") or "")),
    )
    share = 4.0 / 6.0 if kind in TUNED[1:] else 1.0
    metric = "gpu_hours" if whole else "tok_s_per_gpu"
    point = _Point(row.get("id") or "?", request, measured, metric, row.get("family") or "", share)
    _refuse_impossible(point)
    return point


def _device(name: str, catalog: Catalog) -> Accelerator:
    """Return the device, or the one with the same arithmetic where the catalogue has no row of its own."""
    return catalog.accelerator(training_coefficients()["same_arithmetic"].get(name, name))


def _measured(row: Mapping[str, str], whole: bool) -> float:
    if not whole:
        return required(row, "tok_s_per_gpu")
    if number(row, "gpu_hours") is not None:
        return required(row, "gpu_hours")
    if number(row, "wall_days") is None or number(row, "n_gpus") is None:
        raise UserError("gpu_hours: the row gives neither hours nor days and devices")
    return required(row, "wall_days") * required(row, "n_gpus") * 24.0


def _refuse_impossible(point: _Point) -> None:
    accelerator = point.request.accelerator
    peak = highest_mfu(accelerator, point.request.precision)
    if point.implied > peak:
        raise UserError(
            f"impossible: implies {point.implied / peak:.2f} of the dense {point.request.precision} peak of"
            f" {accelerator.name}"
        )


def _judge(point: _Point) -> Judged:
    estimate = estimate_train(point.request)
    quantity = estimate.gpu_hours if point.metric == "gpu_hours" else estimate.tok_s_per_gpu
    factor = 1.0 if point.metric == "gpu_hours" else 1.0 / point.lora_share
    generation, precision, moe, metric = point.group
    groups = {
        "device": point.request.accelerator.id,
        "family": point.family or "unknown",
        "regime": point.request.regime,
        "metric": metric,
        "architecture": "mixture of experts" if moe else "dense",
        "fit": f"{generation} {precision}",
    }
    return Judged(
        point.id,
        point.measured,
        quantity.value * factor,
        quantity.low * factor,
        quantity.high * factor,
        groups,
    )


def _held_out(points: list[_Point]) -> dict[str, Any]:
    """Return by metric the error of each point under the mean MFU of the other families of its group."""
    errors: dict[str, list[float]] = {}
    for point in points:
        others = [p.implied for p in points if p.group == point.group and p.family != point.family]
        if others:
            mean = math.exp(math.fsum(math.log(mfu) for mfu in others) / len(others))
            ratio = point.implied / mean if point.metric == "gpu_hours" else mean / point.implied
            errors.setdefault(point.metric, []).append(abs(ratio - 1.0))
    return {
        metric: {"n": len(found), "median_ape": statistics.median(found), "mape": statistics.fmean(found)}
        for metric, found in sorted(errors.items())
    }
