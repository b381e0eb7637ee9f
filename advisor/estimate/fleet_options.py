"""Layouts of models on devices that a search may try, with the bounds of each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.fleet_bounds import Bounds, Longest, Terms, Work, work_of
from advisor.estimate.fleet_dominance import Candidate, Offer, formats_for
from advisor.estimate.fleet_rates import Rates, Shares, Split, rates_of, shares_of, split_of
from advisor.estimate.formats import Format, default_kv, format_named, kv_element_bytes
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

    least: tuple[float, float]
    """USD an hour of the fewest copies, and seconds of a request that has one to itself."""
    usd_hour: float
    """Of one copy."""
    copies: int
    """No fewer carry the load."""
    bounds: Bounds
    candidate: Candidate
    offer: Offer
    weights: Format
    layout: Layout

    def points(self, wanted: Wanted) -> Iterator[tuple[float, float]]:
        """Yield USD an hour and seconds of a request that no number of copies beats.

        With the fewest, with one more, then for 2, 4, 8 … more the least of each span, up to what may be
        had.
        """
        some, many = 0, 0
        while affordable(self.copies + some, self.usd_hour, self.layout, wanted):
            yield (self.copies + some) * self.usd_hour, self.total_s(self.copies + many, wanted)
            some, many = many + 1, many + 1 + many // 2

    def total_s(self, copies: int, wanted: Wanted) -> float:
        """Return the seconds of a request that so many copies do not beat."""
        drafted = drafted_by(wanted)
        return self.bounds.total_s(wanted.rate_s / copies / drafted) / drafted


class _Parts:
    """What options share: the work of a model, the rates of a device, what a layout does to both."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._cached = min(wanted.techniques.prefix_tokens, wanted.isl - 1.0)
        self._works: dict[tuple[str, str], Work] = {}
        self._rates: dict[tuple[str, str], tuple[Rates, float]] = {}
        self._shares: dict[Layout, Shares] = {}
        self._splits: dict[tuple[str, Layout], Split] = {}
        self._layouts: dict[tuple[str, int, str], tuple[Layout, ...]] = {}

    def layouts(self, candidate: Candidate, device: Accelerator) -> tuple[Layout, ...]:
        """Return the layouts of a model on a device."""
        key, wanted = (candidate.id, device.devices_per_node, device.kind), self._wanted
        found = self._layouts.get(key)
        if found is None:
            tried = layouts_on(candidate.arch, device, wanted.max_devices, wanted.techniques.network)
            found = self._layouts[key] = tuple(tried)
        return found

    def terms(self, candidate: Candidate, device: Accelerator, weights: Format) -> Terms:
        """Return the terms of a step of a model on a device."""
        wanted, key = self._wanted, (candidate.id, weights.id)
        work = self._works.get(key)
        if work is None:
            work = work_of(candidate.arch, weights, wanted.isl, wanted.osl, self._cached)
            self._works[key] = work
        at = device.id, weights.id
        if at not in self._rates:
            element = kv_element_bytes(default_kv(device, weights))
            self._rates[at] = rates_of(device, weights), element
        return Terms(work, *self._rates[at])

    def split(self, device: Accelerator, weights: Format, layout: Layout) -> Split:
        """Return what a layout does to each term."""
        key = device.id, layout
        found = self._splits.get(key)
        if found is None:
            shares = self._shares.get(layout)
            if shares is None:
                shares = self._shares[layout] = shares_of(device, weights, layout)
            found = self._splits[key] = split_of(device, layout, shares)
        return found


def options_for(candidates: Sequence[Candidate], offers: Sequence[Offer], wanted: Wanted) -> Iterator[Option]:
    """Yield every layout of every model on every device that its bounds do not rule out."""
    parts, longest, drafted = _Parts(wanted), _longest(wanted), drafted_by(wanted)
    for candidate in candidates:
        for offer in offers:
            device = offer.accelerator
            layouts = parts.layouts(candidate, device)
            for name in formats_for(candidate, device, wanted.weights):
                weights = format_named(name)
                terms = parts.terms(candidate, device, weights)
                for layout in layouts:
                    best = terms.bounds(layout, parts.split(device, weights, layout), longest)
                    if best is None:
                        continue
                    usd_hour = layout.devices * offer.usd_hour
                    copies = copies_for(best.rate_s() * drafted, wanted)
                    if affordable(copies, usd_hour, layout, wanted):
                        least = copies * usd_hour, best.idle_s() / drafted
                        yield Option(least, usd_hour, copies, best, candidate, offer, weights, layout)


def drafted_by(wanted: Wanted) -> float:
    """Return the most tokens that one step may yield."""
    return wanted.techniques.draft.tokens + 1.0 if wanted.techniques.draft else 1.0


def _longest(wanted: Wanted) -> Longest:
    """Return the limits in seconds; a draft may beat the time of one token's reads."""
    drafted, limits = drafted_by(wanted), wanted.limits

    def seconds(limit_ms: float | None, factor: float) -> float:
        return math.inf if limit_ms is None else limit_ms * 1e-3 * factor

    return Longest(
        seconds(limits.first_ms, 1.0), seconds(limits.token_ms, drafted), seconds(limits.total_ms, drafted)
    )


def copies_for(rate_s: float, wanted: Wanted) -> int:
    """Return how many copies of such a rate carry the load with its headroom."""
    return max(1, math.ceil(wanted.rate_s * (1.0 + wanted.headroom) / rate_s - 1e-9))


def affordable(copies: int, usd_hour: float, layout: Layout, wanted: Wanted) -> bool:
    """Tell whether so many copies at a price each are within the money and the devices."""
    within = copies * usd_hour <= wanted.budget_usd_hour
    return within and copies * layout.devices <= wanted.max_devices
