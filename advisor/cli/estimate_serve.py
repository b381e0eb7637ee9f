"""``advisor estimate serve``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace

from advisor.catalog import Catalog
from advisor.cli.catalog_options import catalog_of
from advisor.cli.model_options import model_named
from advisor.cli.output import as_json, write
from advisor.cli.serve_left_out import left_out
from advisor.cli.serve_question import Question, question_of
from advisor.cli.serve_report import document, report
from advisor.errors import UserError
from advisor.estimate.formats import format_named
from advisor.estimate.operating import Replica
from advisor.estimate.reach import Limits
from advisor.estimate.reach_quantities import idle_times, limit_quantities, peak_quantities, rate_quantities
from advisor.estimate.serve_records import ServeEstimate
from advisor.estimate.served import check_format, estimate_served, estimate_static
from advisor.estimate.serving_quantities import precision_note, serve_quantities
from advisor.estimate.techniques import replica_at_work
from advisor.estimate.token_price import usd_per_million_output_tokens
from advisor.quantity import Quantity

NO_LIMITS = Limits()


def run(args: argparse.Namespace) -> int:
    """Estimate serving a model and print it."""
    catalog = catalog_of(args)
    model, device = model_named(catalog, args.model), catalog.accelerator(args.gpu)
    question = question_of(args, model, device)
    check_format(question.request, format_named(question.request.weights))
    if question.engine.mode == "stream" or args.offload == "auto":
        from advisor.cli.estimate_stream import stream_or_none

        printed = stream_or_none(args, catalog, model, question)
        if printed is not None:
            write(printed)
            return 0
    found = _estimate(question)
    figures: dict[str, Quantity | None] = dict(serve_quantities(question.request, found))
    notes = _notes(question)
    if found.fits and question.engine.mode == "batching":
        notes += _reach(question, found, figures)
    _price(catalog, question, figures, notes)
    notes += _first_token_note(figures)
    beside, missing = left_out(args, model, device)
    figures |= beside
    notes += missing
    if args.json:
        write(as_json(document(model, question, found.fits, figures, notes)))
    else:
        write(report(model, question, found.fits, figures, notes, catalog=catalog))
    return 0


def _estimate(question: Question) -> ServeEstimate:
    if question.engine.mode == "static":
        if question.rate_s is not None or question.peak_s is not None or question.limits != NO_LIMITS:
            raise UserError("--engine: a static batch has no queue; ask for --concurrency alone.")
        return estimate_static(question.request)
    return estimate_served(question.request, question.techniques)


def _reach(question: Question, found: ServeEstimate, figures: dict[str, Quantity | None]) -> list[str]:
    """Add the figures at a rate, within limits and for a peak; return what a reader must know of them."""
    request, notes = question.request, []
    _, replica = replica_at_work(replace(request, attention_dp=request.splits_attention), question.techniques)
    if question.rate_s is not None:
        at_rate, times = rate_quantities(request, found, replica, question.rate_s)
        figures.update({"output_tok_s": None, "output_tok_s_per_gpu": None, "tpot_ms": None, "ttft_ms": None})
        figures.update(at_rate)
        if times.saturated:
            most = at_rate["max_rate_s"]
            notes.append(
                f"Saturated: {question.rate_s:g} requests a second come and {most.low:.3g} to {most.high:.3g}"
                " at most can be done, so the queue may grow without end and no time can be told."
            )
        elif broken := question.limits.broken(times):
            notes.append(f"At this rate the limit breaks for: {', '.join(broken)}.")
    if question.limits != NO_LIMITS:
        within = limit_quantities(request, found, replica, question.limits)
        figures.update(within)
        if within["max_rate_in_limits_s"].value == 0.0:
            broken = question.limits.broken(idle_times(replica))
            notes.append(f"No load keeps the limits: even a single request breaks {', '.join(broken)}.")
    notes += _pause_note(question, replica)
    if question.peak_s is not None:
        sized = peak_quantities(request, found, replica, question.peak_s, question.limits, question.headroom)
        figures.update(sized)
    return notes


def _pause_note(question: Question, replica: Replica) -> list[str]:
    """Return what pieces of prompts do to the longest pause between two tokens; nothing without pieces."""
    if not replica.chunk:
        return []
    asked = question.request.concurrency
    running = min(replica.room, asked / question.request.replicas) if asked else replica.room
    cut, usual = (1e3 * one.longest_step(running) for one in (replica, replace(replica, chunk=0.0)))
    return [
        f"Pieces of {replica.chunk:g} tokens hold up the other requests for {cut:.3g} ms at a time;"
        f" the engine's own for {usual:.3g} ms."
    ]


def _price(
    catalog: Catalog, question: Question, figures: dict[str, Quantity | None], notes: list[str]
) -> None:
    request, output = question.request, figures.get("output_tok_s")
    rate = catalog.on_demand_rate(request.accelerator.id)
    if output is None:
        return
    if rate is None:
        notes.append(f"Nobody in the catalogue rents out {request.accelerator.name}, so there is no price.")
        return
    price = usd_per_million_output_tokens(rate, request.gpus, output)
    figures["cost_per_million_output_tokens"] = price


def _notes(question: Question) -> list[str]:
    """Return what a reader of the figures must know of formats and techniques."""
    notes = [precision_note(question.request.accelerator, format_named(question.request.weights))]
    guess = question.techniques.draft
    if guess:
        notes.append(
            f"{guess.tokens} tokens are guessed a round and {guess.acceptance:.0%} of guesses are right:"
            f" {guess.expected:.2f} tokens a round. Gains shrink as the batch grows."
        )
    if question.techniques.adapters:
        size = 2.0 * question.techniques.adapter_params / 1e6
        notes.append(f"{question.techniques.adapters} adapters of {size:.0f} MB each stay on the devices.")
    return [note for note in notes if note]


def _first_token_note(figures: Mapping[str, Quantity | None]) -> list[str]:
    if figures.get("output_tok_s") is None or figures.get("ttft_ms") is not None:
        return []
    return ["Without a limit on the requests in flight the queue alone decides the first token."]
