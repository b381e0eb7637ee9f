"""How devices that are there hold a tuning job: as it is planned, or in the mildest form that fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advisor.estimate.finetune import FinetuneEstimate, FinetuneRequest, estimate_finetune
from advisor.estimate.tuning_layout import TuningLayout, frugal_layout
from advisor.estimate.tuning_setting import Method

LIGHTER: dict[Method, Method] = {"lora": "qlora"}
"""The form of a method that holds the base compressed, where memory is short."""


def held(job: FinetuneRequest) -> tuple[FinetuneEstimate, str] | None:
    """Return a job on its devices with the words for how it fits, or None where no form of it does.

    Tried in this order: as it is planned, with frugal settings, on a compressed base, and that with frugal
    settings; weights in host memory come last, as they cost the most time. What is expected to fit counts:
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
    yield from sorted(fitting, key=lambda layout: layout.request.offload == "states")


def _words(job: FinetuneRequest, layout: TuningLayout) -> str:
    """Return ``"with micro-batch 1, …, double quantisation: 46 GB (42–51) of 51 GB a device, …"``."""
    peak, has = layout.estimate.peak_memory_gb_per_gpu, layout.estimate.offered_gb
    packed = ("the base in 4 bits (QLoRA)",) if layout.request.method != job.method else ()
    need = f"{peak.value:.0f} GB ({peak.low:.0f}–{peak.high:.0f}) of {has:.0f} GB a device"
    parts = (*packed, layout.words, *(saving.short for saving in layout.savings))
    time = f", in about {layout.times:.2g} times the usual time" if layout.takes_longer else ""
    return f"with {', '.join(parts)}: {need}{time}"
