"""The time of one step of an inference engine, as a sum of physical terms."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import coefficient, engine_factor, for_device, link_kind
from advisor.estimate.formats import Arithmetic, Format, arithmetic
from advisor.estimate.memory import GB, WeightBytes, kv_shards, weight_bytes

ROOT_COMPLEX_GB_S = 25.0
"""One direction of a PCIe 4.0 x16 slot as programs see it, for devices without a link of their own."""


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


@dataclass(frozen=True, slots=True)
class StepModel:
    """Seconds of each term of a step, ready to be added up."""

    arch: Architecture
    dense_s: float
    """Reading every weight that all tokens use."""
    expert_s: float
    """Reading all routed experts."""
    cache_s_per_byte: float
    cache_element: float
    token_s: float
    """Multiplying one token through the body."""
    head_s: float
    """Multiplying one token through the output matrix."""
    prompt_attention_s: float
    """Attention of one prompt token to one earlier token."""
    decode_attention_s: float
    link_token_s: float
    fixed_s: float
    """Launches, host work and collective latencies of one step."""
    distance: int
    """0 when the device's generation was measured, 1 when its vendor was, 2 when neither was."""

    def seconds(
        self, decode: float, prompt: float, context: float, prompt_context: float, chunk: float = 0.0
    ) -> float:
        """Return the seconds of a step that mixes generated and prompt tokens.

        ``weights/bandwidth + cache/bandwidth + multiplications/peak + links + fixed``: a plain sum.

        Args:
            decode: Sequences that generate one token each.
            prompt: Prompt tokens processed beside them.
            context: Mean tokens in the cache of a generating sequence.
            prompt_context: Mean earlier tokens that a prompt token attends to.
            chunk: Prompt tokens that come in one piece; 0 when they come in every step.
        """
        arch = self.arch
        tokens = decode + prompt
        total = self.dense_s
        if self.expert_s:
            total += self.expert_s * self._experts_read(decode, prompt, chunk)
        total += decode * arch.kv_bytes(context, self.cache_element) * self.cache_s_per_byte
        total += tokens * (self.token_s + self.link_token_s) + decode * self.head_s
        total += decode * arch.seen(context) * self.decode_attention_s
        if prompt:
            total += prompt * arch.seen(prompt_context) * self.prompt_attention_s
        return total + self.fixed_s

    def _experts_read(self, decode: float, prompt: float, chunk: float) -> float:
        """Return the mean share of routed experts that a step reads.

        Prompts come in pieces of ``chunk`` tokens, so ``prompt / chunk`` of the steps carry one and the
        others touch the experts of their generated tokens only.
        """
        alone = self.arch.experts_read(decode)
        if not prompt:
            return alone
        carrying = min(1.0, prompt / chunk) if chunk else 1.0
        return alone + carrying * (self.arch.experts_read(decode + max(prompt, chunk)) - alone)


def step_model(
    arch: Architecture,
    device: Accelerator,
    layout: Layout,
    weights: Format,
    cache_element: float,
    stored: WeightBytes | None = None,
    engine: str = "",
) -> StepModel:
    """Return the step model of one replica."""
    stored = stored or weight_bytes(arch, weights)
    devices = layout.devices
    share, distance = for_device("bandwidth", device)
    speed = device.bandwidth_gb_s * GB * share
    readers = layout.tp
    dense_readers = 1 if layout.attention_dp else readers
    shards = kv_shards(arch, layout.tp, attention_dp=layout.attention_dp) * layout.pp
    body_s, head_s, attention_s = _compute(arch, device, weights, devices)
    link_s, link_fixed_s = _links(arch, device, layout)
    return StepModel(
        arch=arch,
        dense_s=stored.dense / (speed * dense_readers),
        expert_s=stored.experts * coefficient("experts.spread") / (speed * readers),
        cache_s_per_byte=1.0 / (speed * shards),
        cache_element=cache_element,
        token_s=body_s,
        head_s=head_s,
        prompt_attention_s=2.0 * arch.prefill_dims * attention_s,
        decode_attention_s=2.0 * arch.decode_dims * attention_s,
        link_token_s=link_s,
        fixed_s=link_fixed_s + _launch(arch, device, engine),
        distance=distance,
    )


def gemm_share(device: Accelerator, weights: Format, found: Arithmetic) -> float:
    """Return the share of a peak that matrix products reach, from 0 to 1."""
    generation, _ = for_device("compute", device)
    by_format = coefficient(f"gemm.{found.peak}") if found.native else coefficient("gemm.unpacked")
    if found.native and weights.scope == "experts":
        by_format = coefficient(f"gemm.{weights.id}")
    return min(1.0, by_format * generation)


def _compute(
    arch: Architecture, device: Accelerator, weights: Format, devices: int
) -> tuple[float, float, float]:
    """Return seconds a token through the body, through the output matrix, and seconds a FLOP of attention."""
    sixteen = Arithmetic("bf16", device.bf16_tflops, native=True)
    generation, _ = for_device("compute", device)
    plain = sixteen.tflops * 1e12 * devices * min(1.0, coefficient("gemm.bf16") * generation)
    found = arithmetic(device, weights)
    fast = found.tflops * 1e12 * devices * gemm_share(device, weights, found)
    outside = plain if weights.scope == "experts" and arch.experts else fast
    expert_rate = fast * coefficient("gemm.experts")
    body = 2.0 * arch.dense_params / outside + 2.0 * arch.expert_params * arch.expert_share / expert_rate
    return body, 2.0 * arch.head_params / plain, 1.0 / (plain * coefficient("attention.share"))


def _links(arch: Architecture, device: Accelerator, layout: Layout) -> tuple[float, float]:
    """Return seconds a token on the links between devices, and the fixed latency of a step.

    A tensor-parallel layer adds up twice over all devices: ``2 (tp-1)/tp * hidden * 2 bytes`` a token
    each; with attention data parallelism a token travels to its experts and back instead.
    """
    if layout.devices == 1:
        return 0.0, 0.0
    kind = link_kind(device.link) if device.link_gb_s else "pcie"
    rated = device.link_gb_s / 2.0 if device.link_gb_s and kind == "link" else ROOT_COMPLEX_GB_S
    one_way = rated * GB * coefficient(f"{kind}.share")
    latency = coefficient(f"{kind}.latency_us") * 1e-6
    per_token = fixed = 0.0
    if layout.tp > 1:
        if layout.attention_dp:
            travelled = 2.0 * min(arch.experts_per_token, layout.tp) / layout.tp
        else:
            travelled = 4.0 * (layout.tp - 1) / layout.tp
        per_token += arch.layers * travelled * arch.hidden * 2.0 / one_way
        fixed += 2.0 * arch.layers * latency * (layout.tp / 2.0) ** coefficient("link.growth")
    if layout.pp > 1:
        per_token += (layout.pp - 1) * arch.hidden * 2.0 / one_way
        fixed += (layout.pp - 1) * 2.0 * latency
    return per_token, fixed


def _launch(arch: Architecture, device: Accelerator, engine: str) -> float:
    """Return the seconds that launches and the host add to a step."""
    generation, _ = for_device("launch", device)
    layer = coefficient("overhead.layer_us")
    if arch.experts:
        layer += coefficient("overhead.expert_layer_us")
    generation *= engine_factor(engine)
    return (arch.layers * layer * generation + coefficient("overhead.step_us")) * 1e-6
