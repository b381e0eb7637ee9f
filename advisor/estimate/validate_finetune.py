"""The memory estimate of tuning against measured peaks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from advisor.catalog import Catalog
from advisor.errors import UserError
from advisor.estimate.accuracy import Judged, Skipped, summarise
from advisor.estimate.csv_cells import number, required
from advisor.estimate.device_names import device_named
from advisor.estimate.memory import GB, MIB
from advisor.estimate.published import published_rows
from advisor.estimate.tuning_peak import peak_memory
from advisor.estimate.tuning_rows import setting_of
from advisor.estimate.tuning_shape_names import shape_named

GIB = 2.0**30
__all__ = ["shape_named", "validate_finetune_memory"]


def validate_finetune_memory(rows: Iterable[Mapping[str, str]] | None, catalog: Catalog) -> dict[str, Any]:
    """Compare the memory estimate of tuning with measured peaks, in GB on one device.

    A run that was measured fitted its card, so the estimate of a row is at most the memory of the card that
    the row names; the group ``limit`` tells where that binds.

    Args:
        rows: Columns of ``finetune_memory.csv``; None for the published points that ship. Rows whose
            ``evidence`` is not ``measured`` are skipped.
        catalog: Finds the shapes of models.

    Returns:
        The report of :func:`summarise`, with ``fits_kept``: of the rows whose upper end fits an 80, 48, 24
        or 16 GB card, the share that really did.
    """
    judged: list[Judged] = []
    skipped: list[Skipped] = []
    for row in published_rows("finetune_memory") if rows is None else rows:
        try:
            judged.append(_judge(row, catalog))
        except UserError as problem:
            skipped.append(Skipped(row.get("id") or "?", str(problem)))
    return {**summarise(judged, skipped), "fits_kept": _fits_kept(judged)}


def _judge(row: Mapping[str, str], catalog: Catalog) -> Judged:
    """Return one row with its estimate.

    Raises:
        UserError: When the row cannot be answered.
    """
    evidence = row.get("evidence") or "measured"
    if evidence != "measured":
        raise UserError(f"evidence: {evidence}, not a measurement")
    measured = required(row, "peak_mem_gb_per_gpu")
    shape = shape_named(
        row.get("model") or "",
        required(row, "params_b"),
        number(row, "params_b_active"),
        catalog,
        row.get("note") or "",
    )
    setting = setting_of(row, shape)
    peak, _ = peak_memory(shape, setting)
    card = _card_gb(row, catalog)
    groups = {
        "device": row.get("hardware") or "unknown",
        "architecture": "mixture of experts" if shape.active_params < shape.params else "dense",
        "regime": "not split" if setting.shards == "none" else setting.shards,
        "metric": f"{setting.kind} memory",
        "family": row.get("family") or "unknown",
        "method": (row.get("method") or "").strip().casefold(),
        "stack": setting.stack,
        "shape": "exact" if shape.exact else "guessed",
        "limit": "the card" if peak.value > card else "none",
    }
    low, value, high = (min(end, card) for end in (peak.low, peak.value, peak.high))
    return Judged(row.get("id") or "?", measured, value, low, high, groups)


def _card_gb(row: Mapping[str, str], catalog: Catalog) -> float:
    """Return the memory of the card that a row was measured on, which no run on it exceeds."""
    try:
        device = device_named(row.get("hardware") or "", catalog)
    except UserError:
        return math.inf
    return max(device.memory_gb * GIB / GB, (device.visible_mib or 0.0) * MIB / GB)


def _fits_kept(judged: list[Judged]) -> dict[str, Any]:
    cards = (16.0, 24.0, 48.0, 80.0)
    promised = [row.measured <= card for row in judged for card in cards if row.high <= card]
    return {"promised": len(promised), "share": sum(promised) / len(promised) if promised else None}
