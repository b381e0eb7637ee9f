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
    layout = _layout(proposal)
    if layout is not None and args.fit:
        job = replace(job, request=layout.request)
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
    """Return the setting that fits when one was asked for, or what to change when the job may not fit."""
    besides = engine_gb(job)
    found = estimate_finetune(job.request)
    if not args.fit and found.peak_memory_gb_per_gpu.high + besides <= found.offered_gb:
        return None
    others = [device for device in catalog.accelerators.values() if device.kind in RENTED]
    return propose(job.request, devices=others, reserve_gb=besides)


def _layout(proposal: TuningLayout | TooLarge | None) -> TuningLayout | None:
    """Return the settings on the devices asked for that fit, the frugal ones where plain ones do not."""
    return proposal.frugal if isinstance(proposal, TooLarge) else proposal


def _document(args: argparse.Namespace, answer: Answer) -> dict[str, object]:
    """Return the stable JSON form; what cannot be told is null."""
    found, proposal, layout = answer.found, answer.proposal, _layout(answer.proposal)
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
        "layout": layout.words if layout else None,
        "savings": [saving.instruction for saving in layout.savings] if layout else [],
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
        _besides(answer.proposal),
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
    """Return the setting that fits, and what it takes besides micro-batch, checkpointing, loss and split."""
    layout = _layout(proposal)
    if layout is None:
        return ""
    peak, sure = layout.estimate.peak_memory_gb_per_gpu, layout.estimate.surely_fits
    fits = f"{layout.words}: {peak.value:.1f} GB a device ({peak.low:.1f} to {peak.high:.1f})"
    verb = "It surely fits with --fit" if sure else "It may fit with --fit"
    lines = [f"Chosen: {fits}." if chosen else f"{verb}: {fits}."]
    if layout.savings:
        pace = f"{layout.times:.2g} times" if layout.takes_longer else "no longer than"
        lines += [f"It takes {pace} the time of plain settings, and these besides, the cheapest first:"]
        lines += [f"  {saving.instruction} (costs {saving.costs})" for saving in layout.savings]
    return "\n".join(lines)


def _besides(proposal: TuningLayout | TooLarge | None) -> str:
    """Return what would make a job fit that plain settings do not, the mildest change first."""
    if not isinstance(proposal, TooLarge):
        return ""
    start = (
        f"Plain settings need up to {proposal.needs_gb:.0f} GB a device, and it has {proposal.has_gb:.0f} GB."
    )
    if not proposal.changes:
        return f"{start} No single change makes it fit."
    instead = " instead" if proposal.frugal else ""
    lines = [start, f"What would fit{instead}, the mildest first:"]
    lines += [f"  {change.instruction} (costs {change.costs})" for change in proposal.changes]
    return "\n".join(lines)
