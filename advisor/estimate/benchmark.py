"""Published measurements read as questions to the serving model."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from advisor.catalog.records import Accelerator, LanguageModel
from advisor.errors import UserError
from advisor.estimate.accuracy import Skipped
from advisor.estimate.architecture import Architecture, from_row
from advisor.estimate.formats import format_named, kv_element_bytes
from advisor.estimate.serve_records import ServeRequest

SHORTER = re.compile(r"\[0\.8,\s*1\.0\]")
"""The note of a benchmark that draws lengths from 0.8 to 1.0 of the nominal, 0.9 on average."""
MEMORY_SIZE = re.compile(r"-[0-9]+GB$")
OFFERED = re.compile(r"offered QPS=([0-9.]+)")
SPLIT_ATTENTION = re.compile(r"\bDEP\d|enable_attention_dp:true|attention data parallel")
STATIC = re.compile(r"static batch")
SPECULATIVE = re.compile(r"speculative|\bmtp\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement and the request that it answers."""

    id: str
    request: ServeRequest
    regime: str
    metric: str
    measured: float
    model_id: str
    rate_s: float | None = None
    """Requests a second of an open loop."""
    static: bool = False
    """All sequences start and end together."""
    stream: bool = False
    """One stream in a program that splits layers over its cards."""


def read_point(
    row: Mapping[str, str],
    model_named: Callable[[str], LanguageModel],
    device_named: Callable[[str], Accelerator],
    architectures: dict[str, Architecture],
) -> Point | Skipped:
    """Return the measurement of one row of a benchmark file, or why it cannot be answered.

    Args:
        row: Columns by name, as ``advisor validate --help`` lists them.
        model_named: Finds a model of the catalogue.
        device_named: Finds a device of the catalogue.
        architectures: Architectures already computed, by model id; grows.
    """
    name = row.get("id", "") or "?"
    try:
        return _read(name, row, model_named, device_named, architectures)
    except UserError as problem:
        return Skipped(name, str(problem))


def _read(
    name: str,
    row: Mapping[str, str],
    model_named: Callable[[str], LanguageModel],
    device_named: Callable[[str], Accelerator],
    architectures: dict[str, Architecture],
) -> Point | Skipped:
    note, regime, metric = row.get("note", ""), row["regime"], row["metric_name"]
    measured = _number(row, "value")
    if not measured or measured <= 0:
        return Skipped(name, "value: not a positive number")
    if SPECULATIVE.search(note):
        return Skipped(name, "speculative decoding without its acceptance rate")
    found = model_named(_names()["models"].get(row["model"], row["model"]))
    arch = architectures.get(found.id) or architectures.setdefault(found.id, from_row(found))
    device = _device(row["gpu"], device_named)
    isl, osl = _lengths(row, regime, note)
    if isl is None:
        return Skipped(name, "isl: the row does not give the prompt length")
    layout = [int(_number(row, key) or 1) for key in ("tp", "pp", "ep")]
    in_flight = _number(row, "concurrency_or_batch")
    offered = OFFERED.search(note)
    if regime == "latency" and in_flight is None and offered is None:
        return Skipped(name, "concurrency_or_batch: the row gives neither concurrency nor rate")
    weights = format_named(row.get("precision_weights") or "bf16").id
    request = ServeRequest(
        arch,
        device,
        gpus=max(int(_number(row, "n_gpus") or 1), layout[0] * layout[1]),
        tp=layout[0],
        pp=layout[1],
        ep=layout[2],
        weights=weights,
        kv=row.get("precision_kv", ""),
        isl=isl,
        osl=osl,
        concurrency=None if regime == "max_throughput" or in_flight is None else int(in_flight),
        engine=re.split(r"[ +]", row.get("engine", ""))[0].casefold(),
        attention_dp=bool(SPLIT_ATTENTION.search(note)) and arch.experts > 0 and layout[0] > 1,
    )
    kv_element_bytes(request.cache_format)
    return Point(
        name,
        request,
        regime,
        metric,
        measured,
        found.id,
        rate_s=float(offered.group(1)) if offered else None,
        static=bool(STATIC.search(note)),
        stream=metric in ("tg_tok_s", "pp_tok_s"),
    )


def _device(name: str, device_named: Callable[[str], Accelerator]) -> Accelerator:
    """Return a device by name, or by its name without the memory size at the end."""
    try:
        return device_named(name)
    except UserError:
        shorter = MEMORY_SIZE.sub("", name)
        other = _names()["devices"].get(shorter, shorter)
        if other == name:
            raise
        return device_named(other)


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files(__package__) / "benchmark_names.toml").read_text(encoding="utf-8"))


def _number(row: Mapping[str, str], key: str) -> float | None:
    text = (row.get(key) or "").strip()
    try:
        return float(text) if text else None
    except ValueError:
        raise UserError(f"{key}: {text[:40]!r} is not a number.") from None


def _lengths(row: Mapping[str, str], regime: str, note: str) -> tuple[int | None, int]:
    """Return the mean prompt and answer lengths; a benchmark that shortens them says so in its note."""
    isl, osl = _number(row, "isl"), _number(row, "osl")
    factor = 0.9 if SHORTER.search(note) or row.get("source_kind") == "inferencemax" else 1.0
    if isl is None:
        return None, 0
    return max(0, round(isl * factor)), max(1, round((osl or 1.0) * factor))
