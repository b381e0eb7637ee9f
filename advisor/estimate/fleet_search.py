"""Every model on every device that can be had, for a load within limits and a budget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.arrivals import ALMOST_NONE, OpenLoop
from advisor.estimate.fleet_dominance import (
    NOTABLE,
    Candidate,
    Offer,
    best_candidates,
    best_offers,
)
from advisor.estimate.fleet_options import Option, Wanted, affordable, copies_for, options_for
from advisor.estimate.formats import Format
from advisor.estimate.limits import NEARLY_FULL, Times
from advisor.estimate.operating import Replica
from advisor.estimate.reach import most_rate
from advisor.estimate.serve_records import ServeRequest
from advisor.estimate.step import Layout
from advisor.estimate.techniques import replica_at_work

ENOUGH_HEADROOM = 1.0
"""Capacity beyond twice the peak is worth nothing more to a choice."""


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
    for option in sorted(options_for(models, few, wanted), key=lambda o: o.points):
        if not _hopeless(option.points, option.candidate.rank, front):
            for choice in _tried(option, front, wanted):
                _enter(front, choice)
    return tuple(sorted(front, key=lambda c: (c.usd_hour, c.times.total_tail_s, c.model, c.accelerator.id)))


def _hopeless(points: Iterable[tuple[float, float]], rank: int, front: Iterable[Choice]) -> bool:
    """Tell whether found choices of the class or above beat every point notably."""
    found = [(c.usd_hour, c.times.total_tail_s) for c in front if c.rank >= rank]
    return all(
        any(usd <= NOTABLE * cost and total <= NOTABLE * latency for usd, total in found)
        for cost, latency in points
    )


def _tried(option: Option, front: Sequence[Choice], wanted: Wanted) -> Iterator[Choice]:
    """Yield the fewest copies that carry the load, and one more, where they are notably better."""
    replica = _replica(option.candidate, option.offer, option.weights, option.layout, wanted)
    if replica.room < 1.0:
        return
    loop, rank = OpenLoop(replica), option.candidate.rank
    usd_hour = option.layout.devices * option.offer.usd_hour
    alone = loop.times(ALMOST_NONE).total_tail_s
    fewest = copies_for(loop.greatest_rate * NEARLY_FULL, wanted)
    if _hopeless(((fewest * usd_hour, alone),), rank, front):
        return
    needed = _needed(loop, fewest, wanted)
    for copies in (needed, needed + 1) if needed else ():
        if not affordable(copies, usd_hour, option.layout, wanted):
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
    return copies_for(one, wanted) if one > 0.0 else 0


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
