"""Which models and devices a search leaves out unseen: those that another beats in every term of a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.batching import held_context, step_seconds
from advisor.estimate.formats import (
    arithmetic,
    default_kv,
    format_named,
    kv_element_bytes,
    runs_unpacked,
)
from advisor.estimate.memory import usable_bytes, weight_bytes
from advisor.estimate.step import Layout, StepModel, step_model

_T = TypeVar("_T")

PROBED_FORMATS = ("fp8", "int4", "mxfp4")
"""One for each sort of arithmetic: 8-bit floats, unpacked to 16 bit, 4-bit floats."""
NOTABLE = 1.1
"""A gain of less than a tenth is within the error of every estimate, and not looked for."""
PROBED_BATCHES = (1.0, 8.0, 64.0, 512.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that may serve; a higher class is worth more."""

    id: str
    arch: Architecture
    rank: int
    native: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A device at a price."""

    accelerator: Accelerator
    usd_hour: float


def formats_for(candidate: Candidate, device: Accelerator, wanted: str = "") -> tuple[str, ...]:
    """Return the weight formats worth trying on a device.

    The named one, the model's own when it is quantized, or 8 and 4 bit, with 16 bit in the place of 8 where
    the device has no 8-bit floats; none that the device neither multiplies nor unpacks.
    """
    tried: tuple[str, ...] = (wanted,) if wanted else (candidate.native,)
    if not wanted and candidate.native == "bf16":
        tried = ("fp8" if device.fp8_tflops else "bf16", "int4")
    if runs_unpacked(device.kind):
        return tried
    return tuple(name for name in tried if arithmetic(device, format_named(name)).native)


def best_offers(offers: Sequence[Offer], probe: Architecture) -> list[Offer]:
    """Return the offers that none beats in price, memory, size of a machine and the terms of a step.

    Args:
        offers: Devices with their prices.
        probe: A model that all of them are tried with.
    """
    priced = sorted(offers, key=lambda o: (o.usd_hour, o.accelerator.id))
    return _unbeaten(priced, [_device_terms(offer, probe) for offer in priced])


def best_candidates(
    candidates: Sequence[Candidate], probes: Sequence[Accelerator], isl: float, osl: float, wanted: str = ""
) -> list[Candidate]:
    """Return the models that none of their class or above beats in memory and in the time of a step.

    A step is compared with few and with many requests, and with a prompt alone, on each probe.

    Args:
        candidates: The models.
        probes: Devices that all of them are tried on; the extremes of arithmetic over bandwidth.
        isl: Tokens in.
        osl: Tokens out.
        wanted: Format of the weights; empty for those that suit a model.
    """
    sized = sorted(candidates, key=lambda c: (-c.rank, c.arch.total_params, c.id))
    return _unbeaten(sized, [_model_terms(one, probes, isl, osl, wanted) for one in sized])


def _unbeaten(things: Sequence[_T], terms: Sequence[tuple[float, ...]]) -> list[_T]:
    """Return the things that are notably below every one before them in some term; terms are positive."""
    kept: list[int] = []
    for place, mine in enumerate(terms):
        reach = [NOTABLE * term for term in mine]
        if not any(all(a <= b for a, b in zip(terms[k], reach, strict=True)) for k in kept):
            kept.append(place)
    return [things[k] for k in kept]


def _device_terms(offer: Offer, probe: Architecture) -> tuple[float, ...]:
    device = offer.accelerator
    terms = [offer.usd_hour, 1.0 / usable_bytes(device), 1.0 / device.devices_per_node]
    for name in PROBED_FORMATS:
        weights = format_named(name)
        element = kv_element_bytes(default_kv(device, weights))
        terms += _terms(step_model(probe, device, Layout(tp=2), weights, element))
    return tuple(terms)


def _model_terms(
    one: Candidate, probes: Sequence[Accelerator], isl: float, osl: float, wanted: str
) -> tuple[float, ...]:
    terms = [2.0**-one.rank]
    for probe in probes:
        for name in _spread(formats_for(one, probe, wanted) or ("bf16",)):
            weights = format_named(name)
            element = kv_element_bytes(default_kv(probe, weights))
            model = step_model(one.arch, probe, Layout(tp=2), weights, element)
            held = one.arch.kv_bytes(held_context(isl, osl), element)
            terms += (weight_bytes(one.arch, weights).total, held, model.seconds(0.0, isl, 0.0, isl / 2.0))
            terms += (step_seconds(model, batch, isl, osl) for batch in PROBED_BATCHES)
    return tuple(terms)


def _spread(names: tuple[str, ...]) -> tuple[str, str]:
    """Return the first and the last of some formats, so that all models have as many terms."""
    return names[0], names[-1]


def _terms(model: StepModel) -> tuple[float, ...]:
    return (
        model.dense_s,
        model.expert_s,
        model.cache_s_per_byte * model.cache_element,
        model.token_s,
        model.head_s,
        model.prompt_attention_s,
        model.link_token_s,
        model.link_ramp_s,
        model.fixed_s,
        model.ramp,
    )
