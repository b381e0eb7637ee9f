"""Sizing remembered between calls: what a layout carries does not depend on how many requests there are."""

from __future__ import annotations

from advisor.catalog import Catalog
from advisor.catalog.records import Accelerator, LanguageModel
from advisor.estimate.architecture import Architecture, from_row
from advisor.estimate.fleet import Fleet, fleet_of
from advisor.estimate.fleet_layouts import Layouts, without_volume
from advisor.estimate.formats import format_named
from advisor.estimate.load import Load, Misfit
from advisor.estimate.memory import usable_bytes, weight_bytes

_SHAPES = 64
"""Lengths and limits of requests for which the layouts are kept."""
_FLEETS = 4096


class Sizes:
    """Fleets for the models and devices of one catalogue; what was sized once is not sized again."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._architectures: dict[str, Architecture] = {}
        self._weights: dict[tuple[str, str], float] = {}
        self._shapes: dict[Load, dict[tuple[object, ...], Layouts]] = {}
        self._fleets: dict[tuple[object, ...], Fleet] = {}

    def architecture(self, row: LanguageModel) -> Architecture:
        """Return the architecture of a model, remembered by id."""
        if row.id not in self._architectures:
            self._architectures[row.id] = from_row(row)
        return self._architectures[row.id]

    def fleet(
        self, row: LanguageModel, accelerator: Accelerator, load: Load, precision: str, max_devices: int
    ) -> Fleet | Misfit:
        """Return the devices that serve a load with their figures, or the limit that breaks."""
        layouts = self.layouts(row, accelerator, without_volume(load), precision)
        found = layouts.smallest(load, max_devices)
        if isinstance(found, Misfit):
            return found
        key = (row.id, self._name(accelerator), load, precision, max_devices)
        fleet = self._fleets.get(key)
        if fleet is None:
            if len(self._fleets) >= _FLEETS:
                self._fleets.clear()
            fleet = fleet_of(accelerator, load, format_named(precision).id, found)
            self._fleets[key] = fleet
        return fleet

    def fewest(self, row: LanguageModel, accelerator: Accelerator, precision: str) -> float:
        """Return a lower bound of the devices that hold a model: its weights over the memory of one."""
        key = row.id, precision
        weights = self._weights.get(key)
        if weights is None:
            weights = weight_bytes(self.architecture(row), format_named(precision)).total
            self._weights[key] = weights
        return weights / usable_bytes(accelerator)

    def layouts(self, row: LanguageModel, accelerator: Accelerator, shape: Load, precision: str) -> Layouts:
        """Return the layouts of a model on a device for requests of one shape.

        Args:
            row: The model.
            accelerator: One device.
            shape: Lengths and limits, as ``without_volume`` returns them.
            precision: Format of the weights.
        """
        known = self._shapes.get(shape)
        if known is None:
            if len(self._shapes) >= _SHAPES:
                self._shapes.clear()
            known = self._shapes[shape] = {}
        key = row.id, self._name(accelerator), precision
        found = known.get(key)
        if found is None:
            found = known[key] = Layouts(self.architecture(row), accelerator, shape, precision)
        return found

    def _name(self, accelerator: Accelerator) -> object:
        """Return what tells a device from others: its id where the catalogue has it, else the row."""
        listed = self._catalog.accelerators.get(accelerator.id)
        return accelerator.id if listed is accelerator else accelerator
