"""The fitted numbers of the serving model, read from one dated file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from advisor.catalog.records import Accelerator
from advisor.resources import shipped_toml


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One number of the model."""

    id: str
    value: float
    unit: str
    meaning: str
    source: str
    n: int
    """Measurements behind it; 0 when it is physics or taken from a source."""
    error: float
    """Relative standard error, or half the plausible range where it was not fitted."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Factors on a central estimate that hold 90% of the measurements of a regime."""

    low: float
    high: float


def read_coefficients(file: Mapping[str, Any]) -> Mapping[str, Coefficient]:
    """Return the coefficients of a coefficient file by id."""
    return {
        row["id"]: Coefficient(
            row["id"],
            float(row["value"]),
            row["unit"],
            row["meaning"],
            row["source"],
            int(row.get("n", 0)),
            float(row.get("error", 0.0)),
        )
        for row in file["coefficient"]
    }


def _file() -> Mapping[str, Any]:
    return shipped_toml("estimate/coefficients.toml")


@cache
def coefficients() -> Mapping[str, Coefficient]:
    """Return every coefficient by id, for instance ``"bandwidth.hopper"``."""
    return read_coefficients(_file())


class Table:
    """The values that estimates read, with what a device falls back to."""

    __slots__ = ("_found", "values")

    def __init__(self, values: Mapping[str, float]) -> None:
        self.values = values
        self._found: dict[tuple[str, str, str, str], tuple[float, int]] = {}

    def for_device(self, term: str, device: Accelerator) -> tuple[float, int]:
        """Return a term's value for a device and how far it was looked for; see :func:`for_device`."""
        key = (term, device.generation, device.vendor, device.kind)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._look(*key)
        return found

    def _look(self, term: str, generation: str, vendor: str, kind: str) -> tuple[float, int]:
        generation, vendor = generation.casefold(), vendor.casefold()
        near = ((0, f"{generation}-{kind}"), (0, generation))
        for distance, key in (*near, (1, f"{vendor}-{kind}"), (1, vendor), (1, kind)):
            value = self.values.get(f"{term}.{key}")
            if value is not None:
                return value, distance
        return self.values[f"{term}.physics"], 2


@cache
def shipped() -> Table:
    """Return the table of the shipped file."""
    return Table({name: row.value for name, row in coefficients().items()})


_TRIAL: ContextVar[Table | None] = ContextVar("trial", default=None)


@contextmanager
def trial(values: Mapping[str, float]) -> Iterator[None]:
    """Let every estimate inside the block read other values: how a fit and a held-out test run the model."""
    token = _TRIAL.set(Table(values))
    try:
        yield
    finally:
        _TRIAL.reset(token)


def table() -> Table:
    """Return the values in use: the shipped ones, or those on trial."""
    return _TRIAL.get() or shipped()


def coefficient(name: str) -> float:
    """Return the value of a coefficient."""
    return table().values[name]


@cache
def as_of() -> date:
    """Return the date of the fit."""
    found: date = _file()["as_of"]
    return found


@cache
def current_software() -> float:
    """Return the year, with its fraction, of the newest software of the fit."""
    return float(_file()["current_software"])


@cache
def faster_since() -> float:
    """Return the year since when kernels of matrix products and attention run as they do today."""
    return float(_file()["faster_since"])


@cache
def windows_since() -> float:
    """Return the year since when engines free what lies behind a sliding window."""
    return float(_file()["windows_since"])


@cache
def fit_source() -> str:
    """Return the sentence that says what the coefficients were fitted on, with their error."""
    text: str = _file()["source"]
    return text


def for_device(term: str, device: Accelerator) -> tuple[float, int]:
    """Return a term's value for a device and how far it was looked for.

    Looks for ``term.generation-kind``, then ``term.generation``, ``term.vendor-kind``, ``term.vendor``,
    ``term.kind`` and ``term.physics``.

    Returns:
        The value, and 0 for the generation's own, 1 for the vendor's or kind's, 2 for plain physics.
    """
    return table().for_device(term, device)


@cache
def link_kind(link: str) -> str:
    """Return ``"link"`` for a fabric that joins all devices of a node, ``"pcie"`` for none or a bridge."""
    return "pcie" if not link or link in _file()["bridges"] else "link"


@cache
def is_mesh(link: str) -> bool:
    """Tell whether each pair of devices in a node has a link of its own, with no switch between them."""
    return link in _file()["meshes"]


def engine_name(engine: str) -> str:
    """Return an engine's name as coefficients write it: ``"TensorRT_LLM"`` is ``"tensorrt-llm"``."""
    return engine.casefold().replace("_", "-").replace(" ", "-")


def engine_factor(engine: str) -> float:
    """Return the launch time of an engine over that of the leanest; the usual one when it is unknown."""
    known = table().values
    return known.get(f"engine.{engine_name(engine)}", known["engine.physics"])


@cache
def held_out() -> tuple[Mapping[str, Any], ...]:
    """Return the median errors in percent by regime and kind of model, on rows left out of the fit."""
    return tuple(_file()["held_out"])


@cache
def interval(regime: str, distance: int, kind: str = "any", familiar: bool = True) -> Interval:
    """Return the 90% factors of a regime.

    Args:
        regime: What is estimated.
        distance: 0 when the device's generation was measured, 1 when its vendor was, 2 when neither was.
        kind: ``"dense"`` or ``"mixture"``; ``"any"`` for both.
        familiar: Whether the fit has rows of the model's shape.
    """
    rows = _intervals()
    row = rows.get((regime, kind)) or rows[(regime, "any")]
    name = ("near" if familiar else "architecture", "vendor", "physics")[distance]
    low, high = row[name]
    if distance and not familiar:
        low, high = min(low, row["architecture"][0]), max(high, row["architecture"][1])
    return Interval(float(low), float(high))


@cache
def _intervals() -> Mapping[tuple[str, str], Mapping[str, Any]]:
    return {(row["regime"], row["kind"]): row for row in _file()["interval"]}


@cache
def measured_shapes() -> frozenset[str]:
    """Return the shapes of the models that the fit has rows of: layers x hidden x experts."""
    return frozenset(_file()["measured_shapes"])


@cache
def stream_programs() -> frozenset[str]:
    """Return the programs of single streams that the fit has rows of on several devices."""
    return frozenset(_file()["stream_programs"])


def is_familiar(layers: int, hidden: int, experts: int) -> bool:
    """Tell whether the fit has rows of models of a shape."""
    return f"{layers}x{hidden}x{experts}" in measured_shapes()
