"""Number formats: bits per weight, what they leave alone, and the arithmetic a device falls back to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from advisor.catalog.records import Accelerator
from advisor.errors import UserError, did_you_mean, shown
from advisor.resources import shipped_toml


@dataclass(frozen=True, slots=True)
class Format:
    """One way to store weights."""

    id: str
    bits: float
    """For one weight, scales included."""
    scope: str
    """``all`` weights, every ``linear`` matrix, or the routed ``experts`` where there are any."""
    peaks: tuple[str, ...]
    """Peaks of the device that can multiply it, best first."""
    source: str
    head_bits: float = 16.0
    """For one weight of the output matrix."""
    table_bits: float = 16.0
    """For one weight of the input table."""


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The peak that multiplies weights of a format on a device."""

    peak: str
    tflops: float
    native: bool
    """False when the device lacks the format's own peak and unpacks to another."""


def _table() -> Mapping[str, Any]:
    return shipped_toml("estimate/formats.toml")


@cache
def _formats() -> Mapping[str, Format]:
    known = {}
    for row in _table()["format"]:
        plain = row["bits"] if row["scope"] == "all" else 16.0
        entry = Format(
            row["id"],
            row["bits"],
            row["scope"],
            tuple(row["peaks"]),
            row["source"],
            row.get("head", plain),
            row.get("table", plain),
        )
        for name in (row["id"], *row["aliases"]):
            known[name] = entry
    return known


def format_named(name: str) -> Format:
    """Return a weight format by id or alias.

    Raises:
        UserError: When nothing has that name.
    """
    known = _formats()
    found = known.get(name) or known.get(name.strip().casefold())
    if found is None:
        listed = ", ".join(sorted({f.id for f in known.values()}))
        raise UserError(
            f"weights: {shown(name)!r} is no weight format; use one of {listed}.{did_you_mean(name, known)}"
        )
    return found


def native_format(precision: str, experts: int) -> str:
    """Return the format in which a model of a native precision ships.

    >>> native_format("int4", 384), native_format("int4", 0), native_format("fp8", 256)
    ('int4-g32', 'int4', 'fp8')
    """
    of_mixtures: Mapping[str, str] = _table()["mixtures"]
    return of_mixtures.get(precision, precision) if experts else precision


def whole_file_formats() -> tuple[Format, ...]:
    """Return the formats that quantize a whole file, widest first: what programs for small machines read."""
    found = {f.id: f for f in _formats().values() if f.scope == "all"}
    return tuple(sorted(found.values(), key=lambda f: (-f.bits, f.id)))


def kv_element_bytes(name: str) -> float:
    """Return the bytes of one cached element.

    Raises:
        UserError: When nothing has that name.
    """
    known: Mapping[str, float] = _table()["kv"]
    found = known.get(name) or known.get(name.strip().casefold())
    if found is None:
        raise UserError(f"kv: {shown(name)!r} is no cache format; use one of {', '.join(sorted(known))}.")
    return found


def usable_share(kind: str) -> float:
    """Return the bytes in 10^9 that a program can use for each nominal GB of a kind of device.

    For ``"reported"``, the share of what the driver reports.
    """
    share: float = _table()["offers"][kind]
    return share


def spans_machines(kind: str) -> bool:
    """Tell whether one replica may span several machines with devices of a kind."""
    kinds: list[str] = _table()["replica"]["spans_machines"]
    return kind in kinds


def runs_unpacked(kind: str) -> bool:
    """Tell whether engines for a kind of device unpack formats that it has no arithmetic for."""
    kinds: list[str] = _table()["unpacked"]["kinds"]
    return kind in kinds


def peak_tflops(device: Accelerator, peak: str) -> float | None:
    """Return a dense peak of a device by its short name, or None when it has none."""
    return {
        "bf16": device.bf16_tflops,
        "fp8": device.fp8_tflops,
        "int8": device.int8_tops,
        "fp4": device.fp4_tflops,
    }[peak]


def arithmetic(device: Accelerator, weights: Format) -> Arithmetic:
    """Return the peak that multiplies ``weights`` on ``device``.

    A format without its own peak is unpacked to the next one in its list: FP8 weights on Ampere are
    multiplied in 16 bit, which saves memory and bandwidth but no arithmetic.
    """
    for place, peak in enumerate(weights.peaks):
        tflops = peak_tflops(device, peak)
        if tflops:
            return Arithmetic(peak, tflops, native=place == 0)
    return Arithmetic("bf16", device.bf16_tflops, native=False)


def default_kv(device: Accelerator, weights: Format) -> str:
    """Return the cache format that engines choose: FP8 beside quantized weights where the card has FP8."""
    return "fp8" if weights.bits < 16 and device.fp8_tflops else "bf16"
