"""Arithmetic, links and launches of a step, in seconds."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import coefficient, for_device, is_mesh, link_kind
from advisor.estimate.formats import Arithmetic, Format, arithmetic
from advisor.estimate.memory import GB
from advisor.estimate.software import Software

ROOT_COMPLEX_GB_S = 25.0
"""One direction of a PCIe 4.0 x16 slot as programs see it, for devices without a link of their own."""
SIXTEEN = Format("bf16", 16.0, "all", ("bf16",), "")


@dataclass(frozen=True, slots=True)
class Layout:
    """How one replica is spread over devices."""

    tp: int = 1
    pp: int = 1
    ep: int = 1
    attention_dp: bool = False

    @property
    def devices(self) -> int:
        """Return the devices of one replica."""
        return self.tp * self.pp

    @property
    def schedulers(self) -> int:
        """Return how many hosts share the sequences: one for each device with attention data parallelism."""
        return self.tp if self.attention_dp else 1

    @property
    def deals_experts(self) -> bool:
        """Tell whether whole experts live on one device each, so that the busiest device sets the pace."""
        return self.ep > 1 or self.attention_dp


def gemm_share(device: Accelerator, weights: Format, found: Arithmetic) -> float:
    """Return the share of a peak that matrix products reach: of the format times of the generation."""
    generation, _ = for_device("compute", device)
    by_format = coefficient(f"gemm.{found.peak}") if found.native else coefficient("gemm.unpacked")
    if found.native and found.peak == "fp4":
        by_format = coefficient(f"gemm.{weights.id}")
    return by_format * generation


def arithmetic_seconds(
    arch: Architecture, device: Accelerator, weights: Format, layout: Layout
) -> tuple[float, float, float]:
    """Return seconds a token through the body, through the output matrix, and seconds a FLOP of attention.

    ``2 * weights / (peak * share)``. Experts are multiplied in small groups, less well than dense layers,
    and where devices hold different experts the busiest one is waited for.
    """
    sixteen = Arithmetic("bf16", device.bf16_tflops, native=True)
    plain = sixteen.tflops * 1e12 * layout.devices * gemm_share(device, SIXTEEN, sixteen)
    found = arithmetic(device, weights)
    fast = found.tflops * 1e12 * layout.devices * gemm_share(device, weights, found)
    outside = plain if weights.scope == "experts" and arch.experts else fast
    body = 2.0 * arch.dense_params / outside
    if arch.experts:
        wait = coefficient("experts.imbalance") if layout.deals_experts else 1.0
        grouped = fast * coefficient("gemm.experts") / wait
        body += 2.0 * arch.expert_params * arch.expert_share / grouped
    return body, 2.0 * arch.head_params / plain, 1.0 / (plain * coefficient("attention.share"))


@dataclass(frozen=True, slots=True)
class LinkTime:
    """What the links between devices add to a step: ``token * tokens + ramp * sqrt(tokens) + fixed``."""

    token_s: float = 0.0
    ramp_s: float = 0.0
    fixed_s: float = 0.0


def link_seconds(arch: Architecture, device: Accelerator, layout: Layout, software: Software) -> LinkTime:
    """Return the time on the links between devices.

    A tensor-parallel layer adds up twice over all devices: ``2 (tp-1)/tp * hidden * 2 bytes`` a token
    each; with attention data parallelism a token travels to its experts and back instead. An all-reduce of
    ``b`` bytes takes ``latency + b / bandwidth + ramp * sqrt(latency * b / bandwidth)``: it moves in pieces,
    and the best size of a piece grows with the root of the message.
    """
    if layout.devices == 1:
        return LinkTime()
    kind = link_kind(device.link) if device.link_gb_s else "pcie"
    one_way = _one_way_bytes_s(device, kind, layout.devices)
    latency = coefficient(f"{kind}.latency_us") * 1e-6 * software.link_factor
    token = ramp = fixed = 0.0
    if layout.tp > 1:
        reduced = 2.0 * (layout.tp - 1) / layout.tp
        travelled = 2.0 * reduced
        if layout.attention_dp:
            wait = coefficient("experts.imbalance")
            travelled = 2.0 * min(arch.experts_per_token, layout.tp) / layout.tp * wait
        else:
            each = latency * reduced * arch.hidden * 2.0 / one_way
            ramp = 2.0 * arch.layers * coefficient("link.ramp") * math.sqrt(each)
        token += arch.layers * travelled * arch.hidden * 2.0 / one_way
        fixed += 2.0 * arch.layers * latency * (layout.tp / 2.0) ** coefficient("link.growth")
    if layout.pp > 1:
        token += (layout.pp - 1) * arch.hidden * 2.0 / one_way
        fixed += (layout.pp - 1) * 2.0 * latency
    return LinkTime(token, ramp, fixed)


def _one_way_bytes_s(device: Accelerator, kind: str, devices: int) -> float:
    """Return the bytes a second that one device sends to the others of a group.

    A switch gives each device all of its links; in a mesh, where each pair has one of its own, a group of n
    uses ``n - 1`` of them.
    """
    rated = device.link_gb_s / 2.0 if device.link_gb_s and kind == "link" else ROOT_COMPLEX_GB_S
    used = 1.0
    if is_mesh(device.link) and device.devices_per_node > 1:
        used = min(1.0, (devices - 1) / (device.devices_per_node - 1))
    return rated * GB * coefficient(f"{kind}.share") * used


def launch_seconds(arch: Architecture, device: Accelerator, weights: Format, software: Software) -> float:
    """Return the seconds that launches and the host add to a step.

    A layer is a row of kernels; routing to experts, unpacking a shared latent and scaling inputs to a
    4-bit float add more of them, slower ones where the software of a generation is young.
    """
    generation, _ = for_device("launch", device)
    added = coefficient("overhead.expert_layer_us") if arch.experts else 0.0
    if arch.latent_attention:
        added += coefficient("overhead.latent_layer_us")
    if added:
        added *= for_device("launch_experts", device)[0]
    layer = (coefficient("overhead.layer_us") + added) * generation * software.launch_factor
    if weights.bits < 8.0 and arithmetic(device, weights).peak == "fp4":
        layer += coefficient("overhead.fp4_layer_us")
    return (arch.layers * layer + coefficient("overhead.step_us")) * 1e-6
