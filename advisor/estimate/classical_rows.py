"""One measured throughput of a model that is no LLM, read from a row of a benchmark file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from advisor.catalog import Catalog
from advisor.catalog.records import Accelerator
from advisor.errors import UserError, shown
from advisor.estimate.classical_time import (
    BYTES,
    Mode,
    batch_seconds,
    native_tflops,
    served_share,
    usual_batch,
)
from advisor.estimate.classical_work import Work, usual_activations, work_of
from advisor.estimate.csv_cells import number, optional, required
from advisor.resources import shipped_toml

KINDS = ("transformer", "convolution", "depthwise", "diffusion", "trees")
MODES = ("compiled", "eager")
SERVER = "server"
"""The regime of many clients."""
AS_MANY_AS_THERE_ARE = ("offline", SERVER)
"""Regimes in which the batch is the engine's choice."""


@dataclass(frozen=True, slots=True)
class OtherPoint:
    """A measurement with the question that it answers."""

    id: str
    work: Work
    device: Accelerator
    precision: str
    mode: Mode
    units: float
    """Units that ran together on one device."""
    measured: float
    """Units a second on one device."""
    family: str
    """First word of the variant's name, such as ``resnet``."""
    regime: str
    unit: str

    @property
    def groups(self) -> dict[str, str]:
        """Return what the row belongs to."""
        return {
            "device": self.device.id,
            "family": self.family,
            "regime": self.regime,
            "operations": self.work.kind,
            "generation": self.device.generation,
            "precision": self.precision,
            "unit": self.unit,
        }


def estimated_rate(point: OtherPoint) -> float:
    """Return the units a second on one device that the model gives for a measurement."""
    seconds = batch_seconds(point.work, point.device, point.units, point.precision, point.mode)
    served = served_share(point.work, point.device) if point.regime == SERVER else 1.0
    return served * point.units / seconds


class ImpossibleThroughputError(UserError):
    """A row whose arithmetic would pass the peak of its device."""


def published_other() -> list[dict[str, str]]:
    """Return the published measurements that ship, with the columns of a benchmark file."""
    rows: Iterable[Mapping[str, Any]] = shipped_toml("estimate/published_other.toml")["measurement"]
    return [{name: str(value) for name, value in row.items()} for row in rows]


def read_other(row: Mapping[str, str], catalog: Catalog) -> OtherPoint:
    """Return the measurement of one row.

    Args:
        row: ``device``, ``per_second`` and either ``model`` or ``gflops_per_unit`` with ``operations``;
            optionally devices, precision, mode, regime, batch, unit, params_m, activations_m, beams, variant.
        catalog: Finds the devices and models.

    Raises:
        ImpossibleThroughputError: When it would pass the peak of the device.
        UserError: When the row cannot be answered, with the reason.
    """
    name = (row.get("device") or "").strip()
    if not name:
        raise UserError("device: the row does not say")
    device = catalog.accelerator(name)
    work, known = _work(row, catalog)
    precision = _one_of(row, "precision", tuple(BYTES), "bf16")
    mode = cast("Mode", _one_of(row, "mode", MODES, "compiled"))
    regime = (row.get("regime") or "static").strip()
    units = number(row, "batch")
    if units is None:
        free = regime in AS_MANY_AS_THERE_ARE
        units = usual_batch(work, device, precision, mode) if free else work.window
    elif units <= 0:
        raise UserError(f"batch: {units:g} must be positive")
    measured = required(row, "per_second") / optional(row, "devices", 1.0)
    peak = native_tflops(device, precision) or device.bf16_tflops
    if measured * work.gflops > peak * 1e3:
        raise ImpossibleThroughputError(
            f"per_second: {measured * work.gflops / 1e3:,.0f} TFLOPS would pass the {peak:,.0f} of"
            f" {device.name}"
        )
    family = re.match(r"[a-z]+", (row.get("variant") or known).casefold())
    unit = (row.get("unit") or "unit").strip()
    word = family[0] if family else "unknown"
    return OtherPoint(
        row.get("id") or "?", work, device, precision, mode, units, measured, word, regime, unit
    )


def _work(row: Mapping[str, str], catalog: Catalog) -> tuple[Work, str]:
    """Return the cost of one unit, and the name of what ran; the row's own counts go before the book's."""
    model = (row.get("model") or "").strip()
    gflops, params = number(row, "gflops_per_unit"), number(row, "params_m")
    outputs = number(row, "activations_m")
    if model:
        found = catalog.other(model)
        changes: dict[str, Any] = {}
        if gflops is not None:
            changes["gflops_per_unit"] = required(row, "gflops_per_unit")
            same = outputs is None and found.gflops_per_unit > 0
            changes["activations_m"] = found.activations_m * gflops / found.gflops_per_unit if same else 0.0
        work = work_of(found.model_copy(update=changes))
        work = replace(work, beams=optional(row, "beams", 1.0))
        return (work if outputs is None else replace(work, activations_m=outputs)), found.id
    if gflops is None:
        raise UserError("gflops_per_unit: the row does not say, and names no model of the catalogue")
    kind = _one_of(row, "operations", KINDS, "")
    flops = required(row, "gflops_per_unit")
    moved = usual_activations(kind, flops) if outputs is None else outputs
    return Work(kind, flops, moved, (params or 0.0) / 1e3), kind


def _one_of(row: Mapping[str, str], column: str, known: tuple[str, ...], default: str) -> str:
    text = (row.get(column) or "").strip() or default
    if text not in known:
        raise UserError(f"{column}: {shown(text)!r} is none of {', '.join(known)}")
    return text
