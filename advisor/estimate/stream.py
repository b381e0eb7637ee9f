"""One stream of tokens on one device: what share of the bandwidth and of the peak it reaches."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import coefficient, for_device
from advisor.estimate.formats import Format
from advisor.estimate.memory import GB
from advisor.estimate.software import Software

TFLOPS = 1e12
UNPACKED_BELOW = 15.0
"""Weights of fewer bits are unpacked before they are multiplied."""


@dataclass(frozen=True, slots=True)
class StreamPower:
    """What a program that serves one stream gets out of a device."""

    bytes_per_s: float
    flops_per_s: float
    attention_per_s: float
    """FLOPs a second of attention over a prompt."""
    layer_s: float
    step_s: float
    hop_s: float
    distance: int


def stream_power(device: Accelerator, weights: Format, software: Software) -> StreamPower:
    """Return the power of one stream.

    ``arithmetic = 1 / (1 / (share * peak) + 1 / most)`` on the 16-bit peak, less where weights are
    unpacked. Launches of a layer take longer in older programs.
    """
    speed, distance = stream_bandwidth(device)
    old = coefficient("age.stream") ** software.age
    part, _ = for_device("stream_compute", device)
    most = coefficient("stream.most_tflops") / old
    flops = TFLOPS / (1.0 / (part * device.bf16_tflops) + 1.0 / most)
    if weights.bits < UNPACKED_BELOW:
        flops *= coefficient("stream.unpacking")
    layer, _ = for_device("stream_layer_us", device)
    return StreamPower(
        bytes_per_s=speed,
        flops_per_s=flops,
        attention_per_s=flops * coefficient("stream.attention"),
        layer_s=layer * old * 1e-6,
        step_s=coefficient("stream.step_us") * 1e-6,
        hop_s=coefficient("stream.hop_us") * 1e-6,
        distance=distance,
    )


def stream_bandwidth(device: Accelerator) -> tuple[float, int]:
    """Return the bytes a second that one stream reaches and how far from measured devices this is.

    ``share * rated / sqrt(1 + (rated / ceiling)^2)``: one stream keeps only so many memory channels busy,
    fewer on devices with small caches.
    """
    share, _ = for_device("stream", device)
    ceiling, distance = for_device("stream_ceiling_gb_s", device)
    rated = device.bandwidth_gb_s
    return rated * GB * share / math.sqrt(1.0 + (rated / ceiling) ** 2), distance


def token_seconds(arch: Architecture, power: StreamPower, read: float, batch: int, cards: int) -> float:
    """Return the seconds of one token of each of ``batch`` sequences.

    ``read / bandwidth + batch * 2 * active weights / arithmetic + layers * launch + step + hops``.
    """
    work = batch * 2.0 * arch.active_params / power.flops_per_s
    return read / power.bytes_per_s + work + launches(arch, power, cards)


def prompt_seconds(
    arch: Architecture, power: StreamPower, read: float, prompt: float, faster: float
) -> float:
    """Return the seconds of a prompt that several cards take ``faster`` times as fast as one."""
    body = prompt * 2.0 * arch.body_params / power.flops_per_s
    attention = prompt * 2.0 * arch.prefill_dims * arch.seen(prompt / 2.0) / power.attention_per_s
    return (read / power.bytes_per_s + body + attention) / faster + launches(arch, power, 1)


def launches(arch: Architecture, power: StreamPower, cards: int) -> float:
    """Return the seconds of a token that pass whatever is read: kernels, the step, hops between cards."""
    return arch.layers * power.layer_s + power.step_s + (cards - 1) * power.hop_s
