"""What no layout of a model on a kind of device can beat: bounds that spare a search most of its work."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import coefficient
from advisor.estimate.formats import Format
from advisor.estimate.memory import usable_bytes, weight_bytes
from advisor.estimate.queueing import in_flight_tail, mean_of_tail
from advisor.estimate.step import Layout, step_model

LAUNCH_SHARE = 0.9
"""Share of the probe's time a layer that is taken as a bound: layers of other models may be leaner."""


@dataclass(frozen=True, slots=True)
class Work:
    """What one request of a model costs at least, whatever the device."""

    stored: float
    """Bytes of all weights."""
    dense: float
    """Bytes of weights that every token reads."""
    experts: float
    """Bytes of the experts that one token reads."""
    cache: float
    """Bytes of the cache of the prompt: held by a request, and read for each of its tokens."""
    token_flops: float
    prompt_flops: float
    out: float
    layers: int


@dataclass(frozen=True, slots=True)
class Power:
    """What the devices of one copy do together with a format, as the model of a step has it."""

    usable: float
    dense_bandwidth: float
    """For weights that every token reads."""
    bandwidth: float
    """For caches and experts, spread as well as can be."""
    flops: float
    layer_s: float
    """Launching one layer and adding up over the devices."""
    sequences: float
    """Most requests that the engine takes."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one copy cannot beat, from a step of B requests that takes at least ``alone + each * B``."""

    rate_s: float
    alone_s: float
    each_s: float
    prompt_s: float
    room: float
    out: float

    def total_s(self, rate_s: float) -> float:
        """Return the seconds that 95% of the requests take at least, at a rate of one copy.

        The mean in flight is the root of ``N = rate * out * (alone + each * N)``, and the step of its 95th
        percentile decides.
        """
        share = rate_s * self.out * self.each_s
        mean = rate_s * self.out * self.alone_s / (1.0 - share) if share < 1.0 else self.room
        busy = max(1.0, min(self.room, in_flight_tail(mean)))
        return self.prompt_s + (self.out - 1.0) * (self.alone_s + self.each_s * busy)


def work_of(
    arch: Architecture, weights: Format, isl: float, osl: float, element: float, cached: float = 0.0
) -> Work:
    """Return what one request costs at least.

    Args:
        arch: The model.
        weights: Format of the weights.
        isl: Tokens in.
        osl: Tokens out.
        element: Smallest size of a cached number, in bytes.
        cached: Tokens of the prompt that are not computed.
    """
    stored = weight_bytes(arch, weights)
    return Work(
        stored=stored.total,
        dense=stored.dense,
        experts=stored.experts * arch.expert_share,
        cache=arch.kv_bytes(isl, element),
        token_flops=2.0 * arch.active_params,
        prompt_flops=2.0 * arch.body_params * max(1.0, isl - cached),
        out=osl,
        layers=arch.layers,
    )


def power_of(device: Accelerator, weights: Format, probe: Architecture, layout: Layout) -> Power:
    """Return what the devices of one copy do with a format, taken from a step of a model without experts.

    Args:
        device: The device.
        weights: The format.
        probe: The model that is tried.
        layout: How the copy is laid out.
    """
    stored = weight_bytes(probe, weights)
    model = step_model(probe, device, layout, weights, 1.0, stored)
    alone = step_model(probe, device, Layout(), weights, 1.0, stored)
    return Power(
        usable=usable_bytes(device) * layout.devices,
        dense_bandwidth=stored.dense / model.dense_s,
        bandwidth=stored.dense / alone.dense_s * layout.devices,
        flops=2.0 * probe.dense_params / model.token_s,
        layer_s=LAUNCH_SHARE * model.fixed_s / probe.layers,
        sequences=coefficient("engine.batch_cap") * layout.devices,
    )


def bounds(
    work: Work, power: Power, token_limit_s: float = math.inf, total_limit_s: float = math.inf
) -> Bounds | None:
    """Return the bounds of one copy, or None when its weights or a limit rule it out.

    A step of B requests takes at least ``a + b B``: weights and launches, and for each request its cache,
    its token and its share of prompts. The rate ``B / (out (a + b B))`` grows with B, which memory and the
    engine hold down; under a limit the 95th percentile of the number in flight must keep it.
    """
    free = power.usable - work.stored
    if free <= 0.0:
        return None
    alone = work.dense / power.dense_bandwidth + work.experts / power.bandwidth + work.layers * power.layer_s
    cache = work.cache / power.bandwidth
    prompt = max(alone, work.prompt_flops / power.flops)
    rest = max(1.0, work.out - 1.0)
    longest = min(token_limit_s, (total_limit_s - prompt) / rest)
    room = min(free / work.cache if work.cache else math.inf, power.sequences)
    if alone + cache > longest or room < 1.0:
        return None
    each = cache + (work.token_flops + work.prompt_flops / work.out) / power.flops
    most = min(room, mean_of_tail(max(1.0, (longest - alone) / each)))
    return Bounds(most / (work.out * (alone + each * most)), alone, each, prompt, room, work.out)
