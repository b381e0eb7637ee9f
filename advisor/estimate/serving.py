"""Throughput and latency of a language model on a set of devices, as plain floats."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.errors import UserError
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import Interval, coefficient, coefficients, interval
from advisor.estimate.formats import default_kv, format_named, kv_element_bytes
from advisor.estimate.memory import MemoryBudget, budget, weight_bytes
from advisor.estimate.step import Layout, StepModel, step_model


@dataclass(frozen=True, slots=True)
class ServeRequest:
    """One question to the serving model."""

    arch: Architecture
    accelerator: Accelerator
    gpus: int = 1
    tp: int = 1
    pp: int = 1
    ep: int = 1
    weights: str = "bf16"
    kv: str = ""
    """Format of the cache; empty means what engines choose on this card."""
    isl: int = 1000
    """Tokens in."""
    osl: int = 200
    """Tokens out."""
    concurrency: int | None = None
    """Requests in flight over all replicas; None asks for the maximum throughput."""
    engine: str = ""
    attention_dp: bool = False
    """Whether each device attends for its own sequences, as engines do for mixture models at full load."""

    @property
    def replicas(self) -> int:
        """Return how many copies of the model the devices hold."""
        return max(1, self.gpus // (self.tp * self.pp))

    @property
    def cache_format(self) -> str:
        """Return the format of the cache, chosen by the card when nothing was asked for."""
        return self.kv or default_kv(self.accelerator, format_named(self.weights))


@dataclass(frozen=True, slots=True)
class ServeEstimate:
    """What the devices do; tokens a second and milliseconds, with 90% factors."""

    fits: bool
    memory: MemoryBudget
    max_concurrency: int
    """Sequences that all replicas hold at once."""
    concurrency: float
    """Sequences in flight in this estimate."""
    saturated: bool
    """More requests than memory admits: the first token waits for a place."""
    output_tok_s: float
    output_tok_s_per_gpu: float
    ttft_ms: float | None
    """None where it would be a bluff: at saturation it depends on the queue alone."""
    tpot_ms: float
    distance: int
    throughput_range: Interval
    ttft_range: Interval
    tpot_range: Interval


def check_request(req: ServeRequest) -> None:
    """Refuse what no engine can run.

    Raises:
        UserError: With the field, what is wrong and what would be right.
    """
    arch = req.arch
    for field in ("gpus", "tp", "pp", "ep", "isl", "osl"):
        if getattr(req, field) < 1:
            raise UserError(f"{field}: must be at least 1, got {getattr(req, field)}.")
    if req.concurrency is not None and req.concurrency < 1:
        raise UserError(f"concurrency: must be at least 1, got {req.concurrency}.")
    if arch.heads % req.tp:
        raise UserError(f"tp: {req.tp} does not divide the {arch.heads} attention heads of {arch.name}.")
    if req.gpus % (req.tp * req.pp):
        raise UserError(f"gpus: {req.gpus} is not a multiple of tp x pp = {req.tp * req.pp}.")
    if req.isl + req.osl > arch.max_context:
        raise UserError(
            f"isl + osl: {req.isl + req.osl} tokens are beyond the {arch.max_context} tokens of {arch.name}."
        )


def estimate_serving(req: ServeRequest) -> ServeEstimate:
    """Return throughput and latency of a request; about 50 microseconds.

    At maximum load the batch is what the cache holds, ``free / kv(isl + share * osl)``, and
    ``throughput = batch / step``. At a concurrency ``C``:
    ``TTFT = start + step/2 + prompt * (1 + queue)``, ``TPOT = step`` and
    ``throughput = C * osl / (TTFT + (osl - 1) * TPOT)``.
    """
    weights = format_named(req.weights)
    element = kv_element_bytes(req.cache_format)
    layout = Layout(req.tp, req.pp, req.ep, req.attention_dp)
    stored = weight_bytes(req.arch, weights)
    context = held_context(req.isl, req.osl)
    memory = budget(
        req.arch,
        req.accelerator,
        weights,
        element,
        context,
        tp=req.tp,
        pp=req.pp,
        attention_dp=req.attention_dp,
        stored=stored,
    )
    model = step_model(req.arch, req.accelerator, layout, weights, element, stored)
    room = sequences_that_fit(memory)
    replicas = req.replicas
    fits = room >= 1
    batch = max(1.0, room)
    offered = batch if req.concurrency is None else req.concurrency / replicas
    running = min(batch, max(1.0, offered))
    saturated = req.concurrency is None or offered > batch
    tpot = step_seconds(model, running, req.isl, req.osl)
    if req.concurrency is None:
        per_replica, first = running / tpot, None
    else:
        first = first_token_seconds(model, running, req.isl, req.osl, req.engine)
        per_replica = running * req.osl / request_seconds(first, tpot, req.osl)
    total = per_replica * replicas
    regime = "max_throughput" if req.concurrency is None else "throughput"
    return ServeEstimate(
        fits=fits,
        memory=memory,
        max_concurrency=int(room) * replicas if fits else 0,
        concurrency=running * replicas,
        saturated=saturated,
        output_tok_s=total,
        output_tok_s_per_gpu=total / (layout.devices * replicas),
        ttft_ms=None if saturated or first is None else first * 1e3,
        tpot_ms=tpot * 1e3,
        distance=model.distance,
        throughput_range=interval(regime, model.distance),
        ttft_range=interval("ttft", model.distance),
        tpot_range=interval("tpot", model.distance),
    )


def held_context(isl: float, osl: float) -> float:
    """Return the tokens of cache that a sequence holds on average over its life, for admission."""
    return isl + coefficient("memory.held_output") * osl


def sequences_that_fit(memory: MemoryBudget) -> float:
    """Return how many sequences one replica holds at once, up to the engines' cap."""
    if memory.free <= 0 or memory.kv_per_sequence <= 0:
        return 0.0 if memory.free <= 0 else coefficient("engine.batch_cap")
    return min(memory.free / memory.kv_per_sequence, coefficient("engine.batch_cap"))


def step_seconds(model: StepModel, running: float, isl: float, osl: float, *, cached: float = 0.0) -> float:
    """Return the seconds between two tokens of a sequence when ``running`` sequences share the engine.

    New sequences arrive as old ones end, so each step carries ``(running - 1) * isl / osl`` prompt tokens
    of the others, beside ``cached`` tokens a sequence that another request left in the cache.
    """
    others = max(0.0, running - 1.0)
    return model.seconds(running, others * isl / osl, cached + isl + osl / 2.0, cached + isl / 2.0)


def request_seconds(first: float, step: float, osl: float) -> float:
    """Return the seconds of a whole request; never less than its share of the engine's steps."""
    return max(first + (osl - 1.0) * step, osl * step)


def prompt_seconds(model: StepModel, isl: float) -> float:
    """Return the seconds that one prompt takes when it has the engine to itself."""
    return model.seconds(0.0, isl, 0.0, isl / 2.0) + model.head_s


def first_token_seconds(model: StepModel, running: float, isl: float, osl: float, engine: str) -> float:
    """Return the seconds to the first token while ``running`` sequences are served.

    ``start + step/2 + prompt * (1 + queue * (running - 1) * prompt / (prompt + osl * step))``.
    """
    prompt = prompt_seconds(model, isl)
    step = model.seconds(running, 0.0, isl + osl / 2.0, 0.0)
    busy = (running - 1.0) * prompt / (prompt + osl * step)
    return (
        start_seconds(engine)
        + step / 2.0
        + prompt * (1.0 + coefficient("first_token.queue") * max(0.0, busy))
    )


def start_seconds(engine: str) -> float:
    """Return the host time before an engine starts a prompt, in seconds."""
    known = coefficients()
    found = known.get(f"first_token.{engine.casefold()}", known["first_token.physics"])
    return found.value * 1e-3
