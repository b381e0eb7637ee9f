"""How long one token takes one device in training: products, attention, element-wise work, traffic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.flops import CAUSAL_ATTENTION, FLOPS_PER_WEIGHT
from advisor.estimate.training_shape import TrainShape
from advisor.estimate.training_speed import (
    USUAL_LINK_GB_S,
    device_factor,
    matmul_ceiling,
    network_gb_s,
)

STORED_BYTES = 34.0
"""Bytes of one token in one layer and unit of width that the forward pass leaves for the backward pass
(Korthikanti et al. 2022, arXiv:2205.05198), attention scores left out."""
LOGIT_BYTES = 16.0
"""Bytes moved for one token and word of the vocabulary: logits, their softmax and its gradient."""
DISPATCH_BYTES = 16.0
"""Bytes moved for one token, chosen expert and unit of width: out to the experts and back, both passes."""
SHARD_BYTES = 6.0
"""Bytes sent for each weight of a fully sharded model: gathered forwards and backwards, gradients reduced."""
SYNC_BYTES = 4.0
"""Bytes sent for each weight when gradients of whole copies are joined once a step."""
TENSOR_BYTES = 16.0
"""Bytes sent for one token, layer and unit of width by tensor parallelism: four reductions of 16 bits,
each sent twice."""
EXPERT_BYTES = 8.0
"""Bytes sent for one token, layer, chosen expert and unit of width: there and back, both passes."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a model is spread over devices and how much one device holds at once."""

    tp: int = 1
    """Devices that share each layer."""
    pp: int = 1
    """Stages one after another."""
    ep: int = 1
    """Devices that share the experts."""
    shard: int = 1
    """Devices among which weights and gradients are sharded (FSDP, ZeRO-3) and gathered layer by layer; 1
    when each replica keeps its own. The optimizer is always shared among all."""
    recompute: float = 0.0
    """Share of the forward pass that is computed again: 0, about 0.15 selectively, 1 in full."""
    micro_tokens: float = 0.0
    """Tokens that one replica holds at once; 0 when nobody knows, and then their traffic is left out."""
    step_tokens: float = 0.0
    """Tokens of one optimizer step over all devices; 0 when nobody knows."""
    offload: bool = False
    """Whether the optimizer runs in the memory of the host."""
    network_gb_s: float = 0.0
    """GB/s of one device out of its server; 0 for the usual of its generation."""


@dataclass(frozen=True, slots=True)
class StepTime:
    """Seconds of one device for one token, by what they are spent on."""

    products: float
    attention: float
    elementwise: float
    traffic: float
    """Sending that does not hide behind arithmetic."""
    waiting: float
    """Idle pipeline stages, and what is lost with scale."""

    @property
    def total(self) -> float:
        """Return the sum."""
        return self.products + self.attention + self.elementwise + self.traffic + self.waiting


def step_time(
    shape: TrainShape,
    device: Accelerator,
    gpus: float,
    seq_len: float,
    layout: Layout,
    c: Mapping[str, float],
    *,
    precision: str = "bf16",
    per_weight: float = FLOPS_PER_WEIGHT,
) -> StepTime:
    """Return the seconds of one device for one token.

    products = per_weight x active x again / (peak x ceiling x share x narrow x gain);
    attention = 6 x width x span x again / (peak x share); element-wise = bytes / bandwidth;
    traffic = bytes that do not overlap / link; waiting = bubble (stages - 1) / micro-batches, and
    (devices / 8)^scale. ``again`` is 1 + recompute share.

    Args:
        shape: The model.
        device: One device.
        gpus: Devices in the job.
        seq_len: Tokens of a sequence.
        layout: How it is spread.
        c: The fitted coefficients by id.
        precision: Class of arithmetic of the products: bf16, fp8 or fp4.
        per_weight: FLOPs for each active weight: 6, or 4 below adapters.
    """
    tpu = device.kind == "tpu"
    again = 1.0 + c["recompute"] * layout.recompute
    peak = device.bf16_tflops * 1e12
    products = per_weight * shape.active * again / (peak * _product_share(shape, device, precision, c))
    factor = device_factor("attention", device, c)
    width = CAUSAL_ATTENTION * per_weight / FLOPS_PER_WEIGHT * shape.attention * shape.span(seq_len)
    attention = width * again / (peak * c["attention"] * factor)
    elementwise = (
        _moved_bytes(shape, again, c) * per_weight / FLOPS_PER_WEIGHT / (device.bandwidth_gb_s * 1e9)
    )
    busy = products + attention + elementwise
    traffic = _traffic(shape, device, gpus, layout, again, c)
    grown = max(1.0, gpus / 8.0) ** c["scale.tpu" if tpu else "scale"]
    total = (busy + traffic) * (1.0 + _bubble(gpus, layout, c)) * grown
    return StepTime(products, attention, elementwise, traffic, total - busy - traffic)


def _product_share(shape: TrainShape, device: Accelerator, precision: str, c: Mapping[str, float]) -> float:
    """Return the share of the bf16 peak that the products with the weights reach; above 1 in 8 bits."""
    share = matmul_ceiling(device) * c["gemm"] * device_factor("gemm", device, c)
    share *= shape.hidden / (shape.hidden + c["narrow"])
    if shape.moe:
        share *= shape.expert_width / (shape.expert_width + c["expert_width"])
    return share * (1.0 if precision == "bf16" else c[precision])


def _moved_bytes(shape: TrainShape, again: float, c: Mapping[str, float]) -> float:
    """Return the bytes of element-wise work for one token."""
    moved = STORED_BYTES * shape.hidden * shape.layers * c["elementwise"]
    moved += DISPATCH_BYTES * shape.experts_per_token * shape.hidden * shape.layers * c["dispatch"]
    return moved * again + LOGIT_BYTES * shape.vocab


def _traffic(
    shape: TrainShape, device: Accelerator, gpus: float, layout: Layout, again: float, c: Mapping[str, float]
) -> float:
    """Return the seconds for one token that are spent sending and hidden behind nothing."""
    if device.kind == "tpu":
        return 0.0
    link = (device.link_gb_s or USUAL_LINK_GB_S) / 2.0 * 1e9
    network = min(link, (layout.network_gb_s or network_gb_s(device)) * 1e9)
    joined = min(link, network * device.devices_per_node)
    seconds = 0.0
    if layout.micro_tokens and layout.shard > 1:
        wire = link if layout.shard <= device.devices_per_node else joined
        seconds += c["overlap.data"] * SHARD_BYTES * shape.stored / layout.ep / wire / layout.micro_tokens
    if layout.step_tokens and gpus > layout.tp * layout.pp * layout.shard:
        wire = link if gpus <= device.devices_per_node else joined
        replica = layout.step_tokens * layout.tp * layout.pp * layout.shard / gpus
        seconds += c["overlap.data"] * SYNC_BYTES * shape.stored / layout.ep / wire / replica
    if layout.offload and layout.micro_tokens:
        seconds += c["offload"] * 1e-9 * shape.stored / gpus / layout.micro_tokens
    if layout.tp > 1:
        seconds += c["overlap.tensor"] * TENSOR_BYTES * shape.layers * shape.hidden * (layout.tp - 1) / link
    if layout.ep > 1:
        near = layout.ep * layout.tp <= device.devices_per_node
        per_device = link if near else network
        sent = EXPERT_BYTES * shape.layers * shape.experts_per_token * shape.hidden * again
        seconds += c["overlap.expert"] * sent * (1.0 - 1.0 / layout.ep) / per_device
    return seconds


def _bubble(gpus: float, layout: Layout, c: Mapping[str, float]) -> float:
    """Return idle time of a pipeline over its work: (stages - 1) / micro-batches, interleaved."""
    if layout.pp == 1 or not layout.step_tokens or not layout.micro_tokens:
        return 0.0
    replicas = max(1.0, gpus / layout.tp / layout.pp)
    batches = max(1.0, layout.step_tokens / replicas / layout.micro_tokens)
    return c["bubble"] * (layout.pp - 1) / batches
