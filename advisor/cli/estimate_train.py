"""``advisor estimate train``."""

from __future__ import annotations

import argparse
from typing import Any

from advisor.catalog import Catalog
from advisor.cli.catalog_options import catalog_of
from advisor.cli.figures_table import figures_table, formulas_text, sources_text
from advisor.cli.fitted import prose
from advisor.cli.output import as_json, write
from advisor.cli.train_request import asked_run, figures_of
from advisor.errors import UserError
from advisor.estimate.small_training import small_training
from advisor.estimate.training_goodput import interruptions, scale_loss
from advisor.estimate.training_plan import TrainPlan, missing_text, plan_training
from advisor.estimate.training_rate import steady_step
from advisor.estimate.training_request import TrainRequest
from advisor.quantity import Quantity, plain_number

NOT_LLM = ("encoder", "classical")


def run(args: argparse.Namespace) -> int:
    """Estimate a training run and print it."""
    catalog = catalog_of(args)
    if args.kind in NOT_LLM:
        return _small(args, catalog)
    asked = asked_run(args, catalog)
    request = asked.request
    figures = figures_of(asked)
    plan = plan_training(request)
    figures["scale_loss"] = scale_loss(request.accelerator, request.gpus)
    figures["interruptions"] = interruptions(request.gpus, asked.estimate.wall_days)
    figures["device_memory_gb"] = plan.memory_gb
    notes = [*asked.estimate.warnings, *asked.notes()]
    missing = "" if plan.fits else missing_text(plan, request)
    if args.json:
        write(as_json(_json(request, figures, plan, [*notes, *([missing] if missing else [])])))
        return 0
    head = (
        f"{plain_number(request.params_b * 1e9)} parameters on {plain_number(request.tokens)} tokens,"
        f" {request.gpus} x {request.accelerator.name}"
    )
    told = prose(f"layout: {plan.text(request.gpus, request.seq_len)}") if plan.fits else ""
    where = prose(f"where a step goes: {_shares_text(request)}")
    lines = [prose(f"note: {note}") for note in notes]
    parts = [
        prose(head),
        prose(f"It {missing}.") if missing else "",
        figures_table(figures),
        told,
        where,
        *lines,
        formulas_text(figures),
        sources_text(figures),
    ]
    write("\n\n".join(part for part in parts if part))
    return 0


def _json(
    request: TrainRequest, figures: dict[str, Quantity | None], plan: TrainPlan, notes: list[str]
) -> dict[str, Any]:
    """Return the object that ``--json`` prints."""
    layout = plan.fitted.layout
    return {
        "gpu": request.accelerator.id,
        "gpus": request.gpus,
        "params": request.params_b * 1e9,
        "tokens": request.tokens,
        **{name: q.to_json() if q else None for name, q in figures.items()},
        "layout": {
            "fits": plan.fits,
            **plan.parts(),
            "dp": request.gpus // (layout.tp * layout.pp),
            "micro_batch": layout.micro_tokens / request.seq_len,
            "step_tokens": layout.step_tokens,
            "recompute": layout.recompute > 0,
            "has_gb": plan.has_gb,
            "change": plan.change,
        },
        "step_shares": _shares(request),
        "warnings": notes,
    }


def _shares(request: TrainRequest) -> dict[str, float]:
    """Return what each part takes of a step."""
    step = steady_step(request)
    names = ("products", "attention", "elementwise", "traffic", "waiting")
    return {name: getattr(step, name) / step.total for name in names}


def _shares_text(request: TrainRequest) -> str:
    return ", ".join(f"{name} {share:.0%}" for name, share in _shares(request).items() if share >= 0.005)


def _small(args: argparse.Namespace, catalog: Catalog) -> int:
    """Estimate training a model that is no LLM."""
    if args.model is None or args.examples is None:
        raise UserError(f"--kind {args.kind} needs --model, one of the catalogue's others, and --examples.")
    accelerator = catalog.accelerator(args.gpu)
    model = catalog.other(args.model)
    found = small_training(
        model,
        accelerator,
        examples=float(args.examples),
        units_per_example=float(args.units),
        epochs=float(args.epochs),
        gpus=args.gpus,
        rate=catalog.on_demand_rate(accelerator.id),
    )
    figures: dict[str, Quantity | None] = {
        "gpu_hours": found.gpu_hours,
        "wall_hours": found.wall_hours,
        "cost_usd": found.cost_usd,
    }
    if args.json:
        body = {name: q.to_json() if q else None for name, q in figures.items()}
        write(as_json({"gpu": accelerator.id, "gpus": args.gpus, "model": model.id, **body}))
        return 0
    head = f"{model.name} on {plain_number(args.examples)} examples of {args.units} x {model.unit}"
    write("\n\n".join([head, figures_table(figures), formulas_text(figures), sources_text(figures)]))
    return 0
