"""Pre-training and continued pre-training: devices' hours, days, energy and money."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from advisor.catalog import load_catalog
from advisor.catalog.records import Accelerator
from advisor.estimate.efficiency import (
    Efficiency,
    goodput,
    highest_mfu,
    scale_loss,
    steady,
    training_coefficients,
    training_precision,
    whole_run,
)
from advisor.estimate.energy import training_kwh
from advisor.estimate.money import device_cost
from advisor.estimate.scaled import scaled
from advisor.estimate.training_request import TrainRequest, check_possible, implied_mfu
from advisor.quantity import Quantity, derive, exact, sourced

__all__ = ["TrainEstimate", "TrainRequest", "check_possible", "estimate_train", "implied_mfu"]


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
        )
        return {name: q for name in names if (q := getattr(self, name)) is not None}


def _mfu(request: TrainRequest) -> tuple[float, Efficiency]:
    """Return steady MFU and the fit that it rests on."""
    precision = training_precision(request.precision)
    generation = request.accelerator.generation
    if request.regime == "benchmark":
        fit = steady(generation, precision, request.moe)
        return fit.mfu * scale_loss(request.gpus), fit
    fit = whole_run(generation, precision, request.moe)
    return fit.mfu / goodput().value, fit


def _mfu_quantity(request: TrainRequest) -> Quantity:
    if request.mfu is not None:
        return exact("mfu", request.mfu, "share", "stated by you", basis="said")
    value, fit = _mfu(request)
    most = highest_mfu(request.accelerator, request.precision)
    return Quantity(
        "mfu",
        min(value, most),
        min(value, most) / fit.factor90,
        min(value * fit.factor90, most),
        "share",
        formula=f"fitted on {fit.n} runs of this generation"
        if fit.n
        else "fallback for an unmeasured generation",
        sources=(fit.source,),
        as_of=training_coefficients()["as_of"],
        basis="measured",
    )


def estimate_train(request: TrainRequest) -> TrainEstimate:
    """Return FLOPs, time, energy and money of a training run with 90% ranges.

    gpu_hours = flops / (mfu x goodput x peak x 3600); wall_days = gpu_hours / gpus / 24. The range of MFU
    holds the whole error of the fit on whole runs, goodput included, so that goodput adds none of its own.
    """
    mfu = _mfu_quantity(request)
    share = _goodput_of(request)
    flops = _flops(request)
    speed = derive(
        "tok_s_per_gpu",
        "tokens/s",
        "mfu x peak_flops / flops_per_token",
        lambda mfu, peak: mfu * peak * 1e12 / request.flops_per_token,
        {"mfu": mfu, "peak": _peak(request.accelerator)},
    )
    hours = derive(
        "gpu_hours",
        "GPU-hours",
        "flops / (mfu x goodput x peak_flops x 3600)",
        lambda flops, mfu, goodput, peak: flops / (mfu * goodput * peak * 1e12 * 3600.0),
        {"flops": flops, "mfu": mfu, "goodput": share, "peak": _peak(request.accelerator)},
    )
    days = scaled("wall_days", "days", f"gpu_hours / {request.gpus} / 24", 1.0 / request.gpus / 24.0, hours)
    cost = None
    if request.rate is not None:
        cost = device_cost(hours, request.rate)
    energy = training_kwh(hours, request.accelerator, request.pue or _usual_pue())
    return TrainEstimate(flops, mfu, share, speed, hours, days, energy, cost, _warnings(request, days))


@cache
def _usual_pue() -> Quantity:
    return load_catalog().parameter("pue")


def _peak(accelerator: Accelerator) -> Quantity:
    return sourced(
        "peak_flops", accelerator.bf16_tflops, "TFLOP/s", accelerator.source, as_of=accelerator.as_of
    )


def _goodput_of(request: TrainRequest) -> Quantity:
    if request.regime == "benchmark":
        return exact("goodput", 1.0, "share", "1: a benchmark has no restarts")
    known = goodput()
    if request.mfu is not None:
        return known
    value = known.value
    return Quantity(
        "goodput",
        value,
        value,
        value,
        "share",
        sources=known.sources,
        as_of=known.as_of,
        basis="measured",
        note="its spread, 0.67 to 0.96, is inside the range of mfu",
    )


def _flops(request: TrainRequest) -> Quantity:
    total = request.flops_per_token * request.tokens
    return exact(
        "flops",
        total,
        "FLOP",
        f"(6 x {request.active_b:g}e9 active parameters + attention over {request.seq_len} tokens)"
        f" x {request.tokens:g} tokens",
    )


def _warnings(request: TrainRequest, days: Quantity) -> tuple[str, ...]:
    found = []
    if days.value > 365:
        found.append(
            f"{days.value:,.0f} days on {request.gpus} devices: hardware will be replaced before it ends"
        )
    if request.accelerator.kind not in ("datacentre", "tpu", "npu"):
        found.append(
            f"{request.accelerator.name} has no published pre-training run; the range is a guess from physics"
        )
    return tuple(found)
