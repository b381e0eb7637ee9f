"""Changes that make a tuning job smaller, the mildest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from advisor.catalog.records import Accelerator
from advisor.estimate.finetune_request import FinetuneRequest
from advisor.estimate.memory import usable_bytes
from advisor.estimate.tuning_setting import Method

SHORTEST = 256
MOST_TIMES = 16
"""Devices are multiplied by at most this."""
SMALLER: dict[Method, tuple[Method, ...]] = {"full": ("lora", "qlora"), "lora": ("qlora",), "qlora": ()}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a job."""

    kind: str
    """What is changed; of each kind the mildest change that helps is told."""
    instruction: str
    """What to do, as a phrase that stands alone."""
    costs: str
    """What it costs."""
    request: FinetuneRequest


def relaxations(request: FinetuneRequest, devices: Iterable[Accelerator] = ()) -> Iterator[Change]:
    """Yield changes from the mildest to the most far-reaching.

    Fewer adapted matrices cost some quality, adapters in place of all weights some on hard tasks, shorter
    sequences what was cut, and devices money. What costs none of these is in ``tuning_frugal``.

    Args:
        request: The job that does not fit.
        devices: Devices that may be named instead; the smallest larger ones are tried in turn.
    """
    if request.method != "full" and request.all_linear:
        few = replace(request, all_linear=False)
        yield Change("targets", "put adapters on query and value only", "some quality", few)
    for method in SMALLER[request.method]:
        adapters = replace(request, method=method, reference=False)
        yield Change(
            "method",
            f"use {method} instead of {request.method}",
            "quality where much must be learned",
            adapters,
        )
    yield from _shorter(request)
    yield from _more(request)
    yield from _larger(request, devices)


def _shorter(request: FinetuneRequest) -> Iterator[Change]:
    length = request.seq_len // 2
    while length >= SHORTEST:
        yield Change(
            "length", f"cut examples to {length} tokens", "what was cut", replace(request, seq_len=length)
        )
        length //= 2


def _more(request: FinetuneRequest) -> Iterator[Change]:
    times = 2
    while times <= MOST_TIMES:
        count = times * request.gpus
        yield Change(
            "count",
            f"use {count} devices instead of {request.gpus}",
            "money by the hour, less time",
            replace(request, gpus=count),
        )
        times *= 2


def _larger(request: FinetuneRequest, devices: Iterable[Accelerator]) -> Iterator[Change]:
    """Yield the larger devices, those of the same maker first: their software is the one at hand."""
    now, maker = usable_bytes(request.accelerator), request.accelerator.vendor
    larger = [device for device in devices if usable_bytes(device) > now]
    for device in sorted(larger, key=lambda d: (d.vendor != maker, usable_bytes(d), d.id)):
        yield Change(
            "device",
            f"use {device.name} ({usable_bytes(device) / 1e9:.0f} GB) instead of {request.accelerator.name}",
            "money by the hour",
            replace(request, accelerator=device, rate=None),
        )
