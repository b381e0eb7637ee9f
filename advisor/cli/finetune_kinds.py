"""Figures of tuning by rollouts, by a teacher and at a host, for the command line."""

from __future__ import annotations

import argparse

from advisor.catalog import Catalog
from advisor.catalog.records import ApiModel, LanguageModel
from advisor.cli.finetune_job import Job
from advisor.errors import UserError
from advisor.estimate.architecture import from_row
from advisor.estimate.distillation import distillation_usd, teacher_by_api, teacher_by_devices
from advisor.estimate.finetune import FinetuneEstimate
from advisor.estimate.managed_tuning import managed_usd, managed_usd_per_m_tokens
from advisor.estimate.rollouts import estimate_rollouts
from advisor.estimate.serving import ServeRequest
from advisor.quantity import Quantity


def figures_of_rollouts(job: Job) -> tuple[FinetuneEstimate, dict[str, Quantity | None]]:
    """Return the estimate with the engine's memory, and the figures of generating and learning.

    Raises:
        UserError: When the model writes no text, or does not fit the devices for generating.
    """
    if job.rollouts is None or not isinstance(job.model, LanguageModel):
        raise UserError(f"--method: {job.model.name} writes no answers that could be rewarded.")
    found = estimate_rollouts(job.request, job.rollouts, from_row(job.model))
    return found.training, {
        "peak_memory_gb_per_gpu": found.training.peak_memory_gb_per_gpu,
        "tok_s_per_gpu": found.training.tok_s_per_gpu,
        "rollout_tok_s_per_gpu": found.rollout_tok_s_per_gpu,
        "rollout_gpu_hours": found.rollout_gpu_hours,
        "rollout_share": found.rollout_share,
        "gpu_hours": found.gpu_hours,
        "wall_hours": found.wall_hours,
        "cost_usd": found.cost_usd,
    }


def engine_gb(job: Job) -> float:
    """Return what generating answers holds on each device besides the training; nothing without rollouts."""
    if job.rollouts is None:
        return 0.0
    found, _ = figures_of_rollouts(job)
    return sum(found.memory[name].value for name in ("engine", "critic") if name in found.memory)


def figures_of_distillation(
    args: argparse.Namespace, job: Job, found: FinetuneEstimate, catalog: Catalog
) -> dict[str, Quantity | None]:
    """Return the teacher's bill, and the cost of teacher and student together."""
    assert job.lessons is not None
    figures: dict[str, Quantity | None] = {}
    if args.teacher_gpu:
        device = catalog.accelerator(args.teacher_gpu)
        gpus = args.teacher_gpus or 1
        row = catalog.model(args.teacher)
        request = ServeRequest(
            from_row(row),
            device,
            gpus=gpus,
            tp=gpus,
            weights=row.native_precision,
            isl=max(1, int(job.lessons.prompt_tokens)),
            osl=max(1, int(job.lessons.answer_tokens)),
        )
        figures.update(teacher_by_devices(job.lessons, request, catalog.on_demand_rate(device.id)))
    else:
        figures["teacher_usd"] = teacher_by_api(job.lessons, _hosted(args.teacher, catalog))
    figures["cost_usd"] = distillation_usd(figures.get("teacher_usd"), found)
    return figures


def _hosted(name: str, catalog: Catalog) -> ApiModel:
    """Return a hosted model.

    Raises:
        UserError: When only an open-weight model has that name, or none.
    """
    try:
        return catalog.api(name)
    except UserError as unknown:
        try:
            catalog.model(name)
        except UserError:
            raise unknown from None
        raise UserError(
            f"--teacher: {name!r} has no list price; name a device that serves it with --teacher-gpu."
        ) from None


def managed_figures(method: str, job: Job) -> dict[str, Quantity | None]:
    """Return what a host asks for the same tokens, where hosts tune so."""
    tokens = job.request.tokens
    if tokens is None or job.rollouts is not None or not isinstance(job.model, LanguageModel):
        return {}
    price = managed_usd_per_m_tokens(job.model.params_b, "dpo" if method == "dpo" else "sft")
    return {} if price is None else {"managed_usd": managed_usd(tokens, price)}
