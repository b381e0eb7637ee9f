"""The layouts of one model on one kind of device, tried once for all volumes of requests of one length."""

from __future__ import annotations

import math
from dataclasses import replace

from advisor.estimate.frame import Bound
from advisor.estimate.load import Load, Misfit, count_misfit
from advisor.estimate.on_device import OnDevice
from advisor.estimate.queueing import mean_of_tail
from advisor.estimate.sizing import Carrier, Copy, Sizing, broken_latencies, carried, limits_of, tokens_of

NEARLY = 1.0 - 1e-5
"""Copies are looked at a little below what is needed, as the most that they carry is found so closely."""


def lengths_of(load: Load) -> Load:
    """Return the lengths of a load, without its limits and without how many requests there are."""
    return replace(
        load, requests_per_day=0.0, peak_factor=1.0, peak_concurrency=None, first_token_ms=None, total_ms=None
    )


class Layouts:
    """What each layout of a model on a kind of device carries, or why it does not serve.

    A copy follows from the lengths of the requests; what it carries follows from the limits too. Both are
    worked out when they are first asked for, and remembered.

    Args:
        model: The model on the device.
        lengths: Lengths of the requests.
    """

    def __init__(self, model: OnDevice, lengths: Load) -> None:
        self.model = model
        self._lengths = lengths
        self._tokens = tokens_of(lengths)
        self._bounds: dict[int, tuple[Bound, ...]] = {}
        self._copies: dict[int, tuple[Copy | Misfit, ...]] = {}
        self._broken: dict[tuple[int, float | None, float | None, bool], float] = {}
        self._tried: dict[tuple[int, float | None, float | None], Carrier | None] = {}

    def smallest(self, load: Load, max_devices: int) -> Sizing | None:
        """Return the sizing with the fewest devices, then the fewest a copy; None where none is possible.

        Args:
            load: Volume and limits, with the lengths that these layouts were made for.
            max_devices: Most devices that may be used.
        """
        best: Sizing | None = None
        for place, ways in enumerate(self.model.ways):
            most = best.devices - 1 if best else max_devices
            if ways[0].devices > most:
                break
            if self._at_least(place, load) > most or self._too_slow(place, load, most):
                continue
            one = self._carrier(place, load)
            found = one.sized(load) if one else None
            if found is not None and found.devices <= most:
                best = found
        return best

    def misfit(self, load: Load, max_devices: int) -> Misfit:
        """Return the limit that breaks where :meth:`smallest` finds nothing: the number of devices where the
        limits hold on any layout, else what the largest layout breaks.

        Args:
            load: As in :meth:`smallest`.
            max_devices: As in :meth:`smallest`.
        """
        places = [i for i, ways in enumerate(self.model.ways) if ways[0].devices <= max_devices]
        tried = () if self.model.least.breaks(load, self._tokens) else places
        serving = [one for one in (self._carrier(place, load) for place in tried) if one]
        if serving or not places:
            return count_misfit(min((one.sized(load).devices for one in serving), default=1), max_devices)
        largest = self._of(places[-1])[0]
        if isinstance(largest, Misfit):
            return largest
        bandwidth = self.model.accelerator.bandwidth_gb_s * largest.layout.tp
        return broken_latencies(largest, load, bandwidth)[0]

    def _at_least(self, place: int, load: Load) -> float:
        """Return the devices that a layout takes when nobody minds waiting: never more than with limits."""
        found = self._bounds.get(place)
        if found is None:
            frames = (self.model.frame(way) for way in self.model.ways[place])
            found = self._bounds[place] = tuple(frame.bound(self._tokens) for frame in frames)
        return min([bound.at_least(load) for bound in found])

    def _too_slow(self, place: int, load: Load, most: int) -> bool:
        """Tell whether as many copies as are allowed break a limit at the peak: one look at a layout that is
        not worth more. A copy that serves at all has a place for one request, however seldom it is filled."""
        key = place, load.first_token_ms, load.total_ms
        if key in self._tried:
            return False
        share = NEARLY / (most // self.model.ways[place][0].devices)
        limits, at_once = limits_of(load), load.peak_concurrency
        wanted = (load.peak_requests_s if at_once is None else at_once) * share
        known = (*key, at_once is None)
        if wanted >= self._broken.get(known, math.inf):
            return True
        loops = (copy.loop for copy in self._of(place) if isinstance(copy, Copy))
        held = 0.0 if wanted <= 1.0 else mean_of_tail(wanted)
        flights = ((one, one.in_flight(wanted) if at_once is None else held) for one in loops)
        if any(one.keeps(limits, in_flight) for one, in_flight in flights):
            return False
        self._broken[known] = wanted
        return True

    def _carrier(self, place: int, load: Load) -> Carrier | None:
        """Return the way to run a layout that carries most within the limits, or None where all break one."""
        key = place, load.first_token_ms, load.total_ms
        if key not in self._tried:
            ways = (carried(copy, load) for copy in self._of(place) if isinstance(copy, Copy))
            found = [one for one in ways if one is not None]
            self._tried[key] = max(found, key=lambda one: one.rate_s, default=None)
        return self._tried[key]

    def _of(self, place: int) -> tuple[Copy | Misfit, ...]:
        """Return the ways to run a layout, each a copy or the memory that is missing."""
        found = self._copies.get(place)
        if found is None:
            ways = self.model.ways[place]
            found = self._copies[place] = tuple(self.model.copy(way, self._lengths) for way in ways)
        return found
