"""What the terms of a step cost by the byte, the weight and the layer: many steps from a few."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import coefficient
from advisor.estimate.formats import Format
from advisor.estimate.memory import budget, weight_bytes
from advisor.estimate.software import Software
from advisor.estimate.step import Layout, StepModel, step_model
from advisor.estimate.step_terms import link_seconds

UNIT = 1e9
"""Weights of each part of a probe: large enough that every term of its step is well above rounding."""
ALONE = Layout()
Shares = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Rates:
    """Seconds that one device needs with one format of the weights."""

    usable: float
    """Bytes of memory for weights and caches."""
    sequences: float
    """Most requests that one scheduler takes."""
    dense_byte: float
    expert_byte: float
    cache_byte: float
    dense_weight: float
    """Multiplying one token by one weight of a model without experts."""
    mixed_weight: float
    """The same outside the experts of a mixture."""
    expert_weight: float
    head_weight: float
    sequence: float
    """Host work on one sequence."""
    attention: float
    """One unit of attention width over one earlier token."""
    step: float
    """Host work on a step."""
    layer: float
    expert_layer: float
    """What experts add to the launches of a layer."""
    latent_layer: float
    ramp: float
    """Start and end of products, for the root of their seconds times those of the launches."""


@dataclass(frozen=True, slots=True)
class Split:
    """By how much less time each term takes over the devices of a layout, and what their links add."""

    dense: float
    experts: float
    products: float
    expert_products: float
    link_token: float
    """Seconds a token for each number of the hidden state, in each layer."""
    link_ramp: float
    """Seconds for the root of the tokens and of the numbers of the hidden state, in each layer."""
    link_layer: float
    link_step: float


@cache
def _probe(mixture: bool, layers: int, head: float) -> Architecture:
    """Return a model with known sizes: all dense weights, or eight experts of which a token uses one."""
    return Architecture(
        name="probe",
        layers=layers,
        hidden=1,
        heads=64,
        kv_shards=64,
        vocab=1,
        max_context=1,
        dense_params=0.0 if mixture else UNIT,
        expert_params=8.0 * UNIT if mixture else 0.0,
        embedding_params=0.0,
        head_params=head,
        tied_embeddings=True,
        experts=8 if mixture else 0,
        experts_per_token=1 if mixture else 0,
        kv_full=1.0,
        kv_windowed=0.0,
        window=0,
        prefill_dims=1.0,
        decode_dims=1.0,
        windowed_share=0.0,
        native_precision="bf16",
        latent_attention=False,
    )


@cache
def _latent_probe() -> Architecture:
    """Return a mixture with a latent cache and hardly any experts, whose dense weights are known."""
    return replace(_probe(True, 1, UNIT), dense_params=UNIT, expert_params=1.0, latent_attention=True)


def rates_of(device: Accelerator, weights: Format) -> Rates:
    """Return what terms cost on one device with a format, from the steps of four probes.

    Each term of a step is a straight function of one size of the model, so a probe with that size at 1e9
    and the others away gives its slope.
    """

    def step_of(arch: Architecture) -> StepModel:
        return step_model(arch, device, ALONE, weights, 1.0)

    short, deep = _probe(False, 1, UNIT), _probe(False, 2, 2.0 * UNIT)
    mixture = _probe(True, 1, UNIT)
    one, two, mixed, latent = (step_of(a) for a in (short, deep, mixture, _latent_probe()))
    stored, experts = weight_bytes(short, weights), weight_bytes(mixture, weights)
    memory = budget(short, device, weights, 1.0, 1.0)
    head = (two.head_s - one.head_s) / UNIT
    return Rates(
        usable=memory.free + memory.weights,
        sequences=coefficient("engine.batch_cap"),
        dense_byte=one.dense_s / stored.dense,
        expert_byte=mixed.expert_s / experts.experts,
        cache_byte=one.cache_s_per_byte,
        dense_weight=one.token_s / UNIT,
        mixed_weight=latent.token_s / UNIT,
        expert_weight=mixed.token_s / UNIT,
        head_weight=head,
        sequence=one.head_s - head * UNIT,
        attention=one.decode_attention_s / 2.0,
        step=2.0 * one.fixed_s - two.fixed_s,
        layer=two.fixed_s - one.fixed_s,
        expert_layer=mixed.fixed_s - one.fixed_s,
        latent_layer=latent.fixed_s - mixed.fixed_s,
        ramp=one.ramp / math.sqrt(one.fixed_s),
    )


def split_of(device: Accelerator, layout: Layout, shares: Shares) -> Split:
    """Return what a layout does to each term.

    Args:
        device: The device, for its links.
        layout: The layout.
        shares: What the layout does whatever the device.
    """
    probes = _probe(layout.attention_dp, 1, UNIT), _probe(layout.attention_dp, 2, UNIT)
    first, second = (link_seconds(probe, device, layout, Software()) for probe in probes)
    return Split(
        *shares,
        link_token=second.token_s - first.token_s,
        link_ramp=first.ramp_s,
        link_layer=second.fixed_s - first.fixed_s,
        link_step=2.0 * first.fixed_s - second.fixed_s,
    )


def shares_of(device: Accelerator, weights: Format, layout: Layout) -> Shares:
    """Return the times of the terms of a layout over those of one device, the same for any device and format:
    dense weights, experts, products outside and inside of experts."""
    plain, mixture = _probe(False, 1, UNIT), _probe(True, 1, UNIT)
    one, mixed = (step_model(a, device, ALONE, weights, 1.0) for a in (plain, mixture))
    many, dealt = (step_model(a, device, layout, weights, 1.0) for a in (plain, mixture))
    return (
        many.dense_s / one.dense_s,
        dealt.expert_s / mixed.expert_s,
        many.token_s / one.token_s,
        dealt.token_s / mixed.token_s,
    )
