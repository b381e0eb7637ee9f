"""``advisor estimate serve`` for one user on a small machine, where layers may spill into the computer."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from advisor.catalog import Catalog
from advisor.catalog.records import Accelerator, LanguageModel
from advisor.cli.output import as_json
from advisor.cli.serve_question import Question
from advisor.cli.serve_report import document, report
from advisor.errors import UserError
from advisor.estimate.coefficients import Interval
from advisor.estimate.edge import estimate_stream
from advisor.estimate.fitted import fitted
from advisor.estimate.formats import Format, format_named
from advisor.estimate.offload import Host, estimate_offload
from advisor.estimate.reach import Limits
from advisor.estimate.roomier import bigger_card, holds, smaller_format
from advisor.estimate.serving import estimate_serving
from advisor.estimate.serving_quantities import serve_quantities
from advisor.estimate.techniques import PLAIN
from advisor.quantity import Quantity

TOKEN = "weights on the card / its bandwidth + weights in the computer / its bandwidth + launches"
PROMPT = "tokens in / rate of prompts"
SPILLED = "It does not fit on the card; with a part in the computer's memory it runs for one user."


@dataclass(frozen=True, slots=True)
class _Rates:
    """Tokens a second of one user, with their ranges."""

    output: float
    prompt: float
    output_range: Interval
    prompt_range: Interval


def stream_or_none(
    args: argparse.Namespace, catalog: Catalog, model: LanguageModel, question: Question
) -> str | None:
    """Return the printed estimate of one user's stream; None when an engine that batches holds the model.

    Raises:
        UserError: When a rate, a limit or several requests are asked of a program for one user.
    """
    request = question.request
    if question.engine.mode != "stream" and estimate_serving(request).fits:
        return None
    _check_single(question)
    weights, depth = format_named(request.weights), request.isl + request.osl / 2.0
    whole = holds(request.arch, request.accelerator, weights, request.cache_format, depth, request.gpus)
    figures: dict[str, Quantity | None] = dict(_memory(question))
    notes: list[str] = []
    if whole or args.offload == "auto":
        rates, notes = _rates(args, catalog, question, weights, depth, whole)
        figures.update(_figures(rates, request.isl))
    else:
        notes.append("With --offload auto the layers that do not fit stand in the computer's memory.")
    fits = whole or args.offload == "auto"
    if args.json:
        return as_json(document(model, question, fits, figures, notes))
    verdict = "" if whole or not fits else SPILLED
    return report(model, question, fits, figures, notes, verdict, catalog=catalog)


def _check_single(question: Question) -> None:
    """Refuse what an estimate for one user does not answer."""
    several = question.rate_s is not None or question.peak_s is not None
    if several or (question.request.concurrency or 1) > 1:
        raise UserError(
            "--concurrency, --rate, --peak: layers split with a computer, or llama.cpp, serve one user here."
        )
    if question.limits != Limits() or question.techniques != PLAIN:
        raise UserError(
            "--offload: one user's stream is told without limits and techniques; leave those options out."
        )


def _memory(question: Question) -> dict[str, Quantity]:
    found = estimate_serving(question.request)
    figures = serve_quantities(question.request, found)
    return {name: figures[name] for name in ("weights_gb", "kv_per_token_bytes", "overhead_gb", "free_gb")}


def _rates(
    args: argparse.Namespace,
    catalog: Catalog,
    question: Question,
    weights: Format,
    depth: float,
    whole: bool,
) -> tuple[_Rates, list[str]]:
    request = question.request
    arch, device, cards, kv = request.arch, request.accelerator, request.gpus, request.cache_format
    if whole:
        found = estimate_stream(arch, device, weights, depth=depth, prompt=request.isl, cards=cards, kv=kv)
        return _Rates(found.output_tok_s, found.prompt_tok_s, found.output_range, found.prompt_range), []
    usual = Host()
    host = Host(
        args.host_memory or usual.memory_gb, args.host_bandwidth or usual.bandwidth_gb_s, args.host_slot
    )
    spilled = estimate_offload(
        arch, device, weights, host, depth=depth, prompt=request.isl, cards=cards, kv=kv
    )
    what = "experts" if spilled.experts_only else "layers"
    notes = [
        f"{spilled.card_share:.0%} of the weights ({spilled.card_gb:.3g} GB) stand on the card and"
        f" {spilled.host_gb:.3g} GB of {what} in the computer's memory at {host.bandwidth_gb_s:g} GB/s.",
        *_ways_out(catalog, question, weights, depth),
    ]
    return _Rates(spilled.output_tok_s, spilled.prompt_tok_s, spilled.spread, spilled.spread), notes


def _ways_out(catalog: Catalog, question: Question, weights: Format, depth: float) -> list[str]:
    """Return what a smaller format or a bigger card would give."""
    request = question.request
    arch, device, kv = request.arch, request.accelerator, request.cache_format
    found = []
    smaller = smaller_format(arch, device, weights, kv, depth, request.gpus)
    if smaller:
        rate = _whole_rate(request.gpus, question, device, smaller, depth)
        found.append(f"In {smaller.id} ({smaller.bits:.3g} bits) all of it fits: about {rate:.3g} tokens/s.")
    card = bigger_card(arch, device, weights, kv, depth, catalog.accelerators.values())
    if card:
        rate = _whole_rate(1, question, card, weights, depth)
        found.append(f"{card.name} ({card.memory_gb:g} GB) holds all of it: about {rate:.3g} tokens/s.")
    return found


def _whole_rate(cards: int, question: Question, device: Accelerator, weights: Format, depth: float) -> float:
    request = question.request
    return estimate_stream(
        request.arch, device, weights, depth=depth, cards=cards, kv=request.cache_format
    ).output_tok_s


def _figures(rates: _Rates, isl: int) -> dict[str, Quantity]:
    """Return the figures of one user's stream."""
    inverse = Interval(1.0 / rates.output_range.high, 1.0 / rates.output_range.low)
    waits = Interval(1.0 / rates.prompt_range.high, 1.0 / rates.prompt_range.low)
    return {
        "output_tok_s": fitted("output_tok_s", rates.output, "tokens/s", rates.output_range, TOKEN),
        "ttft_ms": fitted("ttft_ms", isl / rates.prompt * 1e3, "ms", waits, PROMPT),
        "tpot_ms": fitted("tpot_ms", 1e3 / rates.output, "ms/token", inverse, TOKEN),
    }
