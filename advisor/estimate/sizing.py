"""What one copy of a model carries within the limits, and how many copies a peak needs."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.arrivals import OpenLoop
from advisor.estimate.batching import held_context
from advisor.estimate.coefficients import coefficient
from advisor.estimate.formats import Format
from advisor.estimate.frame import Frame, Tokens
from advisor.estimate.limits import Limits, Times
from advisor.estimate.load import Load, Misfit, first_token_misfit, memory_misfit, total_misfit
from advisor.estimate.memory import GB, MemoryBudget
from advisor.estimate.network import usual_network
from advisor.estimate.queueing import in_flight_tail, mean_of_tail
from advisor.estimate.serve_records import ServeRequest
from advisor.estimate.step import Layout, StepModel
from advisor.estimate.techniques import Techniques, replica_at_work

SOME_LENGTHS = 1000, 200
"""Tokens in and out where what is wanted is the same for all lengths."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a model on its devices that holds at least one request."""

    layout: Layout
    memory: MemoryBudget
    loop: OpenLoop


@dataclass(frozen=True, slots=True)
class Carrier:
    """A copy that keeps the limits, and what it carries, however many requests there are."""

    copy: Copy
    slots: int
    """Most requests in flight in the copy within the limits, 95% of the time."""
    rate_s: float
    """Requests a second that the copy carries within the limits."""

    def sized(self, load: Load) -> Sizing:
        """Return how many copies carry a load: ``peak / rate of one``, or requests in flight over slots."""
        wanted = load.peak_requests_s / self.rate_s
        if load.peak_concurrency is not None:
            wanted = load.peak_concurrency / self.slots
        return Sizing(self.copy, self.slots, max(1, math.ceil(wanted - 1e-9)), self.rate_s)


@dataclass(frozen=True, slots=True)
class Sizing:
    """A copy that keeps the limits, and how many of it the peak needs."""

    copy: Copy
    slots: int
    """Most requests in flight in one copy within the limits, 95% of the time."""
    replicas: int
    rate_s: float
    """Requests a second that one copy carries within the limits."""

    @property
    def devices(self) -> int:
        """Return the devices of all copies."""
        return self.copy.layout.devices * self.replicas

    def at_peak(self, load: Load) -> Times:
        """Return the times of a request at the peak; a named number in flight is the most there are."""
        loop = self.copy.loop
        if load.peak_concurrency is not None:
            return loop.times(min(loop.places, mean_of_tail(load.peak_concurrency / self.replicas)))
        return loop.times(loop.in_flight(load.peak_requests_s / self.replicas))


def limits_of(load: Load) -> Limits:
    """Return the limits of a load."""
    return Limits(load.first_token_ms, None, load.total_ms)


def lengths(load: Load) -> tuple[int, int, float]:
    """Return the tokens in and out of a request, and those of its prompt that all requests share."""
    tokens_in, tokens_out = max(1, round(load.input_tokens)), max(1, round(load.answer_tokens))
    return tokens_in, tokens_out, min(load.shared_prefix_share * load.input_tokens, tokens_in - 1.0)


def tokens_of(load: Load) -> Tokens:
    """Return what a copy computes for a request of a load: all but what requests share."""
    tokens_in, tokens_out, shared = lengths(load)
    return Tokens(tokens_in - shared, float(tokens_out), shared)


def copy_of(
    arch: Architecture,
    device: Accelerator,
    load: Load,
    weights: Format,
    kv: str,
    layout: Layout,
    step: StepModel | None = None,
) -> Copy | Misfit:
    """Return a copy that holds the model and one request, or the memory that is missing.

    A prefix that all requests share is kept once and not computed again, but read with each token.

    Args:
        arch: The model.
        device: One device.
        load: Lengths of the requests.
        weights: Format of the weights.
        kv: Format of the cache; empty means the card's default.
        layout: How the copy is spread over devices.
        step: Its step, where one was worked out for other lengths.
    """
    tokens_in, tokens_out, shared = lengths(load)
    request = _request(arch, device, weights, kv, layout, (tokens_in, tokens_out))
    techniques = Techniques(prefix_tokens=shared, network=usual_network())
    memory, replica = replica_at_work(request, techniques, step)
    if replica.room >= 1.0:
        return Copy(layout, memory, OpenLoop(replica))
    devices = layout.devices
    return memory_misfit(
        memory.needed * devices / GB, device.memory_gb * devices, memory.usable * devices / GB, devices
    )


def frame_of(arch: Architecture, device: Accelerator, weights: Format, kv: str, layout: Layout) -> Frame:
    """Return what is the same in a copy for requests of all lengths."""
    request = _request(arch, device, weights, kv, layout, SOME_LENGTHS)
    memory, replica = replica_at_work(request, Techniques(network=usual_network()))
    held = held_context(request.isl, request.osl)
    whole, own = request.stored_arch.kv_bytes(held, replica.model.cache_element), memory.kv_per_sequence
    most = coefficient("engine.batch_cap") * request.layout.schedulers
    return Frame(layout.devices, replica.model, memory.free * (whole / own if own else 1.0), most)


def _request(
    arch: Architecture,
    device: Accelerator,
    weights: Format,
    kv: str,
    layout: Layout,
    lengths: tuple[int, int],
) -> ServeRequest:
    return ServeRequest(
        arch,
        device,
        gpus=layout.devices,
        tp=layout.tp,
        pp=layout.pp,
        ep=layout.ep,
        weights=weights.id,
        kv=kv,
        isl=lengths[0],
        osl=lengths[1],
        concurrency=1,
        attention_dp=layout.attention_dp,
    )


def broken_latencies(copy: Copy, load: Load, bandwidth_gb_s: float) -> tuple[Misfit, ...]:
    """Return the latency limits that break even when a request has the devices to itself."""
    idle, broken = copy.loop.idle(), []
    if load.first_token_ms is not None and idle.first_tail_s * 1e3 > load.first_token_ms:
        broken.append(first_token_misfit(idle.first_tail_s, load.first_token_ms, load.input_tokens))
    if load.total_ms is not None and idle.total_tail_s * 1e3 > load.total_ms:
        broken.append(total_misfit(idle.total_tail_s, load.total_ms, load.output_tokens, bandwidth_gb_s))
    return tuple(broken)


def carried(copy: Copy, load: Load) -> Carrier | None:
    """Return what a copy carries, or None when the limits break for a single request.

    The greatest mean in flight of which 95% keep the limits decides: arrivals vary, and a request may wait
    for a place, for a step and for the prompts before it.
    """
    mean = copy.loop.most_within(limits_of(load))
    if mean <= 0.0:
        return None
    slots = min(int(copy.loop.places), int(in_flight_tail(mean)))
    return Carrier(copy, max(1, slots), copy.loop.rate(mean))
