"""What fits: weights, KV cache and overhead against the memory that a device really offers."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import coefficient
from advisor.estimate.formats import Format, usable_share

GB = 1e9
MIB = 2.0**20
SMALL_CARD_SHARE, SMALL_CARD_GB = 0.12, 0.3
"""Overhead is at most this share of a card and so many GB more, as programs for small cards keep it small;
an assumption, which binds below about 20 GB only."""


@dataclass(frozen=True, slots=True)
class WeightBytes:
    """Bytes of a model's weights by what reads them."""

    dense: float
    """Attention, shared layers and the output matrix."""
    experts: float
    tables: float
    """The input table: stored, hardly read."""

    @property
    def total(self) -> float:
        """Return all stored bytes."""
        return self.dense + self.experts + self.tables


@dataclass(frozen=True, slots=True)
class MemoryBudget:
    """The memory of one device of a replica, in bytes."""

    usable: float
    weights: float
    overhead: float
    """Runtime, graphs and activations."""
    kv_per_sequence: float
    free: float
    """Left for the KV cache; negative when the model does not fit."""

    @property
    def needed(self) -> float:
        """Return what one sequence needs."""
        return self.weights + self.overhead + self.kv_per_sequence


def weight_bytes(arch: Architecture, weights: Format) -> WeightBytes:
    """Return the bytes of weights in a format.

    ``bits/8`` a weight inside the format's scope and 2 bytes outside of it: quantizers leave the two
    vocabulary tables in 16 bit, and the 4-bit floats of mixture models cover the routed experts only.
    Norms, routers and the small parts of recurrent layers keep 16 bits in every format. A tied table is
    stored once, as the output matrix; encoders beside the decoder keep 16 bits unless the whole file is
    quantized.
    """
    inside = weights.bits / 8.0
    body = 2.0 if weights.scope == "experts" and arch.experts else inside
    head, table = weights.head_bits / 8.0, weights.table_bits / 8.0
    stored_table = 0.0 if arch.tied_embeddings else arch.embedding_params
    return WeightBytes(
        dense=arch.dense_params * body + arch.small_params * (2.0 - body) + arch.head_params * head,
        experts=arch.expert_params * inside,
        tables=(stored_table + arch.side_params) * table,
    )


def usable_bytes(device: Accelerator) -> float:
    """Return the bytes that a program can use on one device: what the driver reports, where it was read."""
    if device.visible_mib:
        return device.visible_mib * MIB * usable_share("reported")
    return device.memory_gb * usable_share(device.kind) * GB


def as_sold(device: Accelerator, gb: float) -> float:
    """Return an amount of memory, in 10^9 bytes, in the GB of a device's label, which are mostly 2^30 bytes.

    gb x GB of the label / what the driver reports, where it was read.
    """
    if not device.visible_mib:
        return gb
    return gb * device.memory_gb * GB / (device.visible_mib * MIB)


def kv_shards(arch: Architecture, tp: int, *, attention_dp: bool = False) -> int:
    """Return over how many devices of a tensor-parallel group the cache of all sequences is spread.

    By KV heads, so a shared latent is copied to every device, unless each device attends for its own
    sequences (attention data parallelism).
    """
    return tp if attention_dp else min(tp, arch.kv_shards)


def budget(
    arch: Architecture,
    device: Accelerator,
    weights: Format,
    kv_bytes: float,
    context: float,
    *,
    tp: int = 1,
    pp: int = 1,
    attention_dp: bool = False,
    stored: WeightBytes | None = None,
) -> MemoryBudget:
    """Return the memory of one device of a replica of ``tp * pp`` devices.

    Args:
        arch: The model.
        device: One device.
        weights: Format of the weights.
        kv_bytes: Bytes of one cached element.
        context: Tokens of one sequence that stay in the cache.
        tp: Devices that share each layer.
        pp: Groups of devices that share the layers.
        attention_dp: Whether each device attends for its own sequences.
        stored: The bytes of the weights, when already computed.
    """
    stored = stored or weight_bytes(arch, weights)
    devices = tp * pp
    usable = usable_bytes(device) * coefficient("memory.utilisation")
    dense_share = pp if attention_dp else devices
    held = (stored.experts / devices) + (stored.dense + stored.tables) / dense_share
    overhead = coefficient("memory.overhead_gb") * GB + coefficient("memory.activation_gb_per_width") * GB * (
        arch.hidden / 8192.0
    )
    overhead = min(overhead, SMALL_CARD_SHARE * usable + SMALL_CARD_GB * GB)
    shards = kv_shards(arch, tp, attention_dp=attention_dp) * pp
    one = arch.kv_bytes(context, kv_bytes) / shards
    return MemoryBudget(usable, held, overhead, one, usable - held - overhead)
