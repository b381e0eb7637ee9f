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
    """Return the estimate of a request; with techniques, the plain one times what they change.

    Each time and rate is ``plain * copy with techniques / copy without``, both at their own load: the
    concurrency, or all places.
    """
    base = estimate_serving(req)
    if techniques == PLAIN or not base.fits:
        return base
    memory, replica = replica_at_work(req, techniques)
    if replica.room < 1.0:
        return replace(base, fits=False, memory=memory, max_concurrency=0)
    plain = replica_at_work(req)[1]
    before, after = _running(req, plain), _running(req, replica)
    faster = _rate(req, replica, after) / _rate(req, plain, before)
    saturated = req.concurrency is None or req.concurrency / req.replicas > replica.room
    first = None
    if not saturated:
        first = replica.first(after) * 1e3
        if base.ttft_ms is not None:
            first = base.ttft_ms * replica.first(after) / plain.first(before)
    return replace(
        base,
        memory=memory,
        max_concurrency=int(replica.room) * req.replicas,
        concurrency=after * req.replicas,
        saturated=saturated,
        output_tok_s=base.output_tok_s * faster,
        output_tok_s_per_gpu=base.output_tok_s_per_gpu * faster,
        ttft_ms=first,
        tpot_ms=base.tpot_ms * replica.step(after) / plain.step(before),
    )


def _running(req: ServeRequest, replica: Replica) -> float:
    offered = replica.room if req.concurrency is None else req.concurrency / req.replicas
    return min(replica.room, max(1.0, offered))


def _rate(req: ServeRequest, replica: Replica, running: float) -> float:
    """Return tokens a second of one copy: ``N / step`` at full load, ``N * out / total`` at a concurrency."""
    if req.concurrency is None:
        return running / replica.step(running)
    return running * req.osl / replica.total(running)


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
