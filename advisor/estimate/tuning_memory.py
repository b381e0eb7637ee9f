"""Memory of one device while a model is tuned, part by part, in bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from advisor.estimate.efficiency import training_coefficients
from advisor.estimate.tuning_shape import TuningShape

Method = Literal["full", "lora", "qlora"]
Shards = Literal["none", "zero1", "zero2", "zero3", "pipeline"]
PARTS = ("weights", "adapters", "gradients", "optimizer", "activations", "logits", "overhead")


@dataclass(frozen=True, slots=True)
class MemorySetting:
    """How a model is tuned, as far as memory depends on it."""

    method: Method
    tokens_per_step: float
    """Micro-batch times sequence length on one device."""
    seq_len: float
    devices: int = 1
    shards: Shards = "none"
    """What is split: nothing, optimizer state, gradients as well, weights as well, or whole layers."""
    rank: int = 16
    all_linear: bool = True
    trainable_params: float | None = None
    """Trained weights, when they are known; else those of the adapters or all."""
    optimizer: str = "adamw_mixed"
    checkpointing: bool = True
    """Keep only the input of each layer and compute the rest again."""
    flash_attention: bool = True
    fused_loss: bool = False
    unequal_lengths: bool = False
    offload_optimizer: bool = False
    base_bits: int = 4
    """Bits of a packed base."""
    tables_in_fp32: bool | None = None
    """Whether the tables of a packed base are raised to 32 bits; None for what the stack does."""
    stack: str = "hf"
    kind: Literal["allocated", "reserved", "process"] = "process"
    """What is meant by memory: tensors, what the allocator holds, or what the system shows."""


def memory_constants() -> Mapping[str, Any]:
    """Return the constants of the memory form."""
    table: Mapping[str, Any] = training_coefficients()["memory"]
    return table


def memory_parts(shape: TuningShape, setting: MemorySetting) -> dict[str, float]:
    """Return the bytes of every part on one device, in the order of ``PARTS``.

    weights + adapters + gradients + optimizer + layer inputs + max(logits, one layer), where ZeRO splits
    states over the devices and checkpointing keeps 2 bytes x tokens x hidden x layers.
    """
    split = _splits(setting)
    states = _states(shape, setting)
    kept = setting.tokens_per_step * _kept_bytes(shape, setting)
    if setting.shards == "pipeline":
        kept /= setting.devices
    layer = setting.tokens_per_step * _layer_bytes(shape, setting) if setting.checkpointing else 0.0
    logits = setting.tokens_per_step * shape.vocab * _logit_bytes(setting)
    parts = {
        "weights": states["weights"] / split[0] + _gathered(shape, setting),
        "adapters": states["adapters"] / split[0],
        "gradients": states["gradients"] / split[1],
        "optimizer": 0.0 if setting.offload_optimizer else states["optimizer"] / split[2],
        "activations": kept + (layer if layer > logits else 0.0),
        "logits": logits if logits >= layer else 0.0,
    }
    return {**parts, "overhead": _overhead(sum(parts.values()), setting)}


def _splits(setting: MemorySetting) -> tuple[int, int, int]:
    """Return over how many devices weights, gradients and optimizer state are split."""
    n = setting.devices
    split = {
        "none": (1, 1, 1),
        "zero1": (1, 1, n),
        "zero2": (1, n, n),
        "zero3": (n, n, n),
        "pipeline": (n, n, n),
    }
    return split[setting.shards]


def _states(shape: TuningShape, setting: MemorySetting) -> dict[str, float]:
    c = memory_constants()
    if setting.method == "full":
        optimizer = c["optimizer"][setting.optimizer]
        trained = shape.params if setting.trainable_params is None else setting.trainable_params
        return {
            "weights": c["base_bytes"] * shape.params,
            "adapters": 0.0,
            "gradients": optimizer["gradient"] * trained,
            "optimizer": optimizer["state"] * trained,
        }
    adapters = shape.adapter_params(setting.rank, all_linear=setting.all_linear)
    trained = adapters if setting.trainable_params is None else setting.trainable_params
    weights = c["base_bytes"] * shape.params
    if setting.method == "qlora":
        packed = c["packed_bytes"] if setting.base_bits == 4 else c["packed_8bit_bytes"]
        raised = setting.tables_in_fp32
        if raised is None:
            raised = c["stack"][setting.stack]["tables_in_fp32"]
        tables = c["unpacked_table_bytes"] if raised else c["base_bytes"]
        weights = packed * shape.body + tables * shape.tables
    return {
        "weights": weights,
        "adapters": c["adapter_bytes"] * trained,
        "gradients": c["adapter_gradient_bytes"] * trained,
        "optimizer": c["adapter_optimizer_bytes"] * trained,
    }


def _layer_bytes(shape: TuningShape, setting: MemorySetting) -> float:
    """Return what one layer keeps per token for its backward pass: 2 bytes for each stored vector.

    Full tuning keeps the input of every matrix; a frozen 16-bit base only what its non-linear parts need.
    Eager attention keeps its scores as well.
    """
    frozen = setting.method == "lora"
    vectors = (5.0 if frozen else 6.0) * shape.hidden + 2.0 * shape.kv_width
    vectors += (3.0 if frozen else 4.0) * shape.feed_forward
    scores = 0.0 if setting.flash_attention else shape.heads * setting.seq_len
    return 2.0 * vectors + float(memory_constants()["eager_score_bytes"]) * scores


def _kept_bytes(shape: TuningShape, setting: MemorySetting) -> float:
    each = 2.0 * shape.hidden if setting.checkpointing else _layer_bytes(shape, setting)
    return each * shape.layers


def _logit_bytes(setting: MemorySetting) -> float:
    if setting.fused_loss:
        return 0.0
    c = memory_constants()
    usual = float(c["stack"][setting.stack]["logits"])
    return max(usual, float(c["unequal_lengths"]["logits"])) if setting.unequal_lengths else usual


def _gathered(shape: TuningShape, setting: MemorySetting) -> float:
    """Return the weights that ZeRO-3 collects for the layers at work: two layers and both tables."""
    if setting.shards != "zero3" or setting.devices == 1:
        return 0.0
    return float(memory_constants()["base_bytes"]) * (2.0 * shape.layer_params + shape.tables)


def _overhead(tensors: float, setting: MemorySetting) -> float:
    stack = memory_constants()["stack"][setting.stack]
    held = tensors * (float(stack["fragmentation"]) - 1.0)
    return {
        "allocated": 0.0,
        "reserved": held,
        "process": held + 1e9 * float(stack["framework_gb"]),
    }[setting.kind]
