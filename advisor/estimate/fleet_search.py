"""Every model on every device that can be had, for a load within limits and a budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.estimate.arrivals import OpenLoop
from advisor.estimate.fleet_dominance import (
    Candidate,
    Offer,
    best_candidates,
    best_offers,
)
from advisor.estimate.fleet_front import Choice, Front
from advisor.estimate.fleet_options import Option, Wanted, affordable, copies_for, options_for
from advisor.estimate.formats import Format
from advisor.estimate.limits import NEARLY_FULL, Limits
from advisor.estimate.operating import Replica
from advisor.estimate.serve_records import ServeRequest
from advisor.estimate.step import Layout
from advisor.estimate.techniques import replica_at_work

NO_LIMITS = Limits()


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
    front = Front()
    for option in sorted(options_for(models, few, wanted), key=lambda o: o.least):
        rank = option.candidate.rank
        if not (front.ahead(rank, *option.least) or front.ahead_of_all(rank, option.points(wanted))):
            for choice in _tried(option, front, wanted):
                front.enter(choice)
    return front.choices()


def _tried(option: Option, front: Front, wanted: Wanted) -> Iterator[Choice]:
    """Yield the fewest copies that carry the load, and one more, where they are notably better."""
    replica = _replica(option.candidate, option.offer, option.weights, option.layout, wanted)
    if replica.room < 1.0:
        return
    loop, rank, usd_hour = OpenLoop(replica), option.candidate.rank, option.usd_hour
    needed = _needed(loop, copies_for(loop.greatest_rate * NEARLY_FULL, wanted), wanted)
    for copies in (needed, needed + 1) if needed else ():
        if not affordable(copies, usd_hour, option.layout, wanted):
            return
        if front.ahead(rank, copies * usd_hour, option.total_s(copies, wanted)):
            continue
        times = loop.times(loop.in_flight(wanted.rate_s / copies))
        if not front.ahead(rank, copies * usd_hour, times.total_tail_s):
            yield Choice(
                model=option.candidate.id,
                rank=rank,
                accelerator=option.offer.accelerator,
                weights=option.weights.id,
                layout=option.layout,
                replicas=copies,
                usd_hour=copies * usd_hour,
                times=times,
                headroom=copies * loop.rate(loop.most_within(wanted.limits)) / wanted.rate_s - 1.0,
                distance=replica.model.distance,
            )


def _needed(loop: OpenLoop, fewest: int, wanted: Wanted) -> int:
    """Return the copies that keep the limits with the headroom, or 0 when no number does."""
    for copies in (fewest, fewest + 1):
        rate = wanted.rate_s * (1.0 + wanted.headroom) / copies
        if rate <= loop.greatest_rate * NEARLY_FULL and (
            wanted.limits == NO_LIMITS or wanted.limits.kept(loop.times(loop.in_flight(rate)))
        ):
            return copies
    most = loop.most_within(wanted.limits)
    return copies_for(loop.rate(most), wanted) if most > 0.0 else 0


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
