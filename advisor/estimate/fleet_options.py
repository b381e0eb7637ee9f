"""Layouts of models on devices that a search may try, with the bounds of each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.estimate.fleet_bounds import Power, Work, bounds, power_of, work_of
from advisor.estimate.fleet_dominance import Candidate, Offer, formats_for
from advisor.estimate.formats import Format, format_named, kv_element_bytes
from advisor.estimate.layouts import layouts_on
from advisor.estimate.limits import Limits
from advisor.estimate.step import Layout
from advisor.estimate.techniques import PLAIN, Techniques


@dataclass(frozen=True, slots=True)
class Wanted:
    """The load, the limits and the money."""

    rate_s: float
    """Requests a second at the peak."""
    isl: int
    osl: int
    limits: Limits
    budget_usd_hour: float = math.inf
    headroom: float = 0.0
    """Least capacity over the peak, less one."""
    max_devices: int = 64
    weights: str = ""
    """Format of the weights; empty tries those that suit a model and a device."""
    techniques: Techniques = PLAIN


@dataclass(frozen=True, slots=True)
class Option:
    """A layout that its bounds do not rule out."""

    points: tuple[tuple[float, float], ...]
    """Least USD an hour and seconds of a request: with the fewest copies, one more, and any number more."""
    candidate: Candidate
    offer: Offer
    weights: Format
    layout: Layout


def options_for(candidates: Sequence[Candidate], offers: Sequence[Offer], wanted: Wanted) -> Iterator[Option]:
    """Yield every layout of every model on every device that its bounds do not rule out."""
    probe = min(candidates, key=lambda c: (c.arch.experts, -c.arch.layers, c.id)).arch
    smallest = kv_element_bytes("fp8")
    cached = min(wanted.techniques.prefix_tokens, wanted.isl - 1)
    works: dict[tuple[str, str], Work] = {}
    powers: dict[tuple[str, str, Layout], Power] = {}
    for candidate in candidates:
        for offer in offers:
            device = offer.accelerator
            for name in formats_for(candidate, device, wanted.weights):
                weights = format_named(name)
                work = works.get((candidate.id, weights.id))
                if work is None:
                    work = work_of(candidate.arch, weights, wanted.isl, wanted.osl, smallest, cached)
                    works[candidate.id, weights.id] = work
                for layout in layouts_on(
                    candidate.arch, device, wanted.max_devices, wanted.techniques.network
                ):
                    key = (device.id, weights.id, layout)
                    power = powers.get(key)
                    if power is None:
                        power = powers[key] = power_of(device, weights, probe, layout)
                    points = _bounded(work, power, layout.devices * offer.usd_hour, layout, wanted)
                    if points:
                        yield Option(points, candidate, offer, weights, layout)


def _bounded(
    work: Work, power: Power, usd_hour: float, layout: Layout, wanted: Wanted
) -> tuple[tuple[float, float], ...]:
    """Return the points of an option by its bounds; a draft may beat the time of one token's reads."""
    drafted = wanted.techniques.draft.tokens + 1.0 if wanted.techniques.draft else 1.0
    token, total = wanted.limits.token_ms, wanted.limits.total_ms
    longest = math.inf if token is None else token * 1e-3 * drafted
    best = bounds(work, power, longest, math.inf if total is None else total * 1e-3 * drafted)
    if best is None:
        return ()
    copies = copies_for(best.rate_s * drafted, wanted)
    if not affordable(copies, usd_hour, layout, wanted):
        return ()
    rates = (wanted.rate_s / copies / drafted, wanted.rate_s / (copies + 1) / drafted, 0.0)
    return tuple(
        ((copies + more) * usd_hour, best.total_s(rate) / drafted) for more, rate in enumerate(rates)
    )


def copies_for(rate_s: float, wanted: Wanted) -> int:
    """Return how many copies of such a rate carry the load with its headroom."""
    return max(1, math.ceil(wanted.rate_s * (1.0 + wanted.headroom) / rate_s - 1e-9))


def affordable(copies: int, usd_hour: float, layout: Layout, wanted: Wanted) -> bool:
    """Tell whether so many copies at a price each are within the money and the devices."""
    within = copies * usd_hour <= wanted.budget_usd_hour
    return within and copies * layout.devices <= wanted.max_devices
