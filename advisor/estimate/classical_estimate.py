"""What a model that is no LLM does on some devices: throughput, latency, devices for a rate, energy."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from advisor.catalog.records import Accelerator, OtherModel
from advisor.estimate.classical import batch_seconds, batch_within, broken_limit, memory_gb, served_precision
from advisor.estimate.classical_coefficients import term
from advisor.estimate.classical_quantities import BATCH_FORMULA, classical_quantity, memory_quantity
from advisor.estimate.classical_time import Mode, require_precision, served_share
from advisor.estimate.classical_work import work_of
from advisor.estimate.load import Misfit, plain_time
from advisor.estimate.money import money_parameters
from advisor.estimate.ownership import rated_kw
from advisor.quantity import Quantity, derive, exact, plain_number


@dataclass(frozen=True, slots=True)
class OtherRequest:
    """A model on some devices, each with a copy."""

    row: OtherModel
    accelerator: Accelerator
    gpus: int = 1
    batch: float | None = None
    """Units that run together on a device; None for the largest that still brings something."""
    rate: float | None = None
    """Units a second that come in at the peak."""
    max_latency_ms: float | None = None
    precision: str = ""
    """Empty for what the device is usually served in."""
    mode: Mode = "compiled"


@dataclass(frozen=True, slots=True)
class OtherEstimate:
    """The answer: figures by name, the batch, and the limit that breaks, if one does."""

    precision: str
    batch: float
    figures: Mapping[str, Quantity]
    broken: Misfit | None
    notes: tuple[str, ...]


def estimate_other(request: OtherRequest) -> OtherEstimate:
    """Estimate throughput, latency, devices for a rate and energy of a model that is no LLM.

    The batch is the largest that brings more within half of the longest latency, unless one is given: a
    unit that comes while a batch runs waits for it first.

    Raises:
        UserError: When the device cannot compute in the precision that is asked for.
    """
    row, device = request.row, request.accelerator
    if request.precision:
        require_precision(device, request.precision)
    precision = request.precision or served_precision(device)
    broken = broken_limit(row, device, precision, request.max_latency_ms, request.mode)
    batch = request.batch or batch_within(row, device, precision, request.max_latency_ms, request.mode)
    seconds = batch_seconds(row, device, batch, precision, request.mode)
    if broken is None and request.max_latency_ms is not None and seconds * 1e3 > request.max_latency_ms:
        broken = _too_late(batch, seconds, request.max_latency_ms)
    figures = _speed(request, precision, batch, seconds)
    notes = list(_notes(row, batch))
    if request.rate is not None:
        more, said = _under_load(request, figures["throughput"], seconds)
        figures |= more
        notes += said
    figures["memory_gb"] = memory_quantity(row, memory_gb(row, precision))
    figures["wh_per_1000_units"] = _energy(device, request.gpus, figures["throughput"])
    return OtherEstimate(precision, batch, figures, broken, tuple(notes))


def _speed(request: OtherRequest, precision: str, batch: float, seconds: float) -> dict[str, Quantity]:
    row, device = request.row, request.accelerator
    alone = batch_seconds(row, device, 1.0, precision, request.mode)
    counted, _, what = row.unit.partition(" ")
    each = f"{counted}s {what}".rstrip() + "/s"
    of_batch = f"time of a batch of {plain_number(batch)}: {BATCH_FORMULA}"
    return {
        "throughput": classical_quantity(
            row,
            device,
            "throughput",
            request.gpus * batch / seconds,
            each,
            f"devices x batch / ({of_batch})",
        ),
        "batch_ms": classical_quantity(row, device, "batch_ms", seconds * 1e3, "ms", of_batch),
        "alone_ms": classical_quantity(row, device, "alone_ms", alone * 1e3, "ms", "the same, batch of 1"),
    }


def _under_load(
    request: OtherRequest, throughput: Quantity, seconds: float
) -> tuple[dict[str, Quantity], list[str]]:
    """Return the devices for a rate, and how busy the given ones are and how long a unit takes on them."""
    rate = exact("rate", request.rate or 0.0, throughput.unit, "given with the question", basis="said")
    busy, served, one = term("busy"), served_share(work_of(request.row), request.accelerator), request.gpus

    def devices(rate: float, throughput: float) -> float:
        return max(1.0, math.ceil(rate / (throughput / one * busy * served)))

    both = {"rate": rate, "throughput": throughput}
    formula = f"rate / ({busy:g} x {served:.2g} x throughput / devices), rounded up"
    found = {
        "devices_for_rate": derive("devices_for_rate", "devices", formula, devices, both),
        "utilisation": derive(
            "utilisation",
            "share",
            f"rate / ({served:.2g} x throughput): what a server with many clients keeps of a batch job",
            lambda rate, throughput: rate / (throughput * served),
            both,
        ),
    }
    if found["utilisation"].value >= 1.0:
        return found, ["Saturated: more comes in than these devices finish, so the wait grows without end."]
    batch_ms = classical_quantity(
        request.row, request.accelerator, "latency_ms", seconds * 1e3, "ms", "time of a batch"
    )
    found["latency_ms"] = Quantity(
        "latency_ms",
        1.5 * batch_ms.value,
        batch_ms.low,
        2.0 * batch_ms.high,
        "ms",
        formula="time of a batch, and of the rest of the batch before it: half on average, at most all",
        inputs=(batch_ms,),
        as_of=batch_ms.as_of,
    )
    return found, []


def _energy(device: Accelerator, gpus: int, throughput: Quantity) -> Quantity:
    factor = money_parameters()["serving_power_factor"]
    full = Quantity(
        "full_load",
        factor.high,
        factor.value,
        factor.high,
        "share",
        sources=factor.sources,
        as_of=factor.as_of,
    )
    return derive(
        "wh_per_1000_units",
        "Wh",
        "rated_kw x share of it at full load x 1e6 / (throughput x 3600)",
        lambda kw, full, throughput: kw * full * 1e6 / (throughput * 3600.0),
        {"kw": rated_kw(device, gpus), "full": full, "throughput": throughput},
    )


def _too_late(batch: float, seconds: float, limit_ms: float) -> Misfit:
    needs = f"{plain_time(seconds)} for a batch of {plain_number(batch)}"
    return Misfit(
        "time of a batch", needs, f"a limit of {plain_time(limit_ms / 1e3)}", "ms", seconds * 1e3, limit_ms
    )


def _notes(row: OtherModel, batch: float) -> tuple[str, ...]:
    if row.window_units <= 1.0:
        return ()
    window = plain_number(row.window_units)
    each = f"It works in windows of {window} {row.unit.replace('second', 'seconds')}."
    short = batch < row.window_units
    return (
        each + (" A shorter piece is filled up, so live pieces cost more than recordings." if short else ""),
    )
