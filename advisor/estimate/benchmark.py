"""Published measurements read as questions to the serving model."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from advisor.catalog.records import Accelerator, LanguageModel
from advisor.errors import UserError
from advisor.estimate.accuracy import Skipped
from advisor.estimate.architecture import Architecture, from_row
from advisor.estimate.benchmark_load import (
    Limits,
    burst,
    lengths,
    limits,
    names,
    ranks_on_devices,
    run_length,
)
from advisor.estimate.csv_cells import count, known, number
from advisor.estimate.formats import format_named, kv_element_bytes
from advisor.estimate.serve_records import ServeRequest

MEMORY_SIZE = re.compile(r"-[0-9]+GB$")
OFFERED = re.compile(r"offered QPS=([0-9.]+)")
SENT = re.compile(r"\b([0-9]+) requests\b")
SPLIT_ATTENTION = re.compile(r"\bDEP\d|enable_attention_dp:true|attention data parallel")
DAY = re.compile(r"(20[0-9]{2})(?:-(0[1-9]|1[0-2]))?")
REGIMES = ("max_throughput", "latency", "server_slo", "single_stream", "prompt_processing")
METRICS = (
    "output_tok_s_total",
    "output_tok_s_per_gpu",
    "total_tok_s",
    "ttft_ms",
    "tpot_ms",
    "tg_tok_s",
    "pp_tok_s",
)
STREAMS = ("tg_tok_s", "pp_tok_s")
"""Metrics of programs that serve one stream."""
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
    sent: int | None = None
    """Requests of the whole run, where the source tells."""
    static: bool = False
    """All sequences start and end together."""
    stream: bool = False
    """One stream in a program that splits layers over its cards."""
    limits: Limits | None = None
    """Waiting times that the load had to keep."""


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
    except KeyError as problem:
        return Skipped(name, f"the row lacks {problem}")


def _read(
    name: str,
    row: Mapping[str, str],
    model_named: Callable[[str], LanguageModel],
    device_named: Callable[[str], Accelerator],
    architectures: dict[str, Architecture],
) -> Point:
    note = row.get("note", "")
    metric, regime = known(row, "metric_name", METRICS), known(row, "regime", REGIMES)
    measured = number(row, "value")
    if not measured or measured <= 0:
        raise UserError("value: not a positive number")
    if SPECULATIVE.search(note):
        raise UserError("note: speculative decoding without its acceptance rate")
    found = model_named(names()["models"].get(row["model"], row["model"]))
    arch = architectures.get(found.id) or architectures.setdefault(found.id, from_row(found))
    offered = OFFERED.search(note)
    sent = SENT.search(row.get("source", "")) if "offered QPS" in note else None
    device = _device(row["gpu"], device_named)
    request = _request(row, found.id, arch, device, in_flight_needed=offered is None)
    return Point(
        name,
        request,
        regime,
        metric,
        measured,
        found.id,
        rate_s=float(offered.group(1)) if offered else None,
        sent=int(sent.group(1)) if sent else None,
        static=bool(STATIC.search(note)),
        stream=metric in STREAMS,
        limits=limits(row, found.id),
    )


def _request(
    row: Mapping[str, str], model_id: str, arch: Architecture, device: Accelerator, *, in_flight_needed: bool
) -> ServeRequest:
    """Return the request of a row; formats are looked up so that an unknown one is refused here."""
    note, regime = row.get("note", ""), row["regime"]
    isl, osl = lengths(row, model_id)
    tp, pp, ep = (count(row, key) or 1 for key in ("tp", "pp", "ep"))
    devices = count(row, "n_gpus") or tp * pp
    tp = ranks_on_devices(tp, pp, devices)
    in_flight = count(row, "concurrency_or_batch")
    if regime == "latency" and in_flight is None and in_flight_needed:
        raise UserError("concurrency_or_batch: the row gives neither concurrency nor rate")
    engine = re.split(r"[ +]", row.get("engine", ""))[0].casefold()
    cache = row.get("precision_kv", "")
    if cache:
        kv_element_bytes(cache)
    return ServeRequest(
        arch,
        device,
        gpus=max(devices, tp * pp),
        tp=tp,
        pp=pp,
        ep=ep,
        weights=format_named(row.get("precision_weights") or "bf16").id,
        kv=cache,
        isl=isl,
        osl=osl,
        concurrency=None if regime == "max_throughput" else in_flight,
        engine=engine,
        software_year=software_year(row.get("date", ""), engine, row.get("engine_version", "")),
        burst=burst(row.get("source", "")),
        run=run_length(row.get("source", ""), isl, osl) if in_flight_needed else 0,
        attention_dp=bool(SPLIT_ATTENTION.search(note)) and arch.experts > 0 and tp > 1,
    )


def software_year(day: str, engine: str, version: str) -> float | None:
    """Return when software was released or measured, in years and their fractions; None where nothing tells.

    The day of the measurement decides, else the release that starts the version's text.

    >>> software_year("2025-07-21", "", "")
    2025.5
    """
    found = DAY.match(day)
    if found is None:
        releases = names()["releases"]
        fits = [name for name in releases if f"{engine} {version.removeprefix('v')}".startswith(name)]
        return float(releases[max(fits, key=len)]) if fits else None
    return int(found.group(1)) + (int(found.group(2) or 7) - 1) / 12.0


def _device(name: str, device_named: Callable[[str], Accelerator]) -> Accelerator:
    """Return a device by name, or by its name without the memory size at the end."""
    try:
        return device_named(name)
    except UserError:
        shorter = MEMORY_SIZE.sub("", name)
        other = names()["devices"].get(shorter, shorter)
        if other == name:
            raise
        return device_named(other)
