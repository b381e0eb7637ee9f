"""The time of one step of an inference engine, as a sum of physical terms."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import coefficient, for_device
from advisor.estimate.formats import Format
from advisor.estimate.memory import GB, WeightBytes, kv_shards, weight_bytes
from advisor.estimate.software import Software
from advisor.estimate.step_terms import Layout, arithmetic_seconds, launch_seconds, link_seconds

__all__ = ["Layout", "StepModel", "step_model"]


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
    """Multiplying one token through the output matrix, and the host's work on it."""
    prompt_attention_s: float
    """Attention of one prompt token to one earlier token."""
    decode_attention_s: float
    link_token_s: float
    link_ramp_s: float
    """On the links, for the root of the number of tokens."""
    fixed_s: float
    """Launches, host work and collective latencies of one step."""
    ramp: float
    """Seconds for the root of the seconds of all matrix products; see :meth:`seconds`."""
    distance: int
    """0 when the device's generation was measured, 1 when its vendor was, 2 when neither was."""

    def seconds(
        self, decode: float, prompt: float, context: float, prompt_context: float, chunk: float = 0.0
    ) -> float:
        """Return the seconds of a step that mixes generated and prompt tokens.

        ``weights/bandwidth + cache/bandwidth + multiplications/peak + links + fixed``: a plain sum, and
        ``ramp * sqrt(products * launches)`` for the start and the end of each product, when part of the
        device idles. Beyond those of one token, tokens like the same experts: a share ``spread`` of an even
        choice is read.

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
            spread = coefficient("experts.spread")
            read = spread * self._experts_read(decode, prompt, chunk)
            total += self.expert_s * (read + (1.0 - spread) * arch.expert_share)
        total += tokens * self.token_s
        total += self.ramp * math.sqrt(total)
        total += decode * arch.kv_bytes(context, self.cache_element) * self.cache_s_per_byte
        total += tokens * self.link_token_s + decode * self.head_s
        if self.link_ramp_s:
            total += self.link_ramp_s * math.sqrt(tokens)
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
    software: Software | str = "",
) -> StepModel:
    """Return the step model of one replica.

    Args:
        arch: The model.
        device: One device.
        layout: How the replica is spread over devices.
        weights: Format of the weights.
        cache_element: Bytes of one cached element.
        stored: The bytes of the weights, when already computed.
        software: The engine, by name or with its year.
    """
    engine = Software(software) if isinstance(software, str) else software
    stored = stored or weight_bytes(arch, weights)
    share, distance = for_device("bandwidth", device)
    slow = engine.kernel_factor
    speed = device.bandwidth_gb_s * GB * share / slow
    dense_readers = 1 if layout.attention_dp else layout.tp
    shards = kv_shards(arch, layout.tp, attention_dp=layout.attention_dp) * layout.pp
    wide = coefficient("experts.wide") if weights.bits >= 8.0 else 1.0
    body_s, head_s, attention_s = arithmetic_seconds(arch, device, weights, layout)
    link = link_seconds(arch, device, layout, engine)
    launches = launch_seconds(arch, device, weights, engine)
    return StepModel(
        arch=arch,
        dense_s=stored.dense / (speed * dense_readers),
        expert_s=stored.experts * wide / (speed * layout.tp),
        cache_s_per_byte=1.0 / (speed * shards),
        cache_element=cache_element,
        token_s=body_s * slow,
        head_s=head_s * slow + coefficient("host.sequence_us") * 1e-6 / layout.schedulers,
        prompt_attention_s=2.0 * arch.prefill_dims * attention_s * slow,
        decode_attention_s=2.0 * arch.decode_dims * attention_s * slow,
        link_token_s=link.token_s,
        link_ramp_s=link.ramp_s,
        fixed_s=link.fixed_s + launches,
        ramp=coefficient("overhead.ramp") * math.sqrt(launches),
        distance=distance,
    )
