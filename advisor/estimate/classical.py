"""Throughput and devices for models that are no LLM: embedding, encoder, speech, image, tabular."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.catalog.records import Accelerator, OtherModel
from advisor.estimate import classical_time
from advisor.estimate.classical_coefficients import term
from advisor.estimate.classical_quantities import BATCH_FORMULA, classical_quantity, memory_quantity
from advisor.estimate.classical_time import BYTES, Mode, native_tflops, served_share, usual_batch
from advisor.estimate.classical_work import work_of
from advisor.estimate.fitted import said, utilisation
from advisor.estimate.fleet import Fleet
from advisor.estimate.load import Misfit, memory_misfit, plain_time
from advisor.estimate.memory import GB, usable_bytes
from advisor.quantity import SECONDS_PER_DAY, Quantity, plain_number

WAITING = 2.0
"""Times that a batch fits into the limit: while one runs, the next one waits for it."""


def batch_seconds(
    row: OtherModel,
    accelerator: Accelerator,
    batch: float,
    precision: str = "",
    mode: Mode = "compiled",
) -> float:
    """Return the seconds of one batch of units; see :func:`advisor.estimate.classical_time.batch_seconds`.

    Args:
        row: The model.
        accelerator: One device.
        batch: Units that run together, more than 0.
        precision: Empty for the one that the device is served in; see :func:`served_precision`.
        mode: Whether an engine fuses layers.
    """
    chosen = precision or served_precision(accelerator)
    return classical_time.batch_seconds(work_of(row), accelerator, batch, chosen, mode)


def served_precision(accelerator: Accelerator) -> str:
    """Return the precision in which a device serves such models unless one is asked for.

    8 bit on a chip whose 8-bit arithmetic is all that its maker sells it for (``npu`` and at least
    ``int8_first`` times as fast as 16 bit), else 16 bit.
    """
    tops = native_tflops(accelerator, "int8")
    first = tops is not None and tops >= term("int8_first") * accelerator.bf16_tflops
    return "int8" if accelerator.kind == "npu" and first else "bf16"


def memory_gb(row: OtherModel, precision: str) -> float:
    """Return the GB of a model with a batch: what the catalogue says for 16 bit, its weights resized."""
    return max(0.0, row.memory_gb + row.params_b * (BYTES[precision] - BYTES["bf16"]))


@dataclass(frozen=True, slots=True)
class Pace:
    """How one device serves a model, however many units there are."""

    precision: str
    batch: float
    rate_s: float
    """Units a second that are planned for."""

    def devices(self, units_per_day: float, peak_factor: float) -> int:
        """Return how many devices carry a load: ``peak / rate of one``."""
        return max(1, math.ceil(units_per_day * peak_factor / SECONDS_PER_DAY / self.rate_s))


def pace_on(
    row: OtherModel,
    accelerator: Accelerator,
    latency_ms: float | None,
    together: float = 1.0,
    precision: str = "",
) -> Pace | Misfit:
    """Return how a device serves a model within a limit, or the first limit that breaks.

    Args:
        row: The model.
        accelerator: One device.
        latency_ms: Within which a request is answered; None where nobody waits.
        together: Units of one request, which is answered when all of them are done: the tokens of a text.
        precision: Empty for the one that the device is served in; see :func:`served_precision`.
    """
    precision = precision or served_precision(accelerator)
    broken = broken_limit(row, accelerator, precision, latency_ms, together=together)
    if broken is not None:
        return broken
    batch = batch_within(row, accelerator, precision, latency_ms)
    if latency_ms is not None:
        batch = max(batch, together)
    rate_s = batch / batch_seconds(row, accelerator, batch, precision) * busy_share(row, accelerator)
    return Pace(precision, batch, rate_s)


def busy_share(row: OtherModel, accelerator: Accelerator) -> float:
    """Return the share of a batch job's rate that is planned for: what a server keeps, and is kept busy."""
    return term("busy") * served_share(work_of(row), accelerator)


def broken_limit(
    row: OtherModel,
    accelerator: Accelerator,
    precision: str,
    latency_ms: float | None,
    mode: Mode = "compiled",
    together: float = 1.0,
) -> Misfit | None:
    """Return the limit that a model breaks on a device even alone: memory, then the time of one unit, or of
    the units of one request."""
    usable, needs_gb = usable_bytes(accelerator) / GB, memory_gb(row, precision)
    if needs_gb > usable:
        return memory_misfit(needs_gb, accelerator.memory_gb, usable, 1)
    alone_ms = batch_seconds(row, accelerator, together, precision, mode) * 1e3
    if latency_ms is None or alone_ms <= latency_ms:
        return None
    what = f"one {row.unit}" if together <= 1.0 else f"{plain_number(together)} {row.unit}s"
    needs = f"at least {plain_time(alone_ms / 1e3)} for {what}"
    limit = f"a limit of {plain_time(latency_ms / 1e3)}"
    return Misfit(f"time of {what}", needs, limit, "ms", alone_ms, latency_ms)


def batch_within(
    row: OtherModel,
    accelerator: Accelerator,
    precision: str,
    latency_ms: float | None,
    mode: Mode = "compiled",
) -> float:
    """Return the batch from which on more brings little, within half the limit; the other half is waiting."""
    limit = math.inf if latency_ms is None else latency_ms / 1e3 / WAITING
    return usual_batch(work_of(row), accelerator, precision, mode, limit)


def fleet_at(
    row: OtherModel, accelerator: Accelerator, pace: Pace, units_per_day: float, devices: int
) -> Fleet:
    """Return so many devices with their figures."""
    precision, batch = pace.precision, pace.batch
    seconds = batch_seconds(row, accelerator, batch, precision)

    def figure(name: str, value: float, unit: str, formula: str) -> Quantity:
        return classical_quantity(row, accelerator, name, value, unit, formula)

    capacity = figure(
        "capacity_requests_day",
        devices * pace.rate_s * SECONDS_PER_DAY,
        f"{row.unit}/day",
        f"devices * busy share * share of a server * batch / ({BATCH_FORMULA})",
    )
    of_batch = f"time of a batch of {plain_number(batch)}: {BATCH_FORMULA}"
    return Fleet(
        accelerator=accelerator.id,
        precision=precision,
        devices_per_replica=1,
        replicas=devices,
        devices=devices,
        first_token_ms=figure("first_token_ms", seconds * 1e3, "ms", of_batch),
        tpot_ms=figure("tpot_ms", seconds * 1e3 / batch, f"ms/{row.unit}", f"({of_batch}) / batch"),
        capacity_requests_day=capacity,
        utilisation=utilisation(said("units_per_day", units_per_day, f"{row.unit}/day"), capacity),
        memory_gb=memory_quantity(row, memory_gb(row, precision)),
        slots=int(batch),
    )
