"""The layouts of one model on one kind of device, tried once for all volumes of the same requests."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.formats import format_named
from advisor.estimate.layouts import layouts_on
from advisor.estimate.load import Load, Misfit, count_misfit
from advisor.estimate.network import usual_network
from advisor.estimate.sizing import Carrier, Sizing, broken_latencies, carried, copy_of
from advisor.estimate.step import Layout

MOST_IN_A_COPY = 64


def without_volume(load: Load) -> Load:
    """Return what a copy sees of a load: its lengths and limits, not how many requests there are."""
    return replace(load, requests_per_day=0.0, peak_factor=1.0, peak_concurrency=None)


class Layouts:
    """What each layout of a model on a kind of device carries, or why it does not serve.

    A layout is looked at when it is first asked for, and remembered.

    Args:
        arch: The model.
        accelerator: One device.
        load: Lengths and limits; its volume is not looked at.
        precision: Format of the weights.
        kv: Format of the cache; empty means the card's default.

    Raises:
        UserError: When ``precision`` or ``kv`` names no format.
    """

    def __init__(
        self, arch: Architecture, accelerator: Accelerator, load: Load, precision: str, kv: str = ""
    ) -> None:
        self.accelerator = accelerator
        self.weights = format_named(precision)
        self._arch = arch
        self._load = load
        self._kv = kv
        found = layouts_on(arch, accelerator, MOST_IN_A_COPY, usual_network())
        self._ways = tuple(tuple(alike) for _, alike in groupby(found, key=lambda one: one.devices))
        self._tried: dict[int, Carrier | Misfit] = {}

    def smallest(self, load: Load, max_devices: int) -> Sizing | Misfit:
        """Return the sizing with the fewest devices, then the fewest a copy, or the limit that breaks.

        Args:
            load: The volume, with the lengths and limits that these layouts were made for.
            max_devices: Most devices that may be used.
        """
        best: Sizing | None = None
        broken: Misfit | None = None
        needed = 0
        for place, ways in enumerate(self._ways):
            if ways[0].devices > min(max_devices, best.devices - 1 if best else max_devices):
                break
            one = self._carrier(place)
            if isinstance(one, Misfit):
                broken = one
                continue
            found = one.sized(load)
            needed = min(needed, found.devices) if needed else found.devices
            if found.devices <= max_devices and (best is None or found.devices < best.devices):
                best = found
        if best is not None:
            return best
        if needed:
            return count_misfit(needed, max_devices)
        return broken or count_misfit(1, max_devices)

    def _carrier(self, place: int) -> Carrier | Misfit:
        found = self._tried.get(place)
        if found is None:
            found = self._tried[place] = self._try(self._ways[place])
        return found

    def _try(self, ways: tuple[Layout, ...]) -> Carrier | Misfit:
        """Return the way to run a layout that carries most, or what breaks where it shares each layer."""
        found = [self._one(way) for way in ways]
        carriers = [one for one in found if isinstance(one, Carrier)]
        return max(carriers, key=lambda one: one.rate_s) if carriers else found[0]

    def _one(self, layout: Layout) -> Carrier | Misfit:
        copy = copy_of(self._arch, self.accelerator, self._load, self.weights, self._kv, layout)
        if isinstance(copy, Misfit):
            return copy
        bandwidth = self.accelerator.bandwidth_gb_s * layout.tp
        return carried(copy, self._load) or broken_latencies(copy, self._load, bandwidth)[0]
