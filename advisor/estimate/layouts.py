"""The layouts of one model on one kind of device, tried once for all volumes of the same requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.formats import default_kv, format_named
from advisor.estimate.load import Load, Misfit, count_misfit
from advisor.estimate.sizing import (
    DEVICES_PER_REPLICA,
    Carrier,
    Sizing,
    broken_latencies,
    carried,
    layout_for,
    most_in_a_replica,
    replica_of,
)
from advisor.estimate.step import Layout


def without_volume(load: Load) -> Load:
    """Return what a replica sees of a load: its lengths and limits, not how many requests there are."""
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
        self._cache = kv or default_kv(accelerator, self.weights)
        self._layouts = tuple(_layouts(arch, accelerator))
        self._tried: dict[int, Carrier | Misfit] = {}

    def smallest(self, load: Load, max_devices: int) -> Sizing | Misfit:
        """Return the sizing with the fewest devices, then the fewest a replica, or the limit that breaks.

        Args:
            load: The volume, with the lengths and limits that these layouts were made for.
            max_devices: Most devices that may be used.
        """
        best: Sizing | None = None
        broken: Misfit | None = None
        needed = 0
        most = most_in_a_replica(self.accelerator, max_devices)
        for layout in self._layouts:
            if layout.devices > most or (best is not None and layout.devices >= best.devices):
                break
            one = self._carrier(layout)
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

    def _carrier(self, layout: Layout) -> Carrier | Misfit:
        found = self._tried.get(layout.devices)
        if found is None:
            found = self._tried[layout.devices] = self._try(layout)
        return found

    def _try(self, layout: Layout) -> Carrier | Misfit:
        """Return the way to run a layout that carries most, or what breaks where it shares each layer."""
        found = [self._one(way) for way in ways(self._arch, layout)]
        carriers = [one for one in found if isinstance(one, Carrier)]
        return max(carriers, key=lambda one: one.rate_s) if carriers else found[0]

    def _one(self, layout: Layout) -> Carrier | Misfit:
        replica = replica_of(self._arch, self.accelerator, self._load, self.weights, self._cache, layout)
        if isinstance(replica, Misfit):
            return replica
        slow = broken_latencies(replica.model, self._load, self.accelerator.bandwidth_gb_s * layout.tp)
        return slow[0] if slow else carried(replica, self._load)


def ways(arch: Architecture, layout: Layout) -> tuple[Layout, ...]:
    """Return how the devices of a layout may run a model: share each layer, or attend by request.

    A latent cache is copied to every device that shares a layer, so engines let each device attend for
    requests of its own and share the experts of a mixture.
    """
    if layout.tp > 1 and arch.latent_attention and arch.experts:
        return layout, replace(layout, ep=layout.tp, attention_dp=True)
    return (layout,)


def _layouts(arch: Architecture, accelerator: Accelerator) -> Iterator[Layout]:
    most = most_in_a_replica(accelerator, DEVICES_PER_REPLICA[-1])
    for devices in DEVICES_PER_REPLICA:
        layout = layout_for(accelerator, devices)
        if devices > most or arch.heads % layout.tp or layout.pp > arch.layers:
            return
        yield layout
