"""A serving estimate with techniques turned on, for every engine that batches or runs fixed batches."""

from __future__ import annotations

from dataclasses import replace

from advisor.errors import UserError
from advisor.estimate.coefficients import for_device, interval
from advisor.estimate.formats import Format, arithmetic, runs_unpacked
from advisor.estimate.operating import Replica
from advisor.estimate.serve_records import ServeEstimate, ServeRequest
from advisor.estimate.serving import estimate_serving
from advisor.estimate.techniques import PLAIN, Techniques, replica_at_work


def check_format(req: ServeRequest, weights: Format) -> None:
    """Refuse weights that a device neither multiplies nor unpacks.

    Raises:
        UserError: With what it would fall back to.
    """
    found = arithmetic(req.accelerator, weights)
    if not found.native and not runs_unpacked(req.accelerator.kind):
        raise UserError(
            f"weights: {req.accelerator.name} cannot run {weights.id}; it would fall back to {found.peak},"
            f" so ask for {found.peak} weights."
        )


def estimate_served(req: ServeRequest, techniques: Techniques = PLAIN) -> ServeEstimate:
    """Return the estimate of a request; with techniques, the same from the copy at work.

    At a concurrency ``throughput = C * out / total``; at maximum load ``places / step``.
    """
    base = estimate_serving(req)
    if techniques == PLAIN:
        return base
    memory, replica = replica_at_work(req, techniques)
    fits = replica.room >= 1.0
    room = max(1.0, replica.room)
    offered = room if req.concurrency is None else req.concurrency / req.replicas
    running = min(room, max(1.0, offered))
    saturated = req.concurrency is None or offered > room
    step, first = replica.step(running), replica.first(running)
    per_copy = running / step if req.concurrency is None else running * req.osl / replica.total(running)
    total = per_copy * req.replicas
    return replace(
        base,
        fits=fits,
        memory=memory,
        max_concurrency=int(replica.room) * req.replicas if fits else 0,
        concurrency=running * req.replicas,
        saturated=saturated,
        output_tok_s=total,
        output_tok_s_per_gpu=total / (req.tp * req.pp * req.replicas),
        ttft_ms=None if saturated else first * 1e3,
        tpot_ms=step * 1e3,
    )


def estimate_static(req: ServeRequest) -> ServeEstimate:
    """Return the estimate of a batch that starts and ends together.

    ``throughput = batch * out / ((prompts + out * step) * software)``; the batch is the concurrency, or all
    that fits.
    """
    base = estimate_serving(req)
    _, replica = replica_at_work(req)
    room = max(1.0, replica.room)
    batch = room if req.concurrency is None else min(room, max(1.0, req.concurrency / req.replicas))
    software, distance = for_device("static", req.accelerator)
    prompts, step = _static_times(replica, batch)
    total = batch * req.osl / ((prompts + req.osl * step) * software) * req.replicas
    spread = interval("static", max(distance, base.distance))
    return replace(
        base,
        concurrency=batch * req.replicas,
        saturated=req.concurrency is not None and req.concurrency / req.replicas > room,
        output_tok_s=total,
        output_tok_s_per_gpu=total / (req.tp * req.pp * req.replicas),
        ttft_ms=(prompts + step) * software * 1e3,
        tpot_ms=step * software * 1e3,
        throughput_range=spread,
        ttft_range=spread,
        tpot_range=spread,
    )


def _static_times(replica: Replica, batch: float) -> tuple[float, float]:
    """Return the seconds for the prompts of a batch, and for one token of all of it."""
    prompts = replica.model.seconds(0.0, batch * replica.prompt, 0.0, replica.prompt / 2.0)
    return prompts, replica.model.seconds(batch, 0.0, replica.context, 0.0)
