"""One stream at a time on consumer cards, Apple chips, small boards and CPUs."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import Interval, coefficient, interval, is_familiar, stream_programs
from advisor.estimate.formats import Format, kv_element_bytes
from advisor.estimate.memory import GB, weight_bytes
from advisor.estimate.software import Software
from advisor.estimate.stream import prompt_seconds, stream_power, token_seconds

TODAY = Software()
FARTHEST = 2
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
    """How far from what was measured: the device's, or the farthest where program or batch has no rows."""
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
    software: Software = TODAY,
) -> StreamEstimate:
    """Return the generation and prompt rates of a program that splits layers over its cards.

    ``token = (weights read + cache) / bandwidth + arithmetic + launches + (cards - 1) * hop``; cards that
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
        software: The program and its age.
    """
    stored = weight_bytes(arch, weights)
    element = kv_element_bytes(kv)
    power = stream_power(device, weights, software)
    read = stored.dense + stored.experts * arch.experts_read(batch)
    read += batch * arch.kv_bytes(depth, element)
    step = token_seconds(arch, power, read, batch, cards)
    prompts = stored.dense + stored.experts * arch.experts_read(prompt)
    whole = prompt_seconds(arch, power, prompts, prompt, _pipelined(prompt, cards))
    familiar = is_familiar(arch.layers, arch.hidden, arch.experts)
    distance = power.distance if _measured(software, batch) else FARTHEST
    return StreamEstimate(
        output_tok_s=batch / step,
        prompt_tok_s=prompt / whole,
        bound_tok_s=batch * device.bandwidth_gb_s * GB / read,
        distance=distance,
        output_range=interval("single_stream", distance, "any", familiar),
        prompt_range=interval("prompt", distance, "any", familiar),
    )


def _measured(software: Software, batch: int) -> bool:
    """Tell whether the fit knows how a program does: one that was measured on several devices, one stream."""
    return batch == 1 and (not software.engine or software.engine in stream_programs())


def _pipelined(prompt: float, cards: int) -> float:
    """Return how much faster cards that split layers take a prompt together.

    The prompt runs in b pieces of 512 tokens and n cards work on different pieces at once, at best
    ``n b / (n + b - 1)`` times as fast, of which a share is reached.
    """
    pieces = max(1.0, prompt / PIECE)
    ideal = cards * pieces / (cards + pieces - 1.0)
    return 1.0 + (ideal - 1.0) * coefficient("stream.pipelining")
