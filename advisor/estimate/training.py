"""Pre-training and continued pre-training: devices' hours, days, energy and money."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from advisor.catalog import load_catalog
from advisor.catalog.records import Accelerator
from advisor.estimate.efficiency import highest_mfu
from advisor.estimate.energy import carbon_kg, training_kwh
from advisor.estimate.money import device_cost
from advisor.estimate.scaled import scaled
from advisor.estimate.training_goodput import goodput_of, usual_goodput
from advisor.estimate.training_rate import range_of, seconds_per_token
from advisor.estimate.training_request import TrainRequest, check_possible, implied_mfu
from advisor.estimate.training_speed import measured, speed_as_of, speed_source
from advisor.quantity import Quantity, derive, exact, plain_number, sourced

__all__ = ["TrainEstimate", "TrainRequest", "check_possible", "estimate_train", "implied_mfu"]

LONGEST_USEFUL_DAYS = 365.0
"""Hardware is replaced before a longer run ends."""
TRAINED_ON = ("datacentre", "tpu", "npu")
"""Kinds of device that somebody has pre-trained on in public."""


@dataclass(frozen=True, slots=True)
class TrainEstimate:
    """What a training run takes."""

    flops: Quantity
    mfu: Quantity
    """Steady share of the dense bf16 peak."""
    goodput: Quantity
    """Share of paid time that trains; 1 in a benchmark."""
    tok_s_per_gpu: Quantity
    """Tokens a second and device while it trains."""
    gpu_hours: Quantity
    wall_days: Quantity
    energy_kwh: Quantity
    cost_usd: Quantity | None
    """None when no price is known."""
    carbon_kg: Quantity | None = None
    """None when nobody says how the electricity is made."""
    warnings: tuple[str, ...] = ()

    def quantities(self) -> dict[str, Quantity]:
        """Return the figures by name, the cost only when there is a price."""
        names = (
            "flops",
            "mfu",
            "goodput",
            "tok_s_per_gpu",
            "gpu_hours",
            "wall_days",
            "energy_kwh",
            "cost_usd",
            "carbon_kg",
        )
        return {name: q for name in names if (q := getattr(self, name)) is not None}


def estimate_train(request: TrainRequest) -> TrainEstimate:
    """Return FLOPs, time, energy and money of a training run with 90% ranges.

    gpu_hours = flops / (mfu x goodput x peak x 3600); wall_days = gpu_hours / gpus / 24. The range of MFU
    holds the whole error of the fit on whole runs, goodput included, so that goodput adds none of its own.
    """
    mfu = _mfu(request)
    share = goodput_of(request)
    flops = _flops(request)
    peak = _peak(request.accelerator)
    each = request.flops_per_token
    speed = derive(
        "tok_s_per_gpu",
        "tokens/s",
        "mfu x peak_flops / flops_per_token",
        lambda mfu, peak: mfu * peak * 1e12 / each,
        {"mfu": mfu, "peak": peak},
    )
    hours = derive(
        "gpu_hours",
        "GPU-hours",
        "flops / (mfu x goodput x peak_flops x 3600)",
        lambda flops, mfu, goodput, peak: flops / (mfu * goodput * peak * 1e12 * 3600.0),
        {"flops": flops, "mfu": mfu, "goodput": share, "peak": peak},
    )
    days = scaled("wall_days", "days", f"gpu_hours / {request.gpus} / 24", 1.0 / request.gpus / 24.0, hours)
    cost = None if request.rate is None else device_cost(hours, request.rate)
    energy = training_kwh(hours, request.accelerator, request.pue or _usual_pue())
    carbon = None if request.gco2_per_kwh is None else carbon_kg(energy, request.gco2_per_kwh)
    return TrainEstimate(
        flops, mfu, share, speed, hours, days, energy, cost, carbon, _warnings(request, days)
    )


@cache
def _usual_pue() -> Quantity:
    return load_catalog().parameter("pue")


def _mfu(request: TrainRequest) -> Quantity:
    """Return the steady share of the bf16 peak, with the range of the sort of job."""
    if request.mfu is not None:
        return exact("mfu", request.mfu, "share", "stated by you", basis="said")
    peak = request.accelerator.bf16_tflops * 1e12
    trains = usual_goodput(request)
    value = request.flops_per_token / (seconds_per_token(request) * peak * trains)
    most = highest_mfu(request.accelerator, request.precision)
    spread = range_of(request)
    value = min(value, most)
    known = measured(request.accelerator)
    return Quantity(
        "mfu",
        value,
        value / spread.factor,
        min(value * spread.factor, most),
        "share",
        formula="flops_per_token / (seconds_per_token x peak_flops): products, attention, element-wise work,"
        f" traffic and waiting; range from {spread.n} measurements left out of the fit"
        + ("" if known else f", widened: nobody measured training on {request.accelerator.generation}"),
        sources=(speed_source(),),
        as_of=speed_as_of(),
        basis="measured" if known else "computed",
    )


def _peak(accelerator: Accelerator) -> Quantity:
    return sourced(
        "peak_flops", accelerator.bf16_tflops, "TFLOP/s", accelerator.source, as_of=accelerator.as_of
    )


def _flops(request: TrainRequest) -> Quantity:
    total = request.flops_per_token * request.tokens
    return exact(
        "flops",
        total,
        "FLOP",
        f"({request.per_weight:g} x {request.active_b:g}e9 active parameters + attention over"
        f" {request.seq_len} tokens) x {plain_number(request.tokens)} tokens",
    )


def _warnings(request: TrainRequest, days: Quantity) -> tuple[str, ...]:
    found = []
    if days.value > LONGEST_USEFUL_DAYS:
        found.append(
            f"{days.value:,.0f} days on {request.gpus} devices: hardware will be replaced before it ends"
        )
    if request.accelerator.kind not in TRAINED_ON:
        found.append(
            f"{request.accelerator.name} has no published pre-training run; the range is a guess from physics"
        )
    return tuple(found)
