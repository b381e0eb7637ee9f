"""How devices that are there hold a tuning job: as it is planned, or in the mildest form that fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advisor.catalog.records import Accelerator
from advisor.estimate.finetune import FinetuneEstimate, FinetuneRequest, estimate_finetune
from advisor.estimate.memory import as_sold
from advisor.estimate.tuning_host import host_gb
from advisor.estimate.tuning_layout import TuningLayout, frugal_layout
from advisor.estimate.tuning_setting import Method
from advisor.quantity import plain_number

LIGHTER: dict[Method, Method] = {"lora": "qlora"}
"""The form of a method that holds the base compressed, where memory is short."""
LEAST_HOST_GB = 1.0
"""Host memory below this is in every computer."""


def held(job: FinetuneRequest) -> tuple[FinetuneEstimate, str] | None:
    """Return a job on its devices with the words for how it fits, or None where no form of it does.

    Tried in this order: as it is planned, with frugal settings, on a compressed base, and that with frugal
    settings; weights in host memory come last, as they cost the most time, those that take the least of it
    first. What is expected to fit counts:
    trying it costs nothing where the devices are there.
    """
    plain = estimate_finetune(job)
    if plain.fits:
        return plain, ""
    layout = next(_layouts(job), None)
    return None if layout is None else (layout.estimate, _words(job, layout))


def _layouts(job: FinetuneRequest) -> Iterator[TuningLayout]:
    """Yield the forms that fit, the mildest first."""
    lighter = [replace(job, method=LIGHTER[job.method])] if job.method in LIGHTER else []
    found = [frugal_layout(one) for one in (job, *lighter)]
    fitting = [layout for layout in found if layout is not None]
    yield from sorted(fitting, key=_weights_in_host_gb)


def _weights_in_host_gb(layout: TuningLayout) -> float:
    """Return the host memory of a form that keeps its weights there, which may be more than a computer has;
    nothing for every other form."""
    return host_gb(layout.request) if layout.request.offload == "states" else 0.0


def _words(job: FinetuneRequest, layout: TuningLayout) -> str:
    """Return ``"with micro-batch 1, …, double quantisation: 43 GB (39–47) of 48 GB a device, …"``."""
    packed = ("the base in 4 bits (QLoRA)",) if layout.request.method != job.method else ()
    parts = (*packed, layout.words, *(saving.short for saving in layout.savings))
    time = f", in about {layout.times:.2g} times the usual time" if layout.takes_longer else ""
    need = memory_words(job.accelerator, layout.estimate)
    return f"with {', '.join(parts)}: {need}{_in_host(layout.request)}{time}"


def memory_words(device: Accelerator, found: FinetuneEstimate) -> str:
    """Return what a tuning job takes of each device in the GB by which that is sold:
    ``"43 GB (39–47) of 48 GB a device"``.

    Args:
        device: The device.
        found: The job there.
    """
    peak = found.peak_memory_gb_per_gpu
    low, value, high, has = (
        f"{as_sold(device, gb):.2g}" if gb < 10.0 else f"{as_sold(device, gb):.0f}"
        for gb in (peak.low, peak.value, peak.high, found.offered_gb)
    )
    return f"{value} GB ({low}–{high}) of {has} GB a device"


def _in_host(request: FinetuneRequest) -> str:
    """Return what it takes of the memory of the computer, where it keeps a part there."""
    gb = host_gb(request)
    return (
        f", and about {plain_number(gb, 2)} GB of the computer's own memory (RAM)"
        if gb >= LEAST_HOST_GB
        else ""
    )
