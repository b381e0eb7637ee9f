"""One model in one format on one kind of device: what is the same whatever the requests are."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.formats import format_named
from advisor.estimate.frame import Frame
from advisor.estimate.layouts import layouts_on
from advisor.estimate.least import Least
from advisor.estimate.load import Load, Misfit
from advisor.estimate.memory import usable_bytes, weight_bytes
from advisor.estimate.network import usual_network
from advisor.estimate.sizing import Copy, copy_of, frame_of
from advisor.estimate.step import Layout

MOST_IN_A_COPY = 64


class OnDevice:
    """How copies of a model may be laid out on a kind of device, with the step of each layout.

    Args:
        arch: The model.
        accelerator: One device.
        precision: Format of the weights.
        kv: Format of the cache; empty means the card's default.

    Raises:
        UserError: When ``precision`` or ``kv`` names no format.
    """

    def __init__(self, arch: Architecture, accelerator: Accelerator, precision: str, kv: str = "") -> None:
        self.arch = arch
        self.accelerator = accelerator
        self.weights = format_named(precision)
        self._kv = kv
        found = layouts_on(arch, accelerator, MOST_IN_A_COPY, usual_network())
        self.ways = tuple(tuple(alike) for _, alike in groupby(found, key=lambda one: one.devices))
        self._frames: dict[Layout, Frame] = {}

    def copy(self, layout: Layout, load: Load) -> Copy | Misfit:
        """Return a copy that holds the model and one request, or the memory that is missing.

        Args:
            layout: One of ``ways``.
            load: Lengths of the requests.
        """
        return copy_of(
            self.arch, self.accelerator, load, self.weights, self._kv, layout, self.frame(layout).step
        )

    @cached_property
    def least(self) -> Least:
        """What no layout does faster."""
        frames = [self.frame(way) for alike in self.ways for way in alike]
        step = frames[0].step
        return Least.of(step.arch, step.cache_element, frames)

    def frame(self, layout: Layout) -> Frame:
        """Return what is the same in a copy for requests of all lengths."""
        found = self._frames.get(layout)
        if found is None:
            found = frame_of(self.arch, self.accelerator, self.weights, self._kv, layout)
            self._frames[layout] = found
        return found

    @cached_property
    def fewest(self) -> float:
        """The devices of the smallest layout with room for the weights; without end where none has it."""
        share = weight_bytes(self.arch, self.weights).total / usable_bytes(self.accelerator)
        return next((float(ways[0].devices) for ways in self.ways if ways[0].devices >= share), float("inf"))
