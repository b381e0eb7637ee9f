"""What the options of ``advisor estimate serve`` ask."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from advisor.catalog.records import Accelerator, LanguageModel
from advisor.cli.serve_layout import request_of
from advisor.errors import UserError
from advisor.estimate.architecture import from_row
from advisor.estimate.engines import Engine, engine_named
from advisor.estimate.network import network_named
from advisor.estimate.reach import Limits
from advisor.estimate.reach_constants import reach_constant
from advisor.estimate.serving import ServeRequest, check_request
from advisor.estimate.speculative import draft
from advisor.estimate.techniques import PLAIN, Techniques
from advisor.estimate.tuning_shape import shape_of

USUAL_RANK = 16
"""Rank of adapters where none is named: the one that most published adapters have."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request with what is turned on and what is asked beside its speed."""

    request: ServeRequest
    engine: Engine
    techniques: Techniques
    limits: Limits
    rate_s: float | None
    peak_s: float | None
    headroom: float


def question_of(args: argparse.Namespace, model: LanguageModel, device: Accelerator) -> Question:
    """Return the question that the options ask, checked.

    Raises:
        UserError: With the option that is wrong and what would be right.
    """
    _check_options(args)
    engine = engine_named(args.engine or "")
    _check_images(args, model)
    limits = Limits(args.max_ttft, args.max_tpot, args.max_e2e)
    request = request_of(args, from_row(model), device, engine, limits)
    check_request(request, networked=args.network is not None or engine.mode == "stream")
    techniques = _techniques(args, model)
    if engine.mode != "batching" and techniques != PLAIN:
        raise UserError(
            f"--engine: {engine.id} is estimated without guesses, prefixes, pieces, adapters and networks;"
            " leave those options out, or take an engine that batches."
        )
    return Question(
        request=request,
        engine=engine,
        techniques=techniques,
        limits=limits,
        rate_s=args.rate,
        peak_s=args.peak,
        headroom=args.headroom,
    )


def _techniques(args: argparse.Namespace, model: LanguageModel) -> Techniques:
    prefix = args.prefix_tokens or (args.prefix_share or 0.0) * args.isl
    acceptance = reach_constant("acceptance") if args.acceptance is None else args.acceptance
    return Techniques(
        prefix_tokens=float(prefix),
        draft=draft(args.speculative, acceptance) if args.speculative else None,
        chunk=float(args.chunk or 0),
        adapters=args.lora or 0,
        adapter_params=shape_of(model).adapter_params(args.lora_rank or USUAL_RANK) if args.lora else 0.0,
        network=network_named(args.network) if args.network else None,
    )


def _check_images(args: argparse.Namespace, model: LanguageModel) -> None:
    if args.image_tokens and not model.vision:
        raise UserError(
            f"--image-tokens: {model.name} reads no images; leave it out or choose one that does."
        )


def _check_options(args: argparse.Namespace) -> None:
    """Refuse options that contradict each other."""
    if args.concurrency is not None and args.rate is not None:
        raise UserError("--rate: give either --concurrency or --rate; one follows from the other.")
    if args.prefix_tokens is not None and args.prefix_share is not None:
        raise UserError("--prefix-share: give either --prefix-tokens or --prefix-share.")
    check_prefix(args)
    if args.acceptance is not None and not args.speculative:
        raise UserError("--acceptance: it says how good guesses are; name their number with --speculative.")
    if args.headroom and args.peak is None:
        raise UserError("--headroom: it sizes copies for a peak; name the peak with --peak.")
    if args.lora_rank is not None and not args.lora:
        raise UserError("--lora-rank: it is the rank of adapters; name their number with --lora.")
    host = (args.host_memory, args.host_bandwidth, args.host_slot)
    if args.offload != "auto" and any(value is not None for value in host):
        raise UserError(
            "--host-memory, --host-bandwidth and --host-slot: they describe the computer of --offload auto."
        )


def check_prefix(args: argparse.Namespace) -> None:
    """Refuse a shared prefix that is longer than the prompt.

    Raises:
        UserError: With both lengths.
    """
    if args.prefix_tokens is not None and args.prefix_tokens > args.isl:
        raise UserError(f"--prefix-tokens: {args.prefix_tokens} is more than the {args.isl} tokens of --isl.")
