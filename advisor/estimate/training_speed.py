"""The fitted numbers of training speed, read from one dated file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from advisor.catalog.records import Accelerator
from advisor.resources import shipped_toml

USUAL_LINK_GB_S = 64.0
"""Both directions of PCIe 4.0 x16, for devices without a link of their own."""


def speed_file() -> Mapping[str, Any]:
    """Return the file as it was read."""
    return shipped_toml("estimate/training_speed.toml")


def training_facts() -> Mapping[str, Any]:
    """Return what is known of devices and clusters, not fitted."""
    return shipped_toml("estimate/training_facts.toml")


@cache
def speed_coefficients() -> Mapping[str, float]:
    """Return the value of every coefficient by id."""
    return {row["id"]: float(row["value"]) for row in speed_file()["coefficient"]}


@cache
def speed_as_of() -> date:
    """Return the date of the fit."""
    found: date = speed_file()["as_of"]
    return found


@cache
def speed_source() -> str:
    """Return the sentence that says what was fitted on what, with its error."""
    text: str = speed_file()["source"]
    return text


def matmul_ceiling(device: Accelerator) -> float:
    """Return the share of the dense bf16 peak that one large product reaches on a device.

    Measured on the device itself, else on its generation, else usual: clocks fall under full load.
    """
    return _ceiling(device.id, device.generation, device.kind)


@cache
def _ceiling(identity: str, generation: str, kind: str) -> float:
    table = training_facts()["ceiling"]
    for key in (identity, generation, kind):
        if key in table:
            return float(table[key])
    return float(table["usual"])


def device_factor(term: str, device: Accelerator, c: Mapping[str, float]) -> float:
    """Return what a generation reaches over the usual one; 1 when it was never measured."""
    return c.get(f"{term}.{device.generation}", 1.0)


def measured(device: Accelerator) -> bool:
    """Return whether training was measured on the device's generation."""
    return f"gemm.{device.generation}" in speed_coefficients()


@cache
def _network(generation: str) -> float:
    table = training_facts()["network"]
    return float(table.get(generation, table["usual"])) / 8.0


def network_gb_s(device: Accelerator) -> float:
    """Return GB/s from one device out of its server, in a usual training cluster of its generation."""
    return _network(device.generation)


@dataclass(frozen=True, slots=True)
class SpeedRange:
    """The 90% range of a sort of job, from rows whose family was left out of the fit."""

    factor: float
    """Measured lies within estimate x/÷ factor nine times in ten."""
    n: int


@cache
def speed_range(cell: str) -> SpeedRange:
    """Return the range of a cell; of ``other`` for one that was never measured."""
    table = {row["cell"]: row for row in speed_file()["interval"]}
    row = table.get(cell) or table["other"]
    return SpeedRange(float(row["factor"]), int(row["n"]))
