"""Measurements as a fit reads them: one observation for each question, with the groups it belongs to."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.catalog import Catalog
from advisor.estimate.architecture import Architecture
from advisor.estimate.batching import sequences_that_fit
from advisor.estimate.benchmark import Point, read_point
from advisor.estimate.impossible import impossible
from advisor.estimate.serving import is_starved, replica_for

REPEATED = "SAME RUN"
"""The note of a row that another source already gives."""
LATENCIES = {"ttft_ms", "tpot_ms"}
SIGMA = {"ttft": 0.35, "prompt": 0.25, "static": 0.25}
"""Errors in logarithm that count as one, by regime; a first token depends on how requests start."""
USUAL_SIGMA = 0.12
BEYOND = 1.3
"""Requests in flight over what memory holds: from here on nobody knows how many of them ran."""
LIKE_OTHERS = 0.5
"""Power of a group's size that its weight is divided by: 0 counts rows, 1 counts groups."""


@dataclass(frozen=True, slots=True)
class Observation:
    """The mean of the measurements that answer one question."""

    point: Point
    log_measured: float
    n: int
    ids: tuple[str, ...]
    groups: Mapping[str, str]
    """``device``, ``architecture`` (layers x hidden x experts), ``group`` (both), ``source`` …"""
    weight: float = 1.0

    @property
    def scale(self) -> float:
        """Return what a residual is multiplied with: the root of the weight over the usual error."""
        return math.sqrt(self.weight) / SIGMA.get(self.groups["regime"], USUAL_SIGMA)


def regime_of(point: Point) -> str:
    """Return the regime that a measurement is judged in."""
    if point.stream:
        return "prompt" if point.metric == "pp_tok_s" else "single_stream"
    if point.static:
        return "static"
    if point.rate_s is not None or (point.metric in LATENCIES and point.request.concurrency is None):
        return "at_rate"
    if point.metric in LATENCIES:
        return point.metric.removesuffix("_ms")
    if point.request.concurrency is not None:
        return "throughput"
    return "starved" if is_starved(replica_for(point.request)[0]) else "max_throughput"


def observations(rows: Iterable[Mapping[str, str]], catalog: Catalog) -> list[Observation]:
    """Return the observations of a benchmark file.

    Rows that no estimate answers, that repeat another's run or that break physics are left out, and so are
    runs in which the engine held requests back; runs of one question are averaged. A row's weight falls with
    the square root of the size of its group, so that a device with a thousand rows does not outvote one
    with ten.
    """
    architectures: dict[str, Architecture] = {}
    found: dict[tuple[object, ...], list[tuple[Point, str]]] = defaultdict(list)
    for row in rows:
        if REPEATED in row.get("note", ""):
            continue
        point = read_point(row, catalog.model, catalog.accelerator, architectures)
        if isinstance(point, Point) and not impossible(point):
            source = row.get("source_kind", "") or "unnamed"
            found[(*_question(point), source)].append((point, source))
    queued = _queued(found)
    merged = [_merge(points) for key, points in found.items() if _run(key) not in queued]
    return _weighted(merged)


def _run(question: tuple[object, ...]) -> tuple[object, ...]:
    """Return what tells one run from another: its question and source, whatever was measured."""
    return (*question[:-2], question[-1])


def _queued(found: Mapping[tuple[object, ...], Sequence[tuple[Point, str]]]) -> set[tuple[object, ...]]:
    """Return the runs in which requests waited outside of the engine, so that fewer ran than were offered.

    The first token took longer than the whole of the generation, or more requests were in flight than the
    memory holds: the time of a token then says nothing about the concurrency of the row.
    """
    times: dict[tuple[object, ...], dict[str, float]] = defaultdict(dict)
    queued = set()
    for key, points in found.items():
        point = points[0][0]
        if point.request.concurrency is None or point.stream or point.static:
            continue
        times[_run(key)][point.metric] = sum(p.measured for p, _ in points) / len(points)
        if point.metric == "tpot_ms" and _beyond_memory(point):
            queued.add(_run(key))
        known = times[_run(key)]
        if known.get("ttft_ms", 0.0) > point.request.osl * known.get("tpot_ms", math.inf):
            queued.add(_run(key))
    return queued


def _beyond_memory(point: Point) -> bool:
    request = point.request
    places = sequences_that_fit(replica_for(request)[0], request.layout.schedulers)
    return (request.concurrency or 0) / request.replicas > BEYOND * places


def _question(point: Point) -> tuple[object, ...]:
    req = point.request
    layout = (req.gpus, req.tp, req.pp, req.ep, req.attention_dp, req.weights, req.kv, req.software)
    load = (req.isl, req.osl, req.concurrency, point.rate_s, point.static, point.stream)
    return (point.model_id, req.accelerator.id, *layout, *load, point.metric)


def _merge(points: Sequence[tuple[Point, str]]) -> Observation:
    first, source = points[0]
    device, arch = first.request.accelerator.id, first.request.arch
    shape = f"{arch.layers}x{arch.hidden}x{arch.experts}"
    return Observation(
        point=first,
        log_measured=sum(math.log(point.measured) for point, _ in points) / len(points),
        n=len(points),
        ids=tuple(point.id for point, _ in points),
        groups={
            "device": device,
            "architecture": shape,
            "group": f"{shape}|{device}",
            "source": source,
            "generation": first.request.accelerator.generation,
            "regime": regime_of(first),
            "kind": "mixture" if arch.experts else "dense",
        },
    )


def thinned(rows: Sequence[Observation], most: int) -> list[Observation]:
    """Return about ``most`` evenly spaced rows of each larger cell, for fits that leave a group out."""
    cells: dict[tuple[str, ...], list[Observation]] = defaultdict(list)
    for row in rows:
        cells[_cell(row)].append(row)
    kept = [row for cell in cells.values() for row in cell[:: max(1, round(len(cell) / most))]]
    return _weighted(kept)


def _cell(row: Observation) -> tuple[str, ...]:
    return (*(row.groups[name] for name in ("group", "regime", "source")), row.point.request.engine)


def _weighted(merged: Sequence[Observation]) -> list[Observation]:
    size: dict[tuple[str, ...], int] = defaultdict(int)
    keys = [_cell(row) for row in merged]
    for key in keys:
        size[key] += 1
    raw = [size[key] ** -LIKE_OTHERS for key in keys]
    mean = sum(raw) / len(raw) if raw else 1.0
    return [
        Observation(o.point, o.log_measured, o.n, o.ids, o.groups, weight / mean)
        for o, weight in zip(merged, raw, strict=True)
    ]
