"""Training of models that are no LLM: on one rented card, or on an ordinary server for tables."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import Accelerator, OtherModel
from advisor.estimate.small_training import SmallTraining, small_training
from advisor.quantity import Quantity, exact
from advisor.strategy.classes import hardware_class
from advisor.strategy.context import Context
from advisor.strategy.records import Hardware

ON_CPU = ("tabular",)
"""Tasks whose models train on ordinary servers."""


@dataclass(frozen=True, slots=True)
class TuningRun:
    """One run on the cheapest devices that surely hold it."""

    usd: Quantity
    gpu_hours: Quantity
    hardware: Hardware


def small_run(context: Context, model: OtherModel, examples: float, tokens_each: float) -> TuningRun | None:
    """Return one training run of a model that is no LLM, or None where nothing to train it on is known.

    Args:
        context: The bundle.
        model: The model.
        examples: Labelled examples.
        tokens_each: Length of one example in tokens, for models whose unit is a token.
    """
    units = tokens_each if "token" in model.unit else 1.0
    best: TuningRun | None = None
    for device, rate in _devices(context, model):
        found = small_training(model, device, examples=examples, units_per_example=max(1.0, units), rate=rate)
        run = _run(found, device)
        if best is None or run.usd.value < best.usd.value:
            best = run
    return best


def training_hardware(accelerator: Accelerator, count: int) -> Hardware:
    """Return the devices of a training run for showing."""
    return Hardware(
        accelerator=accelerator.id,
        name=accelerator.name,
        count=count,
        memory_gb=accelerator.memory_gb,
        hardware_class=hardware_class(accelerator, count),
    )


def _devices(context: Context, model: OtherModel) -> list[tuple[Accelerator, Quantity]]:
    catalog = context.supply.catalog
    if model.task in ON_CPU:
        price = context.anchors.cpu_usd_per_hour
        return [(row, price) for row in catalog.accelerators.values() if row.kind == "cpu"]
    offers = context.supply.offers("on_demand")
    return [(o.accelerator, catalog.rate(o.price)) for o in offers if o.accelerator.kind != "cpu"]


def _run(found: SmallTraining, device: Accelerator) -> TuningRun:
    usd = found.cost_usd or exact("cost_usd", 0.0, "USD", "no price is known")
    return TuningRun(usd, found.gpu_hours, training_hardware(device, 1))
