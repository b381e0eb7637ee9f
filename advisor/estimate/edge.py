"""One stream at a time on consumer cards, Apple chips, small boards and CPUs."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import Interval, coefficient, for_device, interval
from advisor.estimate.formats import Format, arithmetic, kv_element_bytes
from advisor.estimate.memory import GB, weight_bytes

PIECE = 512.0
"""Prompt tokens that llama.cpp computes at once by default."""


@dataclass(frozen=True, slots=True)
class StreamEstimate:
    """What one user sees on one machine."""

    output_tok_s: float
    prompt_tok_s: float
    bound_tok_s: float
    """Bandwidth over the bytes that a token reads: no program is faster."""
    distance: int
    output_range: Interval
    prompt_range: Interval


def estimate_stream(
    arch: Architecture,
    device: Accelerator,
    weights: Format,
    *,
    depth: float,
    prompt: float = 512.0,
    cards: int = 1,
    batch: int = 1,
    kv: str = "fp16",
) -> StreamEstimate:
    """Return the generation and prompt rates of a program that splits layers over its cards.

    ``token = (weights read + cache) / (bandwidth * share) + launches + (cards - 1) * hop``; cards that
    split layers work one after the other, so more of them add memory and no speed.

    Args:
        arch: The model.
        device: One card or chip.
        weights: Format of the weights.
        depth: Tokens in the cache of a sequence while it generates.
        prompt: Tokens of the prompt whose rate is asked for.
        cards: Cards that split the layers.
        batch: Sequences that generate together; rates are their sum.
        kv: Format of the cache.
    """
    stored = weight_bytes(arch, weights)
    element = kv_element_bytes(kv)
    speed, distance = stream_bandwidth(device)
    read = stored.dense + stored.experts * arch.experts_read(batch)
    read += batch * arch.kv_bytes(depth, element)
    overhead = coefficient("stream.step_us") + arch.layers * coefficient("stream.layer_us")
    overhead += (cards - 1) * coefficient("stream.hop_us")
    step = read / speed + overhead * 1e-6
    step += batch * 2.0 * arch.active_params / _rate(device, weights)
    prompts = stored.dense + stored.experts * arch.experts_read(prompt)
    work = 2.0 * arch.body_params + 2.0 * arch.prefill_dims * arch.seen(prompt / 2.0)
    whole = prompts / speed + prompt * work / _rate(device, weights)
    whole = whole / _pipelined(prompt, cards) + overhead * 1e-6
    return StreamEstimate(
        output_tok_s=batch / step,
        prompt_tok_s=prompt / whole,
        bound_tok_s=batch * device.bandwidth_gb_s * GB / read,
        distance=distance,
        output_range=interval("single_stream", distance),
        prompt_range=interval("prompt", distance),
    )


def _pipelined(prompt: float, cards: int) -> float:
    """Return how much faster cards that split layers take a prompt together.

    The prompt runs in b pieces of 512 tokens and n cards work on different pieces at once, at best
    ``n b / (n + b - 1)`` times as fast, of which a share is reached.
    """
    pieces = max(1.0, prompt / PIECE)
    ideal = cards * pieces / (cards + pieces - 1.0)
    return 1.0 + (ideal - 1.0) * coefficient("stream.pipelining")


def stream_bandwidth(device: Accelerator) -> tuple[float, int]:
    """Return the bytes a second that one stream reaches and how far from measured devices this is.

    ``share * rated / (1 + rated / knee)``: one stream cannot keep many memory channels busy.
    """
    share, distance = for_device("stream", device)
    knee, _ = for_device("stream_knee_gb_s", device)
    rated = device.bandwidth_gb_s
    return rated * GB * share / (1.0 + rated / knee), distance


def _rate(device: Accelerator, weights: Format) -> float:
    """Return the FLOPs a second that prompts reach: a share of the peak the format is multiplied with."""
    found = arithmetic(device, weights)
    share, _ = for_device("stream_compute", device)
    if found.peak == "int8":
        share *= coefficient("stream.int8")
    return found.tflops * 1e12 * share
