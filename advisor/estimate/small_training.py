"""Training of models that are no LLM: encoders, vision, speech, tables."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import Accelerator, OtherModel
from advisor.errors import require_positive
from advisor.estimate.efficiency import training_coefficients
from advisor.estimate.money import device_cost
from advisor.estimate.scaled import scaled
from advisor.quantity import Quantity, derive, plain_number, sourced

BACKWARD = 3.0
"""Forward and backward passes cost three forward passes."""


@dataclass(frozen=True, slots=True)
class SmallTraining:
    """What training a small model takes."""

    gpu_hours: Quantity
    wall_hours: Quantity
    cost_usd: Quantity | None


def small_training(
    model: OtherModel,
    accelerator: Accelerator,
    *,
    examples: float,
    units_per_example: float = 1.0,
    epochs: float = 3.0,
    gpus: int = 1,
    rate: Quantity | None = None,
) -> SmallTraining:
    """Return device-hours and money of training a model that is no LLM.

    hours = examples x units x epochs x 3 x forward FLOPs / (efficiency x peak x 3600) + set-up. Small
    models keep a device far from its peak, so efficiency is low and its range wide.

    Args:
        model: The model with its forward FLOPs for one unit of work.
        accelerator: One device.
        examples: Labelled examples.
        units_per_example: Units in one of them, for instance tokens or seconds of sound.
        epochs: Passes over them.
        gpus: Devices that share each batch; what they send one another is inside the range.
        rate: USD per device-hour.

    Raises:
        UserError: When a number is not positive.
    """
    given = {"examples": examples, "units_per_example": units_per_example, "epochs": epochs, "gpus": gpus}
    for name, value in given.items():
        require_positive(name, value)
    flops = examples * units_per_example * epochs * BACKWARD * model.gflops_per_unit * 1e9
    set_up = float(training_coefficients()["small_training"]["set_up_hours"])
    hours = derive(
        "gpu_hours",
        "GPU-hours",
        f"{plain_number(examples)} x {units_per_example:g} x {epochs:g} epochs x 3"
        f" x {model.gflops_per_unit:g} GFLOPs"
        f" / (efficiency x {accelerator.bf16_tflops:g} TFLOP/s x 3600) + {set_up:g} hours of set-up",
        lambda efficiency: flops / (efficiency * accelerator.bf16_tflops * 1e12 * 3600.0) + set_up,
        {"efficiency": _efficiency()},
        sources=(model.source,),
    )
    wall = scaled("wall_hours", "hours", f"gpu_hours / {gpus}", 1.0 / gpus, hours)
    return SmallTraining(hours, wall, None if rate is None else device_cost(hours, rate))


def _efficiency() -> Quantity:
    """Return the share of a device's dense 16-bit peak that small models reach, 0 to 1."""
    fit, as_of = training_coefficients()["small_training"], training_coefficients()["as_of"]
    return sourced(
        "efficiency",
        fit["efficiency"],
        "share of peak",
        fit["source"],
        low=fit["low"],
        high=fit["high"],
        as_of=as_of,
        basis="assumed",
    )
