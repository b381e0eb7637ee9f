"""Throughput and devices for models that are no LLM: embedding, encoder, speech, image, tabular."""

from __future__ import annotations

import math

from advisor.catalog.records import Accelerator, OtherModel
from advisor.estimate.coefficients import coefficient, coefficients, fit_source, for_device, interval
from advisor.estimate.fitted import fitted, said, utilisation
from advisor.estimate.fleet import Fleet
from advisor.estimate.load import Misfit, count_misfit, memory_misfit, plain_time
from advisor.estimate.memory import GB, usable_bytes
from advisor.quantity import SECONDS_PER_DAY, Quantity, plain_number, sourced

BYTES_PER_WEIGHT = 2.0
LARGEST_BATCH = 65536.0


def units_per_second(row: OtherModel, accelerator: Accelerator, batch: float = 1.0) -> float:
    """Return the units of work that one device finishes a second, ``batch`` at a time.

    ``batch / (weights/bandwidth + batch * FLOPs / (peak * share) + launch)``; the weights are read once
    a batch, and the peak is that of 16-bit arithmetic.

    Args:
        row: The model, with its FLOPs for one unit.
        accelerator: One device.
        batch: Units that run together.
    """
    return batch / batch_seconds(row, accelerator, batch)


def batch_seconds(row: OtherModel, accelerator: Accelerator, batch: float) -> float:
    """Return the seconds of one batch of units."""
    bandwidth, _ = for_device("bandwidth", accelerator)
    share, _ = for_device("classical", accelerator)
    share *= task_share(row.task)
    launch = coefficient("classical.launch_us") * 1e-6
    read = row.params_b * 1e9 * BYTES_PER_WEIGHT / (accelerator.bandwidth_gb_s * GB * bandwidth)
    work = batch * row.gflops_per_unit * 1e9 / (accelerator.bf16_tflops * 1e12 * share)
    return read + work + launch


def task_share(task: str) -> float:
    """Return what a task reaches of the arithmetic of encoders: 1, or less where it writes word by word."""
    known = coefficients()
    return known.get(f"classical_task.{task}", known["classical_task.physics"]).value


def size_other(
    row: OtherModel,
    accelerator: Accelerator,
    units_per_day: float,
    peak_factor: float,
    latency_ms: float | None = None,
    *,
    max_devices: int = 64,
) -> Fleet | Misfit:
    """Return the devices that carry a load of units, or the limit that breaks.

    Args:
        row: The model.
        accelerator: One device.
        units_per_day: Units of work a day: tokens, seconds of audio, images, rows.
        peak_factor: Units a second at the peak over the daily mean.
        latency_ms: Longest time that one unit may take.
        max_devices: Most devices that may be used.

    Returns:
        The fleet, one replica a device, with ``first_token_ms`` the time of one batch at the peak and
        ``tpot_ms`` the time of one unit; or the first limit that breaks.
    """
    usable = usable_bytes(accelerator) / GB
    if row.memory_gb > usable:
        return memory_misfit(row.memory_gb, accelerator.memory_gb, usable, 1)
    alone_ms = batch_seconds(row, accelerator, 1.0) * 1e3
    if latency_ms is not None and alone_ms > latency_ms:
        needs = f"at least {plain_time(alone_ms / 1e3)} for one {row.unit}"
        return Misfit(
            f"time of one {row.unit}",
            needs,
            f"a limit of {plain_time(latency_ms / 1e3)}",
            "ms",
            alone_ms,
            latency_ms,
        )
    batch = _largest_batch(row, accelerator, latency_ms)
    ceiling = coefficient("classical.busy")
    rate = units_per_second(row, accelerator, batch) * ceiling
    peak = units_per_day * peak_factor / SECONDS_PER_DAY
    devices = max(1, math.ceil(peak / rate))
    if devices > max_devices:
        return count_misfit(devices, max_devices)
    return _fleet(row, accelerator, units_per_day, devices, batch, rate)


def _largest_batch(row: OtherModel, accelerator: Accelerator, latency_ms: float | None) -> float:
    """Return the batch from which on more brings little, within half the limit; the other half is waiting.

    It doubles until reading the weights and launching take a tenth of the time.
    """
    batch = 1.0
    limit = math.inf if latency_ms is None else latency_ms / 2e3
    fixed = batch_seconds(row, accelerator, 0.0)
    seconds = batch_seconds(row, accelerator, batch)
    while batch < LARGEST_BATCH and fixed > seconds / 10.0:
        seconds = batch_seconds(row, accelerator, batch * 2.0)
        if seconds > limit:
            break
        batch *= 2.0
    return batch


def _fleet(
    row: OtherModel,
    accelerator: Accelerator,
    units_per_day: float,
    devices: int,
    batch: float,
    rate: float,
) -> Fleet:
    _, distance = for_device("classical", accelerator)
    spread = interval("classical", distance)
    sources = (fit_source(), row.source)
    seconds = batch_seconds(row, accelerator, batch)
    capacity = fitted(
        "capacity_requests_day",
        devices * rate * SECONDS_PER_DAY,
        f"{row.unit}/day",
        spread,
        "devices * busy share * batch / (weights/bandwidth + batch * FLOPs/(peak * share) + launch)",
        sources=sources,
    )
    of_batch = f"time of a batch of {plain_number(batch)}"
    unit_ms, of_unit = seconds * 1e3 / batch, f"ms/{row.unit}"
    return Fleet(
        accelerator=accelerator.id,
        precision="bf16",
        devices_per_replica=1,
        replicas=devices,
        devices=devices,
        first_token_ms=fitted("first_token_ms", seconds * 1e3, "ms", spread, of_batch, sources=sources),
        tpot_ms=fitted("tpot_ms", unit_ms, of_unit, spread, f"{of_batch} / batch", sources=sources),
        capacity_requests_day=capacity,
        utilisation=utilisation(said("units_per_day", units_per_day, f"{row.unit}/day"), capacity),
        memory_gb=_memory(row),
        slots=int(batch),
    )


def _memory(row: OtherModel) -> Quantity:
    """Return the memory of a model as its makers give it, which leaves out how large a batch runs."""
    size = row.memory_gb
    return sourced("memory_gb", size, "GB", row.source, low=size * 0.8, high=size * 1.3, as_of=row.as_of)
