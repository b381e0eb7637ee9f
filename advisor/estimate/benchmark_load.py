"""The load of a published measurement: lengths, ranks on a device, limits, as its source means them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advisor.errors import UserError
from advisor.estimate.csv_cells import number
from advisor.resources import shipped_toml

SHORTER = re.compile(r"\[0\.8,\s*1\.0\]")
"""The note of a benchmark that draws lengths from 0.8 to 1.0 of the nominal, 0.9 on average."""
INTERACTIVE = re.compile(r"interactive", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """Waiting times that a benchmark allows to one request in a hundred."""

    first_token_ms: float
    token_ms: float


def names() -> Mapping[str, Any]:
    """Return the names, data sets and habits of benchmarks."""
    return shipped_toml("estimate/benchmark_names.toml")


def lengths(row: Mapping[str, str], model_id: str) -> tuple[int, int]:
    """Return the mean prompt and answer lengths of a row.

    A benchmark that shortens its lengths says so in its note; a public data set has known means.

    Raises:
        UserError: When neither the row nor its data set tells the prompt's length.
    """
    isl, osl = number(row, "isl"), number(row, "osl")
    data = _data_set(row, model_id)
    if isl is None and data is not None:
        isl, osl = float(data["isl"]), osl or float(data["osl"])
    if isl is None:
        raise UserError("isl: the row does not give the prompt length")
    if isl < 0 or (osl or 0.0) < 0:
        raise UserError("isl, osl: a prompt of 0 tokens and more and an answer, if any, are needed")
    shortened = SHORTER.search(row.get("note", "")) or row.get("source_kind") == "inferencemax"
    factor = 0.9 if shortened else 1.0
    return round(isl * factor), max(1, round((osl or 1.0) * factor))


def limits(row: Mapping[str, str], model_id: str) -> Limits | None:
    """Return the waiting times that a row was measured under; None when there are none, or none are known."""
    if row.get("regime") != "server_slo":
        return None
    data = _data_set(row, model_id)
    if data is None:
        return None
    found = data.get("interactive" if INTERACTIVE.search(row.get("note", "")) else "server")
    return Limits(*map(float, found)) if found else None


def ranks_on_devices(tp: int, pp: int, devices: int) -> int:
    """Return over how many devices the ranks of tensor parallelism are spread.

    Chips of several cores are counted by core in their makers' tables: 24 ranks on 12 chips are 12.

    >>> ranks_on_devices(24, 1, 12)
    12
    """
    cores = -(-tp * pp // devices) if devices else 1
    return max(1, tp // cores)


def burst(source: str) -> float:
    """Return the share of requests that start together, for a source that reports means over such runs."""
    return next((float(share) for part, share in names()["bursts"].items() if part in source), 0.0)


def run_length(source: str, isl: int, osl: int) -> int:
    """Return the requests of a whole run of a source that tells them by lengths; 0 where none is known."""
    for entry in names()["run"]:
        if entry["source"] in source:
            return next((int(n) for i, o, n in entry["requests"] if (i, o) == (isl, osl)), 0)
    return 0


def _data_set(row: Mapping[str, str], model_id: str) -> Mapping[str, Any] | None:
    source = f"{row.get('source', '')} {row.get('source_kind', '')}".casefold()
    for entry in names()["data_set"]:
        if entry["model"] == model_id and any(part in source for part in entry["sources"]):
            found: Mapping[str, Any] = entry
            return found
    return None
