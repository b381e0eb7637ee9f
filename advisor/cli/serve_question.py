"""What the options of ``advisor estimate serve`` ask."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from advisor.catalog.records import Accelerator, LanguageModel
from advisor.errors import UserError
from advisor.estimate.architecture import from_row
from advisor.estimate.engines import Engine, engine_named
from advisor.estimate.formats import format_named, kv_element_bytes
from advisor.estimate.network import network_named
from advisor.estimate.reach import Limits, most_rate
from advisor.estimate.serving import ServeRequest, check_request, estimate_serving
from advisor.estimate.speculative import draft
from advisor.estimate.techniques import PLAIN, Techniques, replica_at_work
from advisor.estimate.tuning_shape import shape_of

USUAL_ACCEPTANCE = 0.75
"""Share of right guesses of multi-token prediction and EAGLE heads on chat and code, as papers report it:
0.6 to 0.85 (DeepSeek-V3 report, arXiv:2412.19437; EAGLE-3, arXiv:2503.01840)."""


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
    engine = engine_named(args.engine)
    _check_images(args, model)
    request = request_of(args, model, device, engine)
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
        limits=_limits(args),
        rate_s=args.rate,
        peak_s=args.peak,
        headroom=args.headroom,
    )


def request_of(
    args: argparse.Namespace, model: LanguageModel, device: Accelerator, engine: Engine
) -> ServeRequest:
    """Return the request of the options, with a layout where none was named.

    The smallest that fits, or under limits the one that carries most within them.

    Raises:
        UserError: When a number format is unknown, or the devices cannot be split as asked.
    """
    pp = args.pp or 1
    if args.gpus % pp or (args.tp and args.gpus % (args.tp * pp)):
        raise UserError(f"--gpus: {args.gpus} is not a multiple of --tp x --pp = {(args.tp or 1) * pp}.")
    arch = from_row(model)
    if args.kv:
        kv_element_bytes(args.kv)

    def layout(tp: int, pp: int) -> ServeRequest:
        return ServeRequest(
            arch,
            device,
            gpus=args.gpus,
            tp=tp,
            pp=pp,
            ep=args.ep,
            weights=format_named(args.weights or arch.native_precision).id,
            kv=args.kv,
            isl=args.isl + (args.image_tokens or 0),
            osl=args.osl,
            concurrency=args.concurrency,
            engine=engine.id,
            attention_dp=args.attention_dp,
        )

    if engine.mode == "stream":
        return layout(1, args.gpus)
    if args.tp:
        return layout(args.tp, pp)
    node = max(1, device.devices_per_node)
    possible = [_split(copies, arch.heads, node, args.pp) for copies in _sizes(args.gpus // pp)]
    tried = [layout(tp, more) for tp, more in possible]
    fitting = [one for one in tried if estimate_serving(one).fits]
    limits = _limits(args)
    if fitting and limits != Limits():
        return max(fitting, key=lambda one: most_rate(replica_at_work(one)[1], limits) * one.replicas)
    return fitting[0] if fitting else tried[-1]


def _limits(args: argparse.Namespace) -> Limits:
    return Limits(args.max_ttft, args.max_tpot, args.max_e2e)


def _split(devices: int, heads: int, node: int, asked: int | None) -> tuple[int, int]:
    """Return how a copy is laid out: layers shared inside a machine, machines one after another."""
    if asked is not None:
        return devices, asked
    tp = max(n for n in range(1, devices + 1) if devices % n == 0 and n <= node and heads % n == 0)
    return tp, devices // tp


def _sizes(devices: int) -> list[int]:
    """Return the powers of two that divide the devices, and all of them, smallest first."""
    powers = [2**k for k in range(devices.bit_length()) if devices % 2**k == 0]
    return sorted({*powers, devices})


def _techniques(args: argparse.Namespace, model: LanguageModel) -> Techniques:
    prefix = args.prefix_tokens or (args.prefix_share or 0.0) * args.isl
    acceptance = USUAL_ACCEPTANCE if args.acceptance is None else args.acceptance
    return Techniques(
        prefix_tokens=min(float(prefix), args.isl - 1.0),
        draft=draft(args.speculative, acceptance) if args.speculative else None,
        chunk=float(args.chunk or 0),
        adapters=args.lora or 0,
        adapter_params=shape_of(model).adapter_params(args.lora_rank) if args.lora else 0.0,
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
    if args.prefix_tokens is not None and args.prefix_tokens > args.isl:
        raise UserError(f"--prefix-tokens: {args.prefix_tokens} is more than the {args.isl} tokens of --isl.")
    if args.acceptance is not None and not args.speculative:
        raise UserError("--acceptance: it says how good guesses are; name their number with --speculative.")
    if args.headroom and args.peak is None:
        raise UserError("--headroom: it sizes copies for a peak; name the peak with --peak.")
