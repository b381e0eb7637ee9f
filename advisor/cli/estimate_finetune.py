"""``advisor estimate finetune``."""

from __future__ import annotations

import argparse

from advisor.catalog.records import Accelerator, LanguageModel
from advisor.cli.catalog_options import catalog_of
from advisor.cli.figures_table import figures_table, formulas_text, sources_text
from advisor.cli.model_options import model_named
from advisor.cli.output import as_json, write
from advisor.errors import UserError
from advisor.estimate.finetune import FinetuneEstimate, FinetuneRequest, estimate_finetune, shape_of
from advisor.quantity import Quantity


def run(args: argparse.Namespace) -> int:
    """Estimate tuning a model and print it."""
    catalog = catalog_of(args)
    model, accelerator = model_named(catalog, args.model), catalog.accelerator(args.gpu)
    found = estimate_finetune(_request(args, model, accelerator, catalog.on_demand_rate(accelerator.id)))
    if args.json:
        write(as_json(_document(args, model, accelerator, found)))
    else:
        write(_text(args, model, accelerator, found))
    return 0


def _request(
    args: argparse.Namespace, model: LanguageModel, accelerator: Accelerator, rate: Quantity | None
) -> FinetuneRequest:
    """Return the job that the options describe.

    Raises:
        UserError: When the sequences are longer than the model's context.
    """
    if args.seq_len > model.max_context:
        raise UserError(
            f"--seq-len: {args.seq_len} is beyond the {model.max_context} tokens of {model.name}."
        )
    return FinetuneRequest(
        shape_of(model),
        args.method,
        accelerator,
        gpus=args.gpus,
        seq_len=args.seq_len,
        batch=args.batch,
        rank=args.rank,
        tokens=args.tokens,
        rate=rate,
    )


def _document(
    args: argparse.Namespace, model: LanguageModel, accelerator: Accelerator, found: FinetuneEstimate
) -> dict[str, object]:
    """Return the stable JSON form; what cannot be told is null."""
    return {
        "model": model.id,
        "gpu": accelerator.id,
        "gpus": args.gpus,
        "method": args.method,
        "fits": found.fits,
        "surely_fits": found.surely_fits,
        "memory": {name: q.to_json() for name, q in found.memory.items()},
        **{name: q.to_json() if q else None for name, q in _figures(found).items()},
    }


def _text(
    args: argparse.Namespace, model: LanguageModel, accelerator: Accelerator, found: FinetuneEstimate
) -> str:
    """Return the estimate as text."""
    figures = _figures(found)
    head = f"{args.method} of {model.name} on {args.gpus} x {accelerator.name} ({accelerator.memory_gb:g} GB)"
    verdict = _verdict(found)
    hint = "" if args.tokens else "Hours and money need --tokens, such as 20M."
    shown: dict[str, Quantity | None] = {**found.memory, **figures}
    parts = [head, verdict, figures_table(shown), hint, formulas_text(figures), sources_text(shown)]
    return "\n\n".join(part for part in parts if part)


def _figures(found: FinetuneEstimate) -> dict[str, Quantity | None]:
    """Return the figures that the command prints besides the parts of the memory."""
    return {
        "peak_memory_gb_per_gpu": found.peak_memory_gb_per_gpu,
        "tok_s_per_gpu": found.tok_s_per_gpu,
        "gpu_hours": found.gpu_hours,
        "wall_hours": found.wall_hours,
        "cost_usd": found.cost_usd,
    }


def _verdict(found: FinetuneEstimate) -> str:
    """Return whether it fits, as one sentence."""
    peak = found.peak_memory_gb_per_gpu
    need = f"{peak.value:.1f} GB a device ({peak.low:.1f} to {peak.high:.1f}) of {found.offered_gb:.1f} GB"
    if found.surely_fits:
        return f"It fits: {need}."
    return f"It may fit, but do not rely on it: {need}." if found.fits else f"It does not fit: {need}."
