"""Throughput and latency of a language model on a set of devices, as plain floats."""

from __future__ import annotations

from advisor.estimate.batching import (
    burst_seconds,
    cycle_seconds,
    filled,
    first_token_seconds,
    held_context,
    sequences_that_fit,
    start_seconds,
    step_seconds,
)
from advisor.estimate.coefficients import Interval, interval, is_familiar
from advisor.estimate.formats import format_named, kv_element_bytes
from advisor.estimate.memory import MemoryBudget, budget, weight_bytes
from advisor.estimate.serve_checks import check_request
from advisor.estimate.serve_records import ServeEstimate, ServeRequest
from advisor.estimate.serving_quantities import serve_quantities
from advisor.estimate.step import StepModel, step_model

__all__ = [
    "ServeEstimate",
    "ServeRequest",
    "check_request",
    "estimate_serving",
    "replica_for",
    "serve_quantities",
]


STARVED = 0.2
"""Share of the memory below which little is left for the cache."""


def estimate_serving(req: ServeRequest) -> ServeEstimate:
    """Return throughput and latency of a request; about 50 microseconds.

    At maximum load the batch is what the cache holds, ``free / kv(isl + share * osl)``, and
    ``throughput = batch / step`` with all prompts in the step. At a concurrency ``C``:
    ``TTFT = start + wait * step + share * prompt * (1 + queue)``, ``TPOT = step`` and
    ``throughput = C * osl / (start + osl * step)``: a busy engine loses only the start of a request.
    """
    memory, model = replica_for(req)
    room = sequences_that_fit(memory, req.layout.schedulers)
    replicas = req.replicas
    fits = room >= 1
    batch = max(1.0, room)
    if req.run and req.concurrency is None:
        batch = max(1.0, filled(batch, req.run / replicas))
    offered = batch if req.concurrency is None else req.concurrency / replicas
    running = min(batch, max(1.0, offered))
    saturated = req.concurrency is None or offered > batch
    tpot = step_seconds(model, running, req.isl, req.osl)
    if req.concurrency is None:
        per_replica, first = running / cycle_seconds(model, running, req.isl, req.osl), None
    else:
        burst = burst_seconds(model, running, req.isl, req.burst)
        first = burst + first_token_seconds(model, running, req.isl, req.osl, req.software)
        busy = req.osl * cycle_seconds(model, running, req.isl, req.osl)
        per_replica = running * req.osl / (start_seconds(req.software) + busy)
    total = per_replica * replicas
    spread = _spread(req, model.distance, starved=is_starved(memory))
    return ServeEstimate(
        fits=fits,
        memory=memory,
        max_concurrency=int(room) * replicas if fits else 0,
        concurrency=running * replicas,
        saturated=saturated,
        output_tok_s=total,
        output_tok_s_per_gpu=total / (req.tp * req.pp * replicas),
        ttft_ms=None if saturated or first is None else first * 1e3,
        tpot_ms=tpot * 1e3,
        distance=model.distance,
        throughput_range=spread["throughput"],
        ttft_range=spread["ttft"],
        tpot_range=spread["tpot"],
    )


def is_starved(memory: MemoryBudget) -> bool:
    """Tell whether so little memory is left for the cache that a GB more or less decides the batch."""
    return memory.free < STARVED * memory.usable


def _spread(req: ServeRequest, distance: int, *, starved: bool) -> dict[str, Interval]:
    """Return the 90% factors by how far the device and the model are from what was measured."""
    arch = req.arch
    kind = "mixture" if arch.experts else "dense"
    familiar = is_familiar(arch.layers, arch.hidden, arch.experts)
    load = "throughput" if req.concurrency is not None else "starved" if starved else "max_throughput"
    names = {"throughput": load, "ttft": "ttft", "tpot": "tpot"}
    return {name: interval(regime, distance, kind, familiar) for name, regime in names.items()}


def replica_for(req: ServeRequest, step: StepModel | None = None) -> tuple[MemoryBudget, StepModel]:
    """Return the memory and the step of one copy of the model; the step may have been worked out before."""
    weights = format_named(req.weights)
    element = kv_element_bytes(req.cache_format)
    arch, layout = req.served_arch, req.layout
    stored = weight_bytes(arch, weights)
    memory = budget(
        req.stored_arch,
        req.accelerator,
        weights,
        element,
        held_context(req.isl, req.osl),
        tp=req.tp,
        pp=req.pp,
        attention_dp=layout.attention_dp,
        stored=stored,
    )
    step = step or step_model(arch, req.accelerator, layout, weights, element, stored, req.software)
    return memory, step
