"""Tuning by rewards: a run that writes its own examples, judged by a program."""

from __future__ import annotations

from dataclasses import replace

from advisor.catalog.records import Accelerator
from advisor.errors import UserError
from advisor.estimate.finetune import FinetuneRequest, shape_of
from advisor.estimate.rollouts import RolloutEstimate, RolloutPlan, estimate_rollouts
from advisor.strategy.context import Context
from advisor.strategy.shown_hardware import shown_hardware
from advisor.strategy.small_runs import TuningRun

EPOCHS = 3.0
"""Times that each task is tried anew."""
TIMES = (1, 2, 4, 8)
"""How many times the devices of a plain run are tried, until model, reference and answers fit."""
LEAST_TASKS = 100.0
"""Tasks that are written where fewer exist."""
LONGEST_HOURS = 24.0 * 14
"""Hours that a tuning run may take where more devices would end it sooner."""


def by_rollouts(context: Context, word: str, model: str | None, plain: TuningRun | None) -> TuningRun | None:
    """Return the run with the answers that are written for it, where a word learns by rewards.

    The devices are those of the plain run, or a multiple of them that holds the model for writing too. Where
    the model's exact shape is not known, or nothing holds it, the plain run comes back, and its cost is
    multiplied by the usual factor.

    Args:
        context: The bundle.
        word: The tuning word.
        model: Catalogue id of the model that is changed, where one is named.
        plain: The run over the same examples without any writing.
    """
    row = context.supply.catalog.models.get(model or "")
    if plain is None or row is None or not context.anchors.tuning_method[word].get("rollouts"):
        return plain
    key = ("rollouts", row.id, plain.hardware.accelerator, plain.hardware.count, *_sizes(context))
    found = context.supply.remember(key, lambda: _tried(context, word, row.id, plain))
    device = context.supply.catalog.accelerator(plain.hardware.accelerator)
    return plain if found is None else _run(device, found, plain)


def _sizes(context: Context) -> tuple[float, int, int]:
    work = context.workload
    tasks = max(context.profile.number("examples.count") or 0.0, LEAST_TASKS)
    return tasks, int(max(16.0, work.input_tokens.value)), int(max(16.0, work.output_tokens.value))


def _tried(context: Context, word: str, model: str, plain: TuningRun) -> tuple[RolloutEstimate, int] | None:
    """Return the smallest multiple of the devices that holds the run and ends in time, with their number."""
    catalog, (tasks, prompt, answer) = context.supply.catalog, _sizes(context)
    device, row = catalog.accelerator(plain.hardware.accelerator), catalog.model(model)
    price = catalog.rental(device.id, "on_demand")
    request = FinetuneRequest(
        shape_of(row),
        context.anchors.tuning_method[word]["method"],
        device,
        rate=catalog.rate(price) if price and plain.usd.value > 0 else None,
    )
    best: tuple[RolloutEstimate, int] | None = None
    for times in TIMES:
        gpus = plain.hardware.count * times
        plan = RolloutPlan(tasks * EPOCHS, prompt_tokens=prompt, answer_tokens=answer)
        try:
            found = estimate_rollouts(replace(request, gpus=gpus), plan, context.supply.architecture(row))
        except UserError:
            continue
        if not found.training.fits:
            continue
        best = best or (found, gpus)
        if found.wall_hours.value <= LONGEST_HOURS:
            return found, gpus
    return best


def _run(device: Accelerator, found: tuple[RolloutEstimate, int], plain: TuningRun) -> TuningRun:
    estimate, gpus = found
    more = shown_hardware(device, gpus)
    hardware = replace(more, owned=plain.hardware.owned, bought=plain.hardware.bought)
    return replace(
        plain,
        usd=estimate.cost_usd or plain.usd,
        gpu_hours=estimate.gpu_hours,
        hardware=hardware,
        wall_hours=estimate.wall_hours,
        whole=True,
    )
