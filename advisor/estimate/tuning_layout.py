"""The smallest set of devices on which a tuning job fits, and the cheapest change when none does."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advisor.catalog.records import Accelerator
from advisor.estimate.finetune import FinetuneEstimate, FinetuneRequest, estimate_finetune
from advisor.estimate.memory import GB, usable_bytes
from advisor.estimate.tuning_setting import Loss, Method
from advisor.estimate.tuning_shape import TuningShape

_LOSSES: tuple[Loss, ...] = ("plain", "fused")
COUNTS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)


@dataclass(frozen=True, slots=True)
class TuningLayout:
    """Settings under which a job fits."""

    request: FinetuneRequest
    estimate: FinetuneEstimate

    @property
    def gpus(self) -> int:
        """Return the number of devices."""
        return self.request.gpus


@dataclass(frozen=True, slots=True)
class TooLarge:
    """A job that fits on no allowed number of devices."""

    needs_gb: float
    """Upper end of the memory of one device at the largest count."""
    has_gb: float
    gpus: int
    try_instead: str
    """The cheapest change that would fit, as an instruction; empty when none would."""


def layout(
    shape: TuningShape,
    method: Method,
    accelerator: Accelerator,
    *,
    seq_len: int = 2048,
    rank: int = 16,
    max_gpus: int = 64,
    stack: str = "hf",
    sure: bool = True,
) -> TuningLayout | TooLarge:
    """Return the fewest devices that fit, or what is missing.

    Micro-batch 1 with checkpointing is assumed; on each count a fused loss is tried after the plain one.

    Args:
        shape: The model.
        method: full, lora or qlora.
        accelerator: The device.
        seq_len: Tokens of the longest example.
        rank: Rank of the adapters.
        max_gpus: Most devices that may be used.
        stack: Software, see ``STACKS``.
        sure: Ask that the upper end of the range fits, not only the expected value.
    """
    first = FinetuneRequest(shape, method, accelerator, seq_len=seq_len, rank=rank, stack=stack)
    found = _fewest(first, max_gpus, sure)
    if found is not None:
        return found
    most = max(n for n in COUNTS if n <= max_gpus)
    needs = estimate_finetune(replace(first, gpus=most, loss="fused")).peak_memory_gb_per_gpu
    return TooLarge(
        needs.high if sure else needs.value, usable_bytes(accelerator) / GB, most, _change(first, most, sure)
    )


def _fewest(first: FinetuneRequest, max_gpus: int, sure: bool) -> TuningLayout | None:
    for gpus in COUNTS:
        if gpus > max_gpus:
            return None
        for loss in _LOSSES:
            request = replace(first, gpus=gpus, loss=loss)
            estimate = estimate_finetune(request)
            if estimate.surely_fits if sure else estimate.fits:
                return TuningLayout(request, estimate)
    return None


def _change(first: FinetuneRequest, most: int, sure: bool) -> str:
    """Return the mildest change that makes the job fit."""
    methods: dict[Method, tuple[Method, ...]] = {"full": ("lora", "qlora"), "lora": ("qlora",), "qlora": ()}
    for shorter in (first.seq_len // 2, first.seq_len // 4):
        if shorter >= 256 and _fewest(replace(first, seq_len=shorter), most, sure):
            return f"cut examples to {shorter} tokens"
    for method in methods[first.method]:
        if _fewest(replace(first, method=method), most, sure):
            return f"use {method} instead of {first.method}"
    return ""
