"""Training of models that are no LLM: encoders, vision, speech, tables."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.catalog.records import Accelerator, OtherModel
from advisor.errors import UserError
from advisor.estimate.money import device_cost
from advisor.quantity import Quantity, derive, sourced

BACKWARD = 3.0
"""Forward and backward passes cost three forward passes."""
SETTING_UP_HOURS = 0.05
"""Loading, first compilation and evaluation of the smallest job."""


@dataclass(frozen=True, slots=True)
class SmallTraining:
    """What training a small model takes."""

    gpu_hours: Quantity
    cost_usd: Quantity | None


def small_training(
    model: OtherModel,
    accelerator: Accelerator,
    *,
    examples: float,
    units_per_example: float = 1.0,
    epochs: float = 3.0,
    rate: Quantity | None = None,
) -> SmallTraining:
    """Return device-hours and money of training a model that is no LLM.

    hours = examples x units x epochs x 3 x forward FLOPs / (efficiency x peak x 3600) + set-up. Small
    models keep a device far from its peak, so efficiency is 0.2 with a range of 0.05 to 0.4.

    Args:
        model: The model with its forward FLOPs for one unit of work.
        accelerator: One device.
        examples: Labelled examples.
        units_per_example: Units in one of them, for instance tokens or seconds of sound.
        epochs: Passes over them.
        rate: USD per device-hour.

    Raises:
        UserError: When a number is not positive.
    """
    for name, value in (("examples", examples), ("units_per_example", units_per_example), ("epochs", epochs)):
        if not (math.isfinite(value) and value > 0):
            raise UserError(f"{name}: {value} is not possible; it must be a positive number")
    flops = examples * units_per_example * epochs * BACKWARD * model.gflops_per_unit * 1e9
    efficiency = sourced(
        "efficiency",
        0.2,
        "share of peak",
        "assumed: small models and short inputs keep a device far from its peak",
        low=0.05,
        high=0.4,
        basis="assumed",
    )
    hours = derive(
        "gpu_hours",
        "GPU-hours",
        f"{examples:g} x {units_per_example:g} x {epochs:g} epochs x 3 x {model.gflops_per_unit:g} GFLOPs"
        f" / (efficiency x {accelerator.bf16_tflops:g} TFLOP/s x 3600) + {SETTING_UP_HOURS:g} h set-up",
        lambda efficiency: flops / (efficiency * accelerator.bf16_tflops * 1e12 * 3600.0) + SETTING_UP_HOURS,
        {"efficiency": efficiency},
        sources=(model.source,),
    )
    if rate is None:
        return SmallTraining(hours, None)
    return SmallTraining(hours, device_cost(hours, rate))
