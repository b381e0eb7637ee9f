"""Tuning a model: whether it fits, how fast it runs, and what a run costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from advisor.estimate.finetune_request import FinetuneRequest
from advisor.estimate.job_hours import job_hours
from advisor.estimate.memory import GB, usable_bytes
from advisor.estimate.money import device_cost
from advisor.estimate.scaled import scaled
from advisor.estimate.tuning_peak import peak_memory
from advisor.estimate.tuning_shape import shape_of, usual_shape
from advisor.estimate.tuning_speed import tuning_speed
from advisor.quantity import Quantity

__all__ = [
    "FinetuneEstimate",
    "FinetuneRequest",
    "estimate_finetune",
    "memory_of",
    "offered_gb",
    "peak_memory",
    "shape_of",
    "usual_shape",
]


@dataclass(frozen=True, slots=True)
class FinetuneEstimate:
    """What a tuning job takes."""

    fits: bool
    """Whether the expected peak fits what the device offers."""
    surely_fits: bool
    """Whether the upper end of the range fits, which is what to rely on."""
    offered_gb: float
    """Memory that the device really offers, in 10^9 bytes, the same as for serving."""
    peak_memory_gb_per_gpu: Quantity
    memory: Mapping[str, Quantity]
    """GB on one device: weights, adapters, gradients, optimizer, activations, logits, overhead."""
    tok_s_per_gpu: Quantity
    gpu_hours: Quantity | None
    """None when the tokens are unknown."""
    wall_hours: Quantity | None
    cost_usd: Quantity | None
    """None when the tokens or the price are unknown."""

    def with_parts(self, extra: Mapping[str, float]) -> FinetuneEstimate:
        """Return the estimate with further parts of memory, in GB, and whether all of it fits.

        The range of the peak keeps its proportions.
        """
        named = {
            name: Quantity(f"{name}_gb", gb, gb, gb, "GB", formula=f"held besides for the {name}")
            for name, gb in extra.items()
            if gb > 0.0
        }
        old = self.peak_memory_gb_per_gpu
        factor = 1.0 + sum(q.value for q in named.values()) / old.value
        peak = replace(
            old,
            value=old.value * factor,
            low=old.low * factor,
            high=old.high * factor,
            formula=" + ".join((old.formula, *(q.name for q in named.values()))),
            inputs=(*old.inputs, *named.values()),
        )
        return replace(
            self,
            fits=peak.value <= self.offered_gb,
            surely_fits=peak.high <= self.offered_gb,
            peak_memory_gb_per_gpu=peak,
            memory={**self.memory, **named},
        )


def estimate_finetune(request: FinetuneRequest) -> FinetuneEstimate:
    """Return memory, speed, hours and money of a tuning job with 90% ranges."""
    peak, parts = memory_of(request)
    speed = tuning_speed(request)
    hours = wall = cost = None
    if request.tokens is not None:
        hours = job_hours(request, speed=speed)
        wall = scaled("wall_hours", "h", f"gpu_hours / {request.gpus}", 1.0 / request.gpus, hours)
        if request.rate is not None:
            cost = device_cost(hours, request.rate)
    offered = offered_gb(request)
    return FinetuneEstimate(
        peak.value <= offered, peak.high <= offered, offered, peak, parts, speed, hours, wall, cost
    )


def memory_of(request: FinetuneRequest) -> tuple[Quantity, Mapping[str, Quantity]]:
    """Return the most memory that a tuning job takes of each device, and its parts."""
    return peak_memory(request.shape, request.setting())


def offered_gb(request: FinetuneRequest) -> float:
    """Return the memory that each device of a job really offers."""
    return usable_bytes(request.accelerator) / GB
