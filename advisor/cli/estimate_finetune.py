"""``advisor estimate finetune``."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace

from advisor.catalog import Catalog
from advisor.cli.catalog_options import catalog_of
from advisor.cli.figures_table import figures_table, formulas_text, sources_text
from advisor.cli.finetune_job import Job, job_of
from advisor.cli.finetune_kinds import (
    engine_gb,
    figures_of_distillation,
    figures_of_rollouts,
    managed_figures,
)
from advisor.cli.output import as_json, write
from advisor.estimate.energy import training_kwh
from advisor.estimate.finetune import FinetuneEstimate, estimate_finetune
from advisor.estimate.tuning_layout import TooLarge, TuningLayout, propose
from advisor.quantity import Quantity

RENTED = ("datacentre", "workstation", "consumer")
"""Kinds of devices that may be named instead of one that is too small."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the command prints."""

    job: Job
    found: FinetuneEstimate
    figures: dict[str, Quantity | None]
    proposal: TuningLayout | TooLarge | None


def run(args: argparse.Namespace) -> int:
    """Estimate tuning a model and print it."""
    catalog = catalog_of(args)
    answer = _answer(args, job_of(args, catalog), catalog)
    write(as_json(_document(args, answer)) if args.json else _text(args, answer, catalog))
    return 0


def _answer(args: argparse.Namespace, job: Job, catalog: Catalog) -> Answer:
    proposal = _proposal(args, job, catalog)
    if isinstance(proposal, TuningLayout) and args.fit:
        job = replace(job, request=proposal.request)
    found = estimate_finetune(job.request)
    figures: dict[str, Quantity | None] = {
        "peak_memory_gb_per_gpu": found.peak_memory_gb_per_gpu,
        "tok_s_per_gpu": found.tok_s_per_gpu,
        "gpu_hours": found.gpu_hours,
        "wall_hours": found.wall_hours,
        "cost_usd": found.cost_usd,
    }
    if job.rollouts is not None:
        found, more = figures_of_rollouts(job)
        figures.update(more)
    elif job.lessons is not None:
        figures.update(figures_of_distillation(args, job, found, catalog))
    hours = figures["gpu_hours"]
    if hours is not None and job.accelerator.tdp_w:
        figures["energy_kwh"] = training_kwh(hours, job.accelerator, catalog.parameter("pue"))
    figures.update(managed_figures(args.method, job))
    return Answer(job, found, figures, proposal)


def _proposal(args: argparse.Namespace, job: Job, catalog: Catalog) -> TuningLayout | TooLarge | None:
    """Return the setting that fits when one was asked for, or what to change when the job does not fit."""
    besides = engine_gb(job)
    found = estimate_finetune(job.request)
    if not args.fit and found.peak_memory_gb_per_gpu.value + besides <= found.offered_gb:
        return None
    others = [device for device in catalog.accelerators.values() if device.kind in RENTED]
    return propose(job.request, devices=others, reserve_gb=besides)


def _document(args: argparse.Namespace, answer: Answer) -> dict[str, object]:
    """Return the stable JSON form; what cannot be told is null."""
    found, proposal = answer.found, answer.proposal
    return {
        "model": answer.job.model.id,
        "gpu": answer.job.accelerator.id,
        "gpus": args.gpus,
        "method": args.method,
        "adapt": answer.job.request.method,
        "fits": found.fits,
        "surely_fits": found.surely_fits,
        "offered_gb": found.offered_gb,
        "memory": {name: q.to_json() for name, q in found.memory.items()},
        "layout": proposal.words if isinstance(proposal, TuningLayout) else None,
        "changes": [c.instruction for c in proposal.changes] if isinstance(proposal, TooLarge) else [],
        **{name: q.to_json() if q else None for name, q in answer.figures.items()},
    }


def _text(args: argparse.Namespace, answer: Answer, catalog: Catalog) -> str:
    """Return the estimate as text."""
    job, found = answer.job, answer.found
    adapt = "" if job.request.method == args.method else f" ({job.request.method})"
    head = f"{args.method}{adapt} of {job.model.name} on {args.gpus} x {job.accelerator.name}"
    head += f" ({job.accelerator.memory_gb:g} GB)"
    hint = "" if answer.figures["gpu_hours"] else "Hours and money need --tokens, such as 20M, or --examples."
    shown: dict[str, Quantity | None] = {**found.memory, **answer.figures}
    parts = [
        head,
        _verdict(found),
        _advice(answer.proposal, args.fit),
        figures_table(shown),
        hint,
        formulas_text(answer.figures),
        sources_text(shown, catalog),
    ]
    return "\n\n".join(part for part in parts if part)


def _verdict(found: FinetuneEstimate) -> str:
    """Return whether it fits, as one sentence."""
    peak = found.peak_memory_gb_per_gpu
    need = f"{peak.value:.1f} GB a device ({peak.low:.1f} to {peak.high:.1f}) of {found.offered_gb:.1f} GB"
    if found.surely_fits:
        return f"It fits: {need}."
    return f"It may fit, but do not rely on it: {need}." if found.fits else f"It does not fit: {need}."


def _advice(proposal: TuningLayout | TooLarge | None, chosen: bool) -> str:
    """Return the chosen setting, or what would make the job fit, the mildest change first."""
    if proposal is None:
        return ""
    if isinstance(proposal, TuningLayout):
        peak = proposal.estimate.peak_memory_gb_per_gpu
        fits = f"{proposal.words}: {peak.value:.1f} GB a device ({peak.low:.1f} to {peak.high:.1f})"
        return f"Chosen: {fits}." if chosen else f"It fits with --fit: {fits}."
    lines = [
        f"The smallest setting needs {proposal.needs_gb:.0f} GB a device and has {proposal.has_gb:.0f} GB."
    ]
    if not proposal.changes:
        return f"{lines[0]} No single change makes it fit."
    lines += ["What would fit, the mildest first:"]
    lines += [f"  {change.instruction} (costs {change.costs})" for change in proposal.changes]
    return "\n".join(lines)
