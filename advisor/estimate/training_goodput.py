"""How much of paid time trains: failures, restarts, checks and slow days."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from advisor.catalog.records import Accelerator
from advisor.estimate.training_request import TrainRequest
from advisor.estimate.training_speed import (
    speed_as_of,
    speed_coefficients,
    speed_file,
    speed_source,
    training_facts,
)
from advisor.quantity import Quantity, derive, exact, sourced


def failures_per_day(gpus: float) -> float:
    """Return interruptions a day: devices x failures of one device a day.

    Llama 3 405B had 419 unexpected ones in 54 days on 16,384 devices (arXiv:2407.21783).

    >>> round(failures_per_day(16_384) * 54)
    419
    """
    return gpus * float(training_facts()["failure"]["per_device_day"])


def more_than_a_server(device: Accelerator, gpus: float) -> bool:
    """Return whether a job leaves one server, or eight chips of a pod."""
    return gpus > max(8, device.devices_per_node if device.kind != "tpu" else 0)


def failure_loss(gpus: float) -> float:
    """Return time lost to failures over time that trains: failures a day x hours lost / 24."""
    return failures_per_day(gpus) * float(training_facts()["failure"]["hours_lost"]) / 24.0


def run_speed(device: Accelerator, gpus: float, c: Mapping[str, float] | None = None) -> float:
    """Return the speed of a whole run over that of a tuned benchmark.

    On one server 1. On more the fitted share, which holds slower networks, untuned settings, evaluation
    and slow days, over ``1 + failure_loss``.

    Args:
        device: One device.
        gpus: Devices in the job.
        c: Coefficients by id; the fitted ones when None.
    """
    if not more_than_a_server(device, gpus):
        return 1.0
    share = (speed_coefficients() if c is None else c)["run"]
    return share / (1.0 + failure_loss(gpus))


def interruptions(gpus: float, days: Quantity) -> Quantity:
    """Return how often a run stops for a failure: failures a day x days.

    Llama 3 405B stopped 419 times in 54 days on 16,384 devices.
    """
    each = failures_per_day(gpus)
    return derive(
        "interruptions",
        "times",
        f"{each:.3g} failures a day x wall_days",
        lambda days: each * days,
        {"days": days},
        sources=(str(training_facts()["failure"]["source"]),),
    )


def scale_loss(device: Accelerator, gpus: float) -> Quantity:
    """Return the share of a step that is lost to the number of devices: 1 - (devices / 8)^-exponent."""
    row = next(r for r in speed_file()["coefficient"] if r["id"] == _exponent(device))
    low, value, high = (row["value"] * (1.0 + sign * row["error"]) for sign in (-1.645, 0.0, 1.645))
    ratio = max(1.0, gpus / 8.0)
    return Quantity(
        "scale_loss",
        1.0 - ratio**-value,
        1.0 - ratio ** -max(0.0, low),
        1.0 - ratio**-high,
        "share",
        formula=f"1 - ({gpus:g} / 8)^-{value:.3g}",
        sources=(speed_source(),),
        as_of=speed_as_of(),
    )


def _exponent(device: Accelerator) -> str:
    return "scale.tpu" if device.kind == "tpu" else "scale"


@cache
def published_goodput() -> Quantity:
    """Return whole-run over steady MFU of the runs that published both."""
    row = training_facts()["goodput"]
    return sourced(
        "goodput",
        row["value"],
        "share",
        row["source"],
        low=row["low"],
        high=row["high"],
        as_of=training_facts()["as_of"],
        basis="measured",
    )


def usual_goodput(request: TrainRequest) -> float:
    """Return the share of paid time that usually trains: the published one less failures at that scale.

    1 in a benchmark and on one server.
    """
    if request.regime == "benchmark" or not more_than_a_server(request.accelerator, request.gpus):
        return 1.0
    return published_goodput().value / (1.0 + failure_loss(request.gpus))


def goodput_of(request: TrainRequest) -> Quantity:
    """Return the share of paid time that trains, stated or usual."""
    if request.goodput is not None:
        return exact("goodput", request.goodput, "share", "stated by you", basis="said")
    value = usual_goodput(request)
    if value == 1.0:
        why = "benchmark" if request.regime == "benchmark" else "run on one server"
        return exact("goodput", 1.0, "share", f"1: a {why} hardly ever stops")
    known = published_goodput()
    failing = failures_per_day(request.gpus)
    stated = request.mfu is not None
    return Quantity(
        "goodput",
        value,
        known.low if stated else value,
        known.high if stated else value,
        "share",
        formula=f"{known.value:g} published / (1 + {failing:.3g} failures a day x hours lost / 24)",
        sources=(*known.sources, str(training_facts()["failure"]["source"])),
        as_of=known.as_of,
        basis="measured",
        note="" if stated else f"its spread, {known.low:g} to {known.high:g}, is inside the range of mfu",
    )
