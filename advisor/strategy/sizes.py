"""Sizing remembered between calls, each part by what it depends on: the model, the lengths, the volume."""

from __future__ import annotations

from advisor.catalog import Catalog
from advisor.catalog.records import Accelerator, LanguageModel
from advisor.estimate.architecture import Architecture, from_row
from advisor.estimate.fleet import Fleet, fleet_of
from advisor.estimate.fleet_layouts import Layouts, lengths_of
from advisor.estimate.load import Load, Misfit
from advisor.estimate.on_device import OnDevice

_LENGTHS = 64
"""Lengths of requests for which the layouts are kept, those last asked for."""
_FLEETS = 4096
_MODELS = 8192

Key = tuple[str, object, str]
"""A model, a device and a format."""


class Sizes:
    """Fleets for the models and devices of one catalogue; what was sized once is not sized again."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._architectures: dict[str, Architecture] = {}
        self._models: dict[Key, OnDevice] = {}
        self._layouts: dict[Load, dict[Key, Layouts]] = {}
        self._fleets: dict[tuple[Key, Load, int], Fleet | Misfit] = {}

    def architecture(self, row: LanguageModel) -> Architecture:
        """Return the architecture of a model, remembered by id."""
        if row.id not in self._architectures:
            self._architectures[row.id] = from_row(row)
        return self._architectures[row.id]

    def fleet(
        self, row: LanguageModel, accelerator: Accelerator, load: Load, precision: str, max_devices: int
    ) -> Fleet | Misfit:
        """Return the devices that serve a load with their figures, or the limit that breaks."""
        key = self._key(row, accelerator, precision), load, max_devices
        known = self._fleets.get(key)
        if known is not None:
            return known
        layouts = self.layouts(row, accelerator, lengths_of(load), precision)
        found = layouts.smallest(load, max_devices)
        if len(self._fleets) >= _FLEETS:
            self._fleets.clear()
        sized = self._fleets[key] = (
            layouts.misfit(load, max_devices)
            if found is None
            else fleet_of(accelerator, load, layouts.model.weights.id, found)
        )
        return sized

    def serves(
        self, row: LanguageModel, accelerator: Accelerator, load: Load, precision: str, max_devices: int
    ) -> bool:
        """Return whether so many devices serve a load; which limit breaks else is not told."""
        layouts = self.layouts(row, accelerator, lengths_of(load), precision)
        return layouts.smallest(load, max_devices) is not None

    def layouts(self, row: LanguageModel, accelerator: Accelerator, lengths: Load, precision: str) -> Layouts:
        """Return the layouts of a model on a device for requests of some lengths.

        Args:
            row: The model.
            accelerator: One device.
            lengths: As ``lengths_of`` returns them.
            precision: Format of the weights.
        """
        known = self._layouts.pop(lengths, None)
        if known is None:
            if len(self._layouts) >= _LENGTHS:
                del self._layouts[next(iter(self._layouts))]
            known = {}
        self._layouts[lengths] = known
        key = self._key(row, accelerator, precision)
        found = known.get(key)
        if found is None:
            found = known[key] = Layouts(self.on_device(row, accelerator, precision), lengths)
        return found

    def on_device(self, row: LanguageModel, accelerator: Accelerator, precision: str) -> OnDevice:
        """Return a model in a format on a kind of device, whatever the requests are."""
        key = self._key(row, accelerator, precision)
        found = self._models.get(key)
        if found is None:
            if len(self._models) >= _MODELS:
                self._models.clear()
            found = self._models[key] = OnDevice(self.architecture(row), accelerator, precision)
        return found

    def _key(self, row: LanguageModel, accelerator: Accelerator, precision: str) -> Key:
        return row.id, self.name(accelerator), precision

    def name(self, accelerator: Accelerator) -> object:
        """Return what tells a device from others: its id where the catalogue has it, else the row."""
        listed = self._catalog.accelerators.get(accelerator.id)
        return accelerator.id if listed is accelerator else accelerator
