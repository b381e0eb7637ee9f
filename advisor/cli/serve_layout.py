"""The request of ``advisor estimate serve``, with a layout where the options name none."""

from __future__ import annotations

import argparse
from dataclasses import replace

from advisor.catalog.records import Accelerator
from advisor.errors import UserError
from advisor.estimate.architecture import Architecture
from advisor.estimate.engines import Engine
from advisor.estimate.formats import format_named, kv_element_bytes
from advisor.estimate.reach import Limits, most_rate
from advisor.estimate.serving import ServeRequest, estimate_serving
from advisor.estimate.techniques import replica_at_work


def request_of(
    args: argparse.Namespace, arch: Architecture, device: Accelerator, engine: Engine, limits: Limits
) -> ServeRequest:
    """Return the request of the options, with a layout where none was named.

    The smallest that fits, or under limits the one that carries most within them.

    Raises:
        UserError: When a number format is unknown, or the devices cannot be split as asked.
    """
    pp = args.pp or 1
    if args.gpus % pp or (args.tp and args.gpus % (args.tp * pp)):
        raise UserError(f"--gpus: {args.gpus} is not a multiple of --tp x --pp = {(args.tp or 1) * pp}.")
    if args.kv:
        kv_element_bytes(args.kv)
    request = ServeRequest(
        arch,
        device,
        gpus=args.gpus,
        ep=args.ep,
        weights=format_named(args.weights or arch.native_precision).id,
        kv=args.kv or "",
        isl=args.isl + (args.image_tokens or 0),
        osl=args.osl,
        concurrency=args.concurrency,
        engine=engine.id,
        attention_dp=args.attention_dp,
    )
    if engine.mode == "stream":
        return replace(request, pp=args.gpus)
    if args.tp:
        return replace(request, tp=args.tp, pp=pp)
    return _chosen(request, args.pp, limits)


def _chosen(request: ServeRequest, asked: int | None, limits: Limits) -> ServeRequest:
    """Return a request with the layout that suits, among copies of 1, 2, 4 … and of all devices."""
    tried = [_laid_out(request, devices, asked) for devices in _sizes(request.gpus // (asked or 1))]
    fitting = [one for one in tried if estimate_serving(one).fits]
    if fitting and limits != Limits():
        return max(fitting, key=lambda one: most_rate(replica_at_work(one)[1], limits) * one.replicas)
    return fitting[0] if fitting else tried[-1]


def _laid_out(request: ServeRequest, devices: int, asked: int | None) -> ServeRequest:
    """Return how a copy is laid out: layers shared inside a machine, machines one after another."""
    if asked is not None:
        return replace(request, tp=devices, pp=asked)
    heads, node = request.arch.heads, max(1, request.accelerator.devices_per_node)
    tp = max(n for n in range(1, devices + 1) if devices % n == 0 and n <= node and heads % n == 0)
    return replace(request, tp=tp, pp=devices // tp)


def _sizes(devices: int) -> list[int]:
    """Return the powers of two that divide the devices, and all of them, smallest first."""
    powers = [2**k for k in range(devices.bit_length()) if devices % 2**k == 0]
    return sorted({*powers, devices})
