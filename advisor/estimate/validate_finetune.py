"""The memory estimate of tuning against measured peaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from advisor.catalog import Catalog
from advisor.catalog.lookup import fold
from advisor.errors import UserError
from advisor.estimate.accuracy import Judged, Skipped, summarise
from advisor.estimate.csv_cells import number, optional, required
from advisor.estimate.finetune import peak_memory
from advisor.estimate.published import published_rows
from advisor.estimate.tuning_memory import MemorySetting, Method, Shards, memory_constants
from advisor.estimate.tuning_shape import TuningShape, shape_of, usual_shape
from advisor.resources import shipped_toml

UNEQUAL = re.compile(r"truncat|max_length|padded", re.IGNORECASE)
EAGER = re.compile(r"kernel eager")
METHODS: dict[str, Method] = {"full": "full", "sft": "full", "lora": "lora", "qlora": "qlora"}
STRATEGIES: tuple[tuple[str, Shards], ...] = (
    ("device_map", "pipeline"),
    ("megatron", "zero3"),
    ("zero3", "zero3"),
    ("fsdp", "zero3"),
    ("zero2", "zero2"),
    ("zero1", "zero1"),
)
"""Word in the strategy and what it splits, the first that occurs."""
SUFFIX = re.compile(r"(-(instruct|chat|base|hf|it|class|v\d[\d.]*))+$|\s+class$", re.IGNORECASE)


def validate_finetune_memory(rows: Iterable[Mapping[str, str]] | None, catalog: Catalog) -> dict[str, Any]:
    """Compare the memory estimate of tuning with measured peaks, in GB on one device.

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
        row.get("model") or "", required(row, "params_b"), number(row, "params_b_active"), catalog
    )
    setting = _setting(row)
    peak, _ = peak_memory(shape, setting)
    groups = {
        "device": row.get("hardware") or "unknown",
        "architecture": "mixture of experts" if shape.active_params < shape.params else "dense",
        "regime": "not split" if setting.shards == "none" else setting.shards,
        "metric": f"{setting.kind} memory",
        "family": row.get("family") or "unknown",
        "method": setting.method,
        "stack": setting.stack,
        "shape": "exact" if shape.exact else "guessed",
    }
    return Judged(row.get("id") or "?", measured, peak.value, peak.low, peak.high, groups)


def _setting(row: Mapping[str, str]) -> MemorySetting:
    named = (row.get("method") or "").strip().casefold()
    if named not in METHODS:
        raise UserError(f"method: {named!r} is not modelled")
    method = METHODS[named]
    strategy = (row.get("strategy") or "").casefold()
    shards: Shards = next((split for word, split in STRATEGIES if word in strategy), "none")
    kind = (row.get("mem_kind") or "").casefold()
    trainable = number(row, "trainable_params_m")
    seq_len = required(row, "seq_len")
    optimizer, offload = _optimizer(row, shards)
    return MemorySetting(
        method=method,
        tokens_per_step=seq_len * optional(row, "batch", 1.0),
        seq_len=seq_len,
        devices=max(1, int(optional(row, "n_gpus", 1))) if shards != "none" else 1,
        shards=shards,
        rank=int(optional(row, "rank", 16)),
        trainable_params=None if trainable is None else trainable * 1e6,
        optimizer=optimizer,
        checkpointing=(row.get("grad_ckpt") or "true") == "true",
        flash_attention=not EAGER.search(row.get("note") or ""),
        fused_loss=(row.get("fused_ce") or "none") not in ("none", "false"),
        unequal_lengths="reserved" in kind and bool(UNEQUAL.search(row.get("note") or "")),
        offload_optimizer=offload,
        base_bits=8 if "int8" in (row.get("precision") or "") else 4,
        tables_in_fp32=False if "gptq" in (row.get("precision") or "") else None,
        stack=_stack(f"{row.get('source', '')} {strategy}".casefold()),
        kind="allocated" if "allocated" in kind else "reserved" if "reserved" in kind else "process",
    )


def _optimizer(row: Mapping[str, str], shards: Shards) -> tuple[str, bool]:
    """Return the optimizer and whether its state lives in host memory.

    One device without sharding runs pure bf16 weights; sharded runs keep an fp32 master copy.
    """
    name = (row.get("optimizer") or "").casefold()
    offload = "offload" in name or "offload" in (row.get("strategy") or "").casefold()
    for known in memory_constants()["optimizer"]:
        if known.removeprefix("adamw_") in name:
            return known, offload
    return ("adamw_bf16" if shards in ("none", "pipeline") else "adamw_mixed"), offload


def _stack(text: str) -> str:
    stacks = memory_constants()["stack"]
    return next((name for name, row in stacks.items() if any(word in text for word in row["names"])), "hf")


def shape_named(name: str, params_b: float, active_params_b: float | None, catalog: Catalog) -> TuningShape:
    """Return the shapes of a model by name: from the catalogue, the older models known here, or its size."""
    bare = name.rsplit("/", maxsplit=1)[-1]
    for spelled in (bare, SUFFIX.sub("", bare)):
        older = _older_shapes().get(fold(spelled))
        if older is not None:
            return older
        try:
            return shape_of(catalog.model(spelled))
        except UserError:
            continue
    return usual_shape(params_b, active_params_b)


@cache
def _older_shapes() -> dict[str, TuningShape]:
    shapes: dict[str, TuningShape] = {}
    for row in shipped_toml("estimate/older_shapes.toml")["model"]:
        tables = row["vocab"] * row["hidden"] * (1 if row["tied"] else 2)
        layer = 2 * row["hidden"] * (row["hidden"] + row["kv_width"])
        layer += row["matrices"] * row["hidden"] * row["feed_forward"]
        params = float(tables + row["layers"] * layer)
        shape = TuningShape(
            layers=row["layers"],
            hidden=row["hidden"],
            heads=row["heads"],
            kv_width=row["kv_width"],
            feed_forward=row["feed_forward"],
            vocab=row["vocab"],
            matrices=row["matrices"],
            tied=row["tied"],
            params=params,
            active_params=params,
        )
        shapes |= {fold(name): shape for name in row["names"]}
    return shapes


def _fits_kept(judged: list[Judged]) -> dict[str, Any]:
    cards = (16.0, 24.0, 48.0, 80.0)
    promised = [row.measured <= card for row in judged for card in cards if row.high <= card]
    return {"promised": len(promised), "share": sum(promised) / len(promised) if promised else None}
