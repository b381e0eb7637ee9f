"""``advisor estimate serve``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from advisor.catalog import load_catalog
from advisor.catalog.records import Accelerator, LanguageModel
from advisor.cli.figures_table import figures_table, formulas_text, sources_text
from advisor.cli.output import as_json, write
from advisor.errors import UserError
from advisor.estimate.architecture import from_row
from advisor.estimate.formats import format_named
from advisor.estimate.serving import ServeRequest, check_request, estimate_serving
from advisor.estimate.serving_quantities import precision_note, serve_quantities
from advisor.estimate.token_price import usd_per_million_output_tokens
from advisor.quantity import Quantity

MEMORY = {
    "weights": "weights_gb",
    "kv_per_token": "kv_per_token_bytes",
    "overhead": "overhead_gb",
    "free": "free_gb",
    "max_concurrency": "max_concurrency",
}
SPEED = ("output_tok_s", "output_tok_s_per_gpu", "ttft_ms", "tpot_ms", "cost_per_million_output_tokens")


def run(args: argparse.Namespace) -> int:
    """Estimate serving a model and print it."""
    catalog = load_catalog()
    model, accelerator = catalog.model(args.model), catalog.accelerator(args.gpu)
    request = request_of(args, model, accelerator)
    check_request(request)
    found = estimate_serving(request)
    figures: dict[str, Quantity | None] = dict(serve_quantities(request, found))
    rate, output = catalog.on_demand_rate(accelerator.id), figures.get("output_tok_s")
    if rate is not None and output is not None:
        price = usd_per_million_output_tokens(rate, request.gpus, output)
        figures["cost_per_million_output_tokens"] = price
    if args.json:
        write(as_json(_document(model, request, found.fits, figures)))
    else:
        write(_text(model, request, found.fits, figures))
    return 0


def request_of(args: argparse.Namespace, model: LanguageModel, accelerator: Accelerator) -> ServeRequest:
    """Return the question that the options ask.

    Raises:
        UserError: When a number format is unknown, or the devices cannot be split as asked.
    """
    if args.gpus % args.pp or (args.tp and args.gpus % (args.tp * args.pp)):
        raise UserError(f"--gpus: {args.gpus} is not a multiple of --tp x --pp = {(args.tp or 1) * args.pp}.")
    arch = from_row(model)

    def layout(tp: int) -> ServeRequest:
        return ServeRequest(
            arch,
            accelerator,
            gpus=args.gpus,
            tp=tp,
            pp=args.pp,
            ep=args.ep,
            weights=format_named(args.weights or model.native_precision).id,
            kv=args.kv,
            isl=args.isl,
            osl=args.osl,
            concurrency=args.concurrency,
            engine=args.engine,
        )

    if args.tp:
        return layout(args.tp)
    possible = [tp for tp in _splits(args.gpus // args.pp) if arch.heads % tp == 0]
    fitting = (tp for tp in possible if estimate_serving(layout(tp)).fits)
    return layout(next(fitting, possible[-1]))


def _splits(devices: int) -> list[int]:
    """Return the powers of two that divide the devices, and all of them, smallest first."""
    powers = [2**k for k in range(devices.bit_length()) if devices % 2**k == 0]
    return sorted({*powers, devices})


def _document(
    model: LanguageModel, request: ServeRequest, fits: bool, figures: Mapping[str, Quantity | None]
) -> dict[str, object]:
    """Return the stable JSON form; what cannot be told is null."""

    def one(name: str) -> object:
        q = figures.get(name)
        return q.to_json() if q else None

    return {
        "model": model.id,
        "gpu": request.accelerator.id,
        "gpus": request.gpus,
        "tp": request.tp,
        "pp": request.pp,
        "ep": request.ep,
        "weights": request.weights,
        "kv": request.cache_format,
        "isl": request.isl,
        "osl": request.osl,
        "concurrency": request.concurrency,
        "engine": request.engine,
        "fits": fits,
        "memory": {key: one(name) for key, name in MEMORY.items()},
        **{name: one(name) for name in SPEED},
        "notes": _notes(request, figures),
    }


def _text(
    model: LanguageModel, request: ServeRequest, fits: bool, figures: Mapping[str, Quantity | None]
) -> str:
    """Return the estimate as text."""
    device = request.accelerator
    load = f"{request.concurrency} in flight" if request.concurrency else "as many as it can hold"
    copies = "1 copy" if request.replicas == 1 else f"{request.replicas} copies"
    head = (
        f"{model.name} in {request.weights}, cache in {request.cache_format}, on "
        f"{request.gpus} x {device.name} ({device.memory_gb:g} GB), "
        f"tp {request.tp} x pp {request.pp}, {copies}\n"
        f"{request.isl} tokens in, {request.osl} out, {load}"
    )
    verdict = "It fits." if fits else "It does not fit: weights and overhead leave no room for one request."
    shown = {name: figures.get(name) for name in (*MEMORY.values(), *SPEED) if fits or name in figures}
    notes = [f"note: {note}" for note in _notes(request, figures)]
    parts = [head, verdict, figures_table(shown), *notes, formulas_text(shown), sources_text(shown)]
    return "\n\n".join(part for part in parts if part)


def _notes(request: ServeRequest, figures: Mapping[str, Quantity | None]) -> list[str]:
    """Return what a reader of the figures must know."""
    notes = []
    unpacked = precision_note(request.accelerator, format_named(request.weights))
    if unpacked:
        notes.append(unpacked)
    if figures.get("output_tok_s") is not None and figures.get("ttft_ms") is None:
        notes.append("Without a limit on the requests in flight the queue alone decides the first token.")
    if figures.get("cost_per_million_output_tokens") is None and figures.get("output_tok_s") is not None:
        notes.append(f"Nobody in the catalogue rents out {request.accelerator.name}, so there is no price.")
    return notes
