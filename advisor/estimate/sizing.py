"""The layouts of one replica and what each can carry, as plain floats."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.batching import (
    first_token_seconds,
    held_context,
    request_seconds,
    sequences_that_fit,
    step_seconds,
)
from advisor.estimate.formats import Format, kv_element_bytes, spans_machines
from advisor.estimate.load import (
    Load,
    Misfit,
    first_token_misfit,
    memory_misfit,
    total_misfit,
)
from advisor.estimate.memory import GB, MemoryBudget, budget, weight_bytes
from advisor.estimate.queueing import mean_of_tail
from advisor.estimate.step import Layout, StepModel, step_model

DEVICES_PER_REPLICA = (1, 2, 4, 8, 16, 32, 64)
MOST_TENSOR_PARALLEL = 8


@dataclass(frozen=True, slots=True)
class Replica:
    """One layout of one replica, with its step model and its memory."""

    layout: Layout
    model: StepModel
    memory: MemoryBudget
    room: int
    """Requests whose cache fits."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A layout that keeps the limits, and what one replica of it carries, whatever the volume."""

    replica: Replica
    slots: int
    """Most requests in flight in one replica within the limits."""
    rate_s: float
    """Requests a second that one replica carries within the limits."""

    def sized(self, load: Load) -> Sizing:
        """Return how many replicas carry a load."""
        wanted = load.peak_requests_s / self.rate_s
        if load.peak_concurrency is not None:
            wanted = load.peak_concurrency / self.slots
        return Sizing(self.replica, self.slots, max(1, math.ceil(wanted)), self.rate_s)


@dataclass(frozen=True, slots=True)
class Sizing:
    """A layout that keeps the limits, and how many replicas the peak needs."""

    replica: Replica
    slots: int
    """Most requests in flight in one replica within the limits."""
    replicas: int
    rate_s: float
    """Requests a second that one replica carries within the limits."""

    @property
    def devices(self) -> int:
        """Return the devices of all replicas."""
        return self.replica.layout.devices * self.replicas


def layout_for(accelerator: Accelerator, devices: int) -> Layout:
    """Return how a replica is laid out: tensor parallel within a node, pipelined between nodes."""
    tp = min(devices, MOST_TENSOR_PARALLEL, max(1, accelerator.devices_per_node))
    return Layout(tp=tp, pp=devices // tp)


def most_in_a_replica(accelerator: Accelerator, max_devices: int) -> int:
    """Return the most devices that may share one model: those of a machine, or more where machines join."""
    if spans_machines(accelerator.kind):
        return max_devices
    return min(max_devices, max(1, accelerator.devices_per_node))


def replica_of(
    arch: Architecture, accelerator: Accelerator, load: Load, weights: Format, cache: str, layout: Layout
) -> Replica | Misfit:
    """Return a replica that holds the model and one request, or the memory that is missing."""
    element = kv_element_bytes(cache)
    stored = weight_bytes(arch, weights)
    context = held_context(load.input_tokens, load.answer_tokens)
    memory = budget(
        arch,
        accelerator,
        weights,
        element,
        context,
        tp=layout.tp,
        pp=layout.pp,
        attention_dp=layout.attention_dp,
        stored=stored,
    )
    room = int(sequences_that_fit(memory, layout.schedulers))
    if room < 1:
        devices = layout.devices
        return memory_misfit(
            memory.needed * devices / GB,
            accelerator.memory_gb * devices,
            memory.usable * devices / GB,
            devices,
        )
    return Replica(layout, step_model(arch, accelerator, layout, weights, element, stored), memory, room)


def latencies(model: StepModel, running: float, load: Load) -> tuple[float, float, float]:
    """Return seconds to the first token, a token, and for the whole request, with ``running`` in flight.

    A shared prefix is not computed again but stays in the cache and is read with each token.
    """
    prompt, out = load.prompt_tokens, load.answer_tokens
    first = first_token_seconds(model, running, prompt, out, "")
    step = step_seconds(model, running, prompt, out, cached=max(0.0, load.input_tokens - prompt))
    return first, step, request_seconds(first, step, out)


def broken_latencies(model: StepModel, load: Load, bandwidth_gb_s: float) -> tuple[Misfit, ...]:
    """Return the latency limits that break even when a request has the device to itself."""
    first, _, total = latencies(model, 1.0, load)
    broken = []
    if load.first_token_ms is not None and first * 1e3 > load.first_token_ms:
        broken.append(first_token_misfit(first, load.first_token_ms, load.input_tokens))
    if load.total_ms is not None and total * 1e3 > load.total_ms:
        broken.append(total_misfit(total, load.total_ms, load.output_tokens, bandwidth_gb_s))
    return tuple(broken)


def carried(replica: Replica, load: Load) -> Carrier:
    """Return what a replica carries; the limits are known to hold for a single request.

    Arrivals vary: with a mean of N in flight, 95% of the time at most ``N + 1.645 sqrt(N)`` are, and
    that many must find a slot that keeps the limits. In flight is rate times time (Little).
    """
    model = replica.model
    slots = _most_in_flight(model, load, replica.room)
    mean = mean_of_tail(slots)
    return Carrier(replica, slots, mean / latencies(model, max(1.0, mean), load)[2])


def running_at_peak(sizing: Sizing, load: Load) -> float:
    """Return the mean requests in flight in one replica at the peak: the root of ``N = rate * T(N)``."""
    if load.peak_concurrency is not None:
        return load.peak_concurrency / sizing.replicas
    rate = load.peak_requests_s / sizing.replicas
    low, high = 0.0, float(sizing.slots)
    for _ in range(12):
        middle = (low + high) / 2.0
        if rate * latencies(sizing.replica.model, max(1.0, middle), load)[2] > middle:
            low = middle
        else:
            high = middle
    return high


def _meets(model: StepModel, running: float, load: Load) -> bool:
    first, _, total = latencies(model, running, load)
    if load.first_token_ms is not None and first * 1e3 > load.first_token_ms:
        return False
    return load.total_ms is None or total * 1e3 <= load.total_ms


def _most_in_flight(model: StepModel, load: Load, room: int) -> int:
    """Return the most requests in flight, up to ``room``, that keep the limits; one is known to."""
    if _meets(model, room, load):
        return room
    low, high = 1, room
    while high - low > 1:
        middle = (low + high) // 2
        if _meets(model, middle, load):
            low = middle
        else:
            high = middle
    return low
