"""Memory of one device in pre-training: weights, gradients, optimizer, activations, logits."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.estimate.training_shape import TrainShape
from advisor.estimate.training_step import STORED_BYTES, Layout

WEIGHT_BYTES = 2.0
GRADIENT_BYTES = 4.0
"""Gradients are summed over micro-batches in 32 bits."""
OPTIMIZER_BYTES = 12.0
"""A 32-bit copy of the weights and the two moments of Adam, shared among all devices (ZeRO,
arXiv:1910.02054)."""
KEPT_BYTES = 2.0
"""Bytes of one token, layer and unit of width that stay when the layer is computed again."""
ATTENTION_SHARE = 15.0 / 34.0
"""Part of the stored bytes of attention and norms; the rest grows with the feed-forward width."""
LOGIT_BYTES = 6.0
"""Bytes held for one token and word: logits in 16 and in 32 bits."""
FRAMEWORK_GB = 3.0
"""Context of the driver, communication buffers and the workspace of products."""
FRAGMENTATION = 1.05
USABLE = 0.97
"""Share of the memory that a job may fill without running out at times."""


@dataclass(frozen=True, slots=True)
class TrainMemory:
    """GB of one device, by what holds them."""

    states: float
    """Weights, gradients and optimizer."""
    activations: float
    logits: float
    framework: float

    @property
    def total(self) -> float:
        """Return the peak."""
        return (self.states + self.activations + self.logits) * FRAGMENTATION + self.framework


def states_gb(shape: TrainShape, layout: Layout, gpus: float) -> float:
    """Return GB of weights, gradients and optimizer on one device.

    6 bytes for each weight of the device's own part, two gathered layers where weights are sharded, and 12
    bytes x weights / devices for the optimizer.
    """
    optimizer = 0.0 if layout.offload else OPTIMIZER_BYTES * shape.stored / gpus
    part = min(shape.active, shape.stored) / (layout.tp * layout.pp)
    part += (shape.stored - min(shape.active, shape.stored)) / (layout.pp * max(layout.ep, layout.tp))
    gathered = 0.0
    if layout.shard > 1:
        gathered = 2.0 * WEIGHT_BYTES * part / shape.layers
        part /= layout.shard / layout.ep if layout.shard > layout.ep else 1.0
    return ((WEIGHT_BYTES + GRADIENT_BYTES) * part + gathered + optimizer) / 1e9


def activation_bytes(shape: TrainShape, layout: Layout) -> float:
    """Return bytes of activations that one token of a micro-batch holds on one device.

    Without recomputing 34 bytes x width x layers, for a mixture with the width of its chosen experts;
    computed again, 2 bytes x width x layers and one layer whole. Stages hold as many micro-batches as
    there are stages, so a pipeline saves none.
    """
    wide = STORED_BYTES * shape.hidden
    if shape.moe:
        used = shape.experts_per_token * (shape.expert_width * 0.75 + shape.hidden)
        wide *= ATTENTION_SHARE + (1.0 - ATTENTION_SHARE) * used / (4.0 * shape.hidden)
    kept = KEPT_BYTES * shape.hidden * shape.layers * layout.recompute + wide
    kept += wide * (shape.layers - 1.0) * (1.0 - layout.recompute)
    return kept / layout.tp


def train_memory(shape: TrainShape, layout: Layout, gpus: float) -> TrainMemory:
    """Return what one device holds at its peak."""
    tokens = layout.micro_tokens
    return TrainMemory(
        states_gb(shape, layout, gpus),
        tokens * activation_bytes(shape, layout) / 1e9,
        tokens * LOGIT_BYTES * shape.vocab / layout.tp / 1e9,
        FRAMEWORK_GB,
    )
