"""Every model on every device that can be had, for a load within limits and a budget."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.fleet_bounds import Power, Work, bounds, power_of, work_of
from advisor.estimate.fleet_dominance import (
    NOTABLE,
    Candidate,
    Offer,
    best_candidates,
    best_offers,
    formats_for,
)
from advisor.estimate.formats import Format, format_named, kv_element_bytes, spans_machines
from advisor.estimate.layouts import ways
from advisor.estimate.network import Network
from advisor.estimate.operating import Replica
from advisor.estimate.reach import ALMOST_NONE, NEARLY_FULL, Limits, OpenLoop, Times, most_rate
from advisor.estimate.serve_records import ServeRequest
from advisor.estimate.step import Layout
from advisor.estimate.techniques import PLAIN, Techniques, replica_at_work

MOST_MACHINES = 4
ENOUGH_HEADROOM = 1.0
"""Capacity beyond twice the peak is worth nothing more to a choice."""


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
class Choice:
    """Devices that carry the load within the limits."""

    model: str
    rank: int
    accelerator: Accelerator
    weights: str
    layout: Layout
    replicas: int
    usd_hour: float
    times: Times
    """At the peak, in each copy."""
    headroom: float
    """Capacity within the limits over the peak, less one."""
    distance: int

    @property
    def devices(self) -> int:
        """Return the devices of all copies."""
        return self.replicas * self.layout.devices

    def beats(self, other: Choice) -> bool:
        """Tell whether another is no better in cost, latency, headroom and class of the model."""
        return (
            self.usd_hour <= other.usd_hour
            and self.times.total_tail_s <= other.times.total_tail_s
            and min(self.headroom, ENOUGH_HEADROOM) >= min(other.headroom, ENOUGH_HEADROOM)
            and self.rank >= other.rank
        )


@dataclass(frozen=True, slots=True)
class _Option:
    """A layout that its bounds do not rule out."""

    points: tuple[tuple[float, float], ...]
    """Least USD an hour and seconds of a request: with the fewest copies, one more, and any number more."""
    candidate: Candidate
    offer: Offer
    weights: Format
    layout: Layout


def search(candidates: Sequence[Candidate], offers: Sequence[Offer], wanted: Wanted) -> tuple[Choice, ...]:
    """Return the choices that none other beats in cost, latency, headroom and class, cheapest first.

    Models and devices that another beats in every term are not looked at. Layouts are tried from the
    cheapest bound up; one whose bounds on cost and latency a found choice of its class or above beats already
    cannot be better in either, and is left out.
    """
    long_enough = [c for c in candidates if wanted.isl + wanted.osl <= c.arch.max_context]
    if not long_enough or not offers:
        return ()
    largest = max(long_enough, key=lambda c: (c.arch.total_params, c.id))
    few = best_offers(offers, largest.arch)
    balance = sorted(few, key=lambda o: o.accelerator.bf16_tflops / o.accelerator.bandwidth_gb_s)
    probes = (balance[0].accelerator, balance[-1].accelerator)
    models = best_candidates(long_enough, probes, wanted.isl, wanted.osl, wanted.weights)
    front: list[Choice] = []
    for option in sorted(_options(models, few, wanted), key=lambda o: o.points):
        if not _hopeless(option.points, option.candidate.rank, front):
            for choice in _tried(option, front, wanted):
                _enter(front, choice)
    return tuple(sorted(front, key=lambda c: (c.usd_hour, c.times.total_tail_s, c.model, c.accelerator.id)))


def layouts_on(
    arch: Architecture, device: Accelerator, most: int, network: Network | None
) -> Iterator[Layout]:
    """Yield the layouts of a copy: powers of two in a machine, then machines one after the other.

    A shared latent would be copied to every device of a tensor-parallel group, so a mixture with one may
    also attend by request on each device.
    """
    node = max(1, device.devices_per_node)
    size = 1
    while size <= min(node, most):
        if arch.heads % size == 0:
            yield from ways(arch, Layout(tp=size))
        size *= 2
    if network is None or not spans_machines(device.kind):
        return
    tp = next((n for n in (8, 4, 2, 1) if n <= node and arch.heads % n == 0), 1)
    for machines in (2, MOST_MACHINES):
        if tp * machines <= most and machines <= arch.layers:
            yield Layout(tp=tp, pp=machines)


def _options(candidates: Sequence[Candidate], offers: Sequence[Offer], wanted: Wanted) -> Iterator[_Option]:
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
                        yield _Option(points, candidate, offer, weights, layout)


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
    copies = _copies(best.rate_s * drafted, wanted)
    if not _affordable(copies, usd_hour, layout, wanted):
        return ()
    rates = (wanted.rate_s / copies / drafted, wanted.rate_s / (copies + 1) / drafted, 0.0)
    return tuple(
        ((copies + more) * usd_hour, best.total_s(rate) / drafted) for more, rate in enumerate(rates)
    )


def _copies(rate_s: float, wanted: Wanted) -> int:
    """Return how many copies of such a rate carry the load with its headroom."""
    return max(1, math.ceil(wanted.rate_s * (1.0 + wanted.headroom) / rate_s - 1e-9))


def _affordable(copies: int, usd_hour: float, layout: Layout, wanted: Wanted) -> bool:
    within = copies * usd_hour <= wanted.budget_usd_hour
    return within and copies * layout.devices <= wanted.max_devices


def _hopeless(points: Iterable[tuple[float, float]], rank: int, front: Iterable[Choice]) -> bool:
    """Tell whether found choices of the class or above beat every point notably."""
    found = [(c.usd_hour, c.times.total_tail_s) for c in front if c.rank >= rank]
    return all(
        any(usd <= NOTABLE * cost and total <= NOTABLE * latency for usd, total in found)
        for cost, latency in points
    )


def _tried(option: _Option, front: Sequence[Choice], wanted: Wanted) -> Iterator[Choice]:
    """Yield the fewest copies that carry the load, and one more, where they are notably better."""
    replica = _replica(option.candidate, option.offer, option.weights, option.layout, wanted)
    if replica.room < 1.0:
        return
    loop, rank = OpenLoop(replica), option.candidate.rank
    usd_hour = option.layout.devices * option.offer.usd_hour
    alone = loop.times(ALMOST_NONE).total_tail_s
    fewest = _copies(loop.greatest_rate * NEARLY_FULL, wanted)
    if _hopeless(((fewest * usd_hour, alone),), rank, front):
        return
    needed = _needed(loop, fewest, wanted)
    for copies in (needed, needed + 1) if needed else ():
        if not _affordable(copies, usd_hour, option.layout, wanted):
            return
        times = loop.times(loop.in_flight(wanted.rate_s / copies))
        if not _hopeless(((copies * usd_hour, times.total_tail_s),), rank, front):
            yield Choice(
                model=option.candidate.id,
                rank=rank,
                accelerator=option.offer.accelerator,
                weights=option.weights.id,
                layout=option.layout,
                replicas=copies,
                usd_hour=copies * usd_hour,
                times=times,
                headroom=copies * most_rate(replica, wanted.limits) / wanted.rate_s - 1.0,
                distance=replica.model.distance,
            )


def _needed(loop: OpenLoop, fewest: int, wanted: Wanted) -> int:
    """Return the copies that keep the limits with the headroom, 0 when no number does."""
    for copies in (fewest, fewest + 1):
        rate = wanted.rate_s * (1.0 + wanted.headroom) / copies
        if rate <= loop.greatest_rate * NEARLY_FULL and wanted.limits.kept(loop.times(loop.in_flight(rate))):
            return copies
    one = most_rate(loop.replica, wanted.limits)
    return _copies(one, wanted) if one > 0.0 else 0


def _replica(candidate: Candidate, offer: Offer, weights: Format, layout: Layout, wanted: Wanted) -> Replica:
    request = ServeRequest(
        candidate.arch,
        offer.accelerator,
        gpus=layout.devices,
        tp=layout.tp,
        pp=layout.pp,
        ep=layout.ep,
        weights=weights.id,
        isl=wanted.isl,
        osl=wanted.osl,
        concurrency=1,
        attention_dp=layout.attention_dp,
    )
    return replica_at_work(request, wanted.techniques)[1]


def _enter(front: list[Choice], choice: Choice) -> None:
    if any(known.beats(choice) for known in front):
        return
    front[:] = [known for known in front if not choice.beats(known)]
    front.append(choice)
