"""A parallel layout that fits a training run on its devices, or the gigabytes that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from advisor.catalog.records import Accelerator
from advisor.estimate.training_memory import (
    FRAGMENTATION,
    FRAMEWORK_GB,
    LOGIT_BYTES,
    USABLE,
    TrainMemory,
    activation_bytes,
    states_gb,
    train_memory,
)
from advisor.estimate.training_shape import TrainShape
from advisor.estimate.training_speed import speed_coefficients
from advisor.estimate.training_step import Layout, step_time

STAGES = (1, 2, 4, 8, 16, 32)
TENSOR_WIDTHS = (1, 2, 4, 8)
LARGEST_STEP = 4.0
"""Times the usual tokens of a step beyond which training learns less from each: 63M at DeepSeek-V3."""
MOST_SEQUENCES = 16
"""Sequences of a micro-batch beyond which nothing gets faster."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A layout with the memory that it takes."""

    layout: Layout
    memory: TrainMemory
    fits: bool


def usual_step_tokens(active: float) -> float:
    """Return the tokens of one optimizer step that models of that size usually take.

    0.8M tokens at 125M weights, growing with the 0.42nd power: GPT-3 took 0.5M to 3.2M, Llama 2 70B 4M,
    Phi-4 23M, Llama 3 405B 16M.
    """
    return float(8e5 * (active / 1.25e8) ** 0.42)


def fitting_layout(
    shape: TrainShape,
    device: Accelerator,
    gpus: int,
    seq_len: float,
    *,
    precision: str = "bf16",
    step_tokens: float = 0.0,
    network_gb_s: float = 0.0,
) -> Fitted:
    """Return the fastest of the usual layouts that fits, or the smallest when none does.

    Tried are full sharding, and tensor parallelism inside a server with as few pipeline stages as fit;
    each without and with recomputing, and with the largest micro-batch that fits. Copies so many that a step
    would see too many tokens are taken only when nothing else fits. On a device kind whose compiler spreads
    the model (TPU), full sharding alone.

    Args:
        shape: The model.
        device: One device.
        gpus: Devices in the job.
        seq_len: Tokens of a sequence.
        precision: Class of arithmetic.
        step_tokens: Tokens of an optimizer step; the usual for the size when 0.
        network_gb_s: GB/s of one device out of its server; the usual of its generation when 0.
    """
    batch = step_tokens or usual_step_tokens(shape.active)
    most = step_tokens or LARGEST_STEP * batch
    room = device.memory_gb * USABLE
    best: Layout | None = None
    least: tuple[bool, float] = (True, 0.0)
    smallest: Layout | None = None
    c = speed_coefficients()
    for layout in _candidates(shape, device, gpus, seq_len, room):
        if not layout.micro_tokens:
            smallest = replace(layout, micro_tokens=seq_len, step_tokens=batch)
            continue
        asked = replace(_with_batch(layout, gpus, seq_len, batch), network_gb_s=network_gb_s)
        seconds = step_time(shape, device, gpus, seq_len, asked, c, precision=precision).total
        rank = (asked.step_tokens > most, seconds)
        if best is None or rank < least:
            best, least = asked, rank
    chosen = best or smallest or Layout(recompute=1.0, micro_tokens=seq_len)
    return Fitted(chosen, train_memory(shape, chosen, gpus), best is not None)


def _candidates(
    shape: TrainShape, device: Accelerator, gpus: int, seq_len: float, room: float
) -> Iterator[Layout]:
    """Yield layouts with the largest micro-batch that fits, 0 tokens where none does."""
    node = min(gpus, device.devices_per_node)
    ep = min(8, gpus) if shape.moe else 1
    for shard in sorted({1, node, gpus}):
        yield from _filled(shape, Layout(ep=ep, shard=shard), gpus, seq_len, room)
    if device.kind == "tpu":
        return
    widths = [tp for tp in TENSOR_WIDTHS if tp <= node and gpus % tp == 0]
    for tp in widths:
        for pp in STAGES if tp == widths[-1] else (1,):
            if tp * pp == 1 or gpus % (tp * pp) or pp > shape.layers:
                continue
            found = list(_filled(shape, Layout(tp=tp, pp=pp, ep=ep), gpus, seq_len, room))
            yield from found
            if found[-1].micro_tokens:
                break


def _filled(shape: TrainShape, layout: Layout, gpus: int, seq_len: float, room: float) -> Iterator[Layout]:
    """Yield a layout with its largest micro-batch; with recomputing only when it does not fit without."""
    for recompute in (0.0, 1.0):
        asked = replace(layout, recompute=recompute)
        tokens = _micro(shape, asked, gpus, seq_len, room)
        yield replace(asked, micro_tokens=tokens)
        if tokens:
            return


def _micro(shape: TrainShape, layout: Layout, gpus: int, seq_len: float, room: float) -> float:
    """Return the tokens of the largest micro-batch that fits: whole sequences, a power of two; 0 for none."""
    free = (room - FRAMEWORK_GB) / FRAGMENTATION - states_gb(shape, layout, gpus)
    each = (activation_bytes(shape, layout) + LOGIT_BYTES * shape.vocab / layout.tp) * seq_len / 1e9
    if free < each:
        return 0.0
    most = min(MOST_SEQUENCES, int(free / each))
    if layout.pp > 1:
        most = 1
    return seq_len * (1 << (most.bit_length() - 1))


def _with_batch(layout: Layout, gpus: int, seq_len: float, batch: float) -> Layout:
    """Return a layout whose micro-batch is no larger than its part of the step."""
    replicas = max(1.0, gpus / layout.tp / layout.pp)
    step = max(batch, replicas * seq_len)
    micro = min(layout.micro_tokens, seq_len * max(1.0, step // (replicas * seq_len)))
    return replace(layout, micro_tokens=micro, step_tokens=step)
