"""``advisor estimate other``."""

from __future__ import annotations

import argparse
from typing import Any

from advisor.catalog import Catalog
from advisor.catalog.records import OtherModel
from advisor.cli.catalog_options import catalog_of
from advisor.cli.figures_table import figures_table, formulas_text, sources_text
from advisor.cli.output import as_json, write
from advisor.errors import UserError, shown
from advisor.estimate.classical_estimate import OtherEstimate, OtherRequest, estimate_other
from advisor.quantity import plain_number


def run(args: argparse.Namespace) -> int:
    """Estimate a model that is no LLM and print it."""
    catalog = catalog_of(args)
    request = OtherRequest(
        row=_model(args.model, catalog),
        accelerator=catalog.accelerator(args.gpu),
        gpus=args.gpus,
        batch=args.batch,
        rate=args.rate,
        max_latency_ms=args.max_latency,
        precision=args.precision or "",
        mode=args.mode,
    )
    found = estimate_other(request)
    write(as_json(_document(request, found)) if args.json else _text(request, found))
    return 0


def _model(name: str, catalog: Catalog) -> OtherModel:
    """Return the model, or say that it is a language model.

    Raises:
        UserError: When the catalogue has no such model of another kind.
    """
    try:
        return catalog.other(name)
    except UserError as unknown:
        try:
            catalog.model(name)
        except UserError:
            raise unknown from None
    raise UserError(f"--model: {shown(name)} is a language model; `advisor estimate serve` estimates it.")


def _document(request: OtherRequest, found: OtherEstimate) -> dict[str, Any]:
    return {
        "model": request.row.id,
        "unit": request.row.unit,
        "gpu": request.accelerator.id,
        "gpus": request.gpus,
        "precision": found.precision,
        "mode": request.mode,
        "batch": found.batch,
        "fits": found.broken is None,
        "limit": found.broken.sentence() if found.broken else None,
        "notes": list(found.notes),
        **{name: figure.to_json() for name, figure in found.figures.items()},
    }


def _text(request: OtherRequest, found: OtherEstimate) -> str:
    head = (
        f"{request.row.name} on {request.gpus} x {request.accelerator.name}: {found.precision},"
        f" {request.mode}, batches of {plain_number(found.batch)} ({request.row.unit})"
    )
    told = [f"It breaks a limit: {found.broken.sentence()}."] if found.broken else []
    figures = dict(found.figures)
    parts = [head, "\n".join([*told, *found.notes]), figures_table(figures)]
    return "\n\n".join(part for part in [*parts, formulas_text(figures), sources_text(figures)] if part)
