"""``advisor estimate train``."""

from __future__ import annotations

import argparse

from advisor.catalog import Catalog
from advisor.cli.catalog_options import catalog_of
from advisor.cli.figures_table import figures_table, formulas_text, sources_text
from advisor.cli.model_options import model_named
from advisor.cli.output import as_json, write
from advisor.errors import UserError
from advisor.estimate.architecture import from_row
from advisor.estimate.training import TrainRequest, estimate_train
from advisor.quantity import Quantity, plain_number


def run(args: argparse.Namespace) -> int:
    """Estimate a training run and print it."""
    catalog = catalog_of(args)
    request = _request(args, catalog)
    found = estimate_train(request)
    figures: dict[str, Quantity | None] = dict(found.quantities())
    figures.setdefault("cost_usd", None)
    device = request.accelerator
    if args.json:
        write(
            as_json(
                {
                    "gpu": device.id,
                    "gpus": args.gpus,
                    "params": request.params_b * 1e9,
                    "tokens": args.tokens,
                    **{name: q.to_json() if q else None for name, q in figures.items()},
                    "warnings": list(found.warnings),
                }
            )
        )
        return 0
    head = (
        f"{request.params_b:g}B parameters on {plain_number(args.tokens)} tokens, {args.gpus} x {device.name}"
    )
    notes = [f"note: {warning}" for warning in found.warnings]
    parts = [head, figures_table(figures), *notes, formulas_text(figures), sources_text(figures)]
    write("\n\n".join(part for part in parts if part))
    return 0


def _request(args: argparse.Namespace, catalog: Catalog) -> TrainRequest:
    """Return the run that the options describe."""
    accelerator = catalog.accelerator(args.gpu)
    row = model_named(catalog, args.model) if args.model else None
    params_b = row.params_b if row else args.params / 1e9
    active_b = row.active_params_b if row else params_b
    if args.active_params is not None:
        active_b = args.active_params / 1e9
    if active_b > params_b:
        raise UserError(f"--active-params: {active_b:g}B is more than the {params_b:g}B that the model has.")
    return TrainRequest(
        params_b=params_b,
        tokens=args.tokens,
        accelerator=accelerator,
        gpus=args.gpus,
        active_params_b=active_b if active_b < params_b else None,
        seq_len=args.seq_len,
        precision=args.precision,
        architecture=from_row(row) if row else None,
        rate=catalog.on_demand_rate(accelerator.id),
        pue=catalog.parameter("pue"),
    )
