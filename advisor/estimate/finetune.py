"""Tuning a model: whether it fits, how fast it runs, and what a run costs."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.errors import UserError, require_positive
from advisor.estimate.efficiency import Z90, training_coefficients, whole_run
from advisor.estimate.flops import training_flops_per_token
from advisor.estimate.memory import GB
from advisor.estimate.money import device_cost
from advisor.estimate.scaled import scaled
from advisor.estimate.tuning_memory import MemorySetting, Method, Shards, memory_constants, memory_parts
from advisor.estimate.tuning_shape import TuningShape, shape_of, usual_shape
from advisor.quantity import Quantity, derive, sourced

__all__ = [
    "FinetuneEstimate",
    "FinetuneRequest",
    "estimate_finetune",
    "peak_memory",
    "shape_of",
    "usual_shape",
]

GUESSED_SHAPE_SPREAD = 0.15
"""What a guessed shape adds to the spread of memory, as a standard deviation of the logarithm."""
STACKS = ("hf", "torchtune", "unsloth", "megatron")


@dataclass(frozen=True, slots=True)
class FinetuneRequest:
    """One tuning job.

    Raises:
        UserError: When a number is not positive or a choice is unknown.
    """

    shape: TuningShape
    method: Method
    accelerator: Accelerator
    gpus: int = 1
    seq_len: int = 2048
    batch: int = 1
    """Sequences at a time on one device; gradient accumulation changes neither memory nor speed much."""
    rank: int = 16
    tokens: float | None = None
    """Tokens processed, epochs included: examples x tokens each x epochs."""
    optimizer: str = "adamw_mixed"
    checkpointing: bool = True
    flash_attention: bool = True
    fused_loss: bool = False
    stack: str = "hf"
    shards: Shards | None = None
    """None chooses: nothing split on one device or where adapters fit, else everything (ZeRO-3, FSDP)."""
    rate: Quantity | None = None
    """USD per device-hour."""

    def __post_init__(self) -> None:
        for name in ("gpus", "seq_len", "batch", "rank"):
            require_positive(name, getattr(self, name))
        if self.tokens is not None:
            require_positive("tokens", self.tokens)
        if self.method not in ("full", "lora", "qlora"):
            raise UserError(f"method: {self.method!r} is unknown; use full, lora or qlora")
        if self.stack not in STACKS:
            raise UserError(f"stack: {self.stack!r} is unknown; use one of {', '.join(STACKS)}")
        if self.optimizer not in memory_constants()["optimizer"]:
            known = ", ".join(memory_constants()["optimizer"])
            raise UserError(f"optimizer: {self.optimizer!r} is unknown; use one of {known}")

    def setting(self) -> MemorySetting:
        """Return what memory depends on."""
        shards: Shards = self.shards or ("none" if self.gpus == 1 else "zero3")
        return MemorySetting(
            method=self.method,
            tokens_per_step=float(self.batch * self.seq_len),
            seq_len=float(self.seq_len),
            devices=self.gpus,
            shards=shards,
            rank=self.rank,
            optimizer=self.optimizer,
            checkpointing=self.checkpointing,
            flash_attention=self.flash_attention,
            fused_loss=self.fused_loss,
            stack=self.stack,
        )


@dataclass(frozen=True, slots=True)
class FinetuneEstimate:
    """What a tuning job takes."""

    fits: bool
    """Whether the expected peak fits the device."""
    surely_fits: bool
    """Whether the upper end of the range fits, which is what to rely on."""
    peak_memory_gb_per_gpu: Quantity
    memory: dict[str, Quantity]
    """GB on one device: weights, adapters, gradients, optimizer, activations, logits, overhead."""
    tok_s_per_gpu: Quantity
    gpu_hours: Quantity | None
    """None when the tokens are unknown."""
    wall_hours: Quantity | None
    cost_usd: Quantity | None
    """None when the tokens or the price are unknown."""


def peak_memory(shape: TuningShape, setting: MemorySetting) -> tuple[Quantity, dict[str, Quantity]]:
    """Return the peak memory of one device in GB with its 90% range, and its parts."""
    stack = memory_constants()["stack"][setting.stack]
    spread = (
        float(stack["spread"]) if shape.exact else math.hypot(float(stack["spread"]), GUESSED_SHAPE_SPREAD)
    )
    source = str(stack["source"])
    parts = {
        name: sourced(f"{name}_gb", held / GB, "GB", source)
        for name, held in memory_parts(shape, setting).items()
    }
    factor = math.exp(Z90 * spread)
    total = sum(q.value for q in parts.values())
    peak = Quantity(
        "peak_memory_gb_per_gpu",
        total,
        total / factor,
        total * factor,
        "GB",
        formula=" + ".join(q.name for q in parts.values()),
        inputs=tuple(parts.values()),
        as_of=training_coefficients()["as_of"],
    )
    return peak, parts


def estimate_finetune(request: FinetuneRequest) -> FinetuneEstimate:
    """Return memory, speed, hours and money of a tuning job with 90% ranges."""
    peak, parts = peak_memory(request.shape, request.setting())
    speed = _speed(request)
    hours = wall = cost = None
    if request.tokens is not None:
        tokens = request.tokens
        hours = derive(
            "gpu_hours",
            "GPU-hours",
            f"{tokens:g} tokens / tok_s_per_gpu / 3600",
            lambda s: tokens / s / 3600.0,
            {"s": speed},
        )
        wall = scaled("wall_hours", "h", f"gpu_hours / {request.gpus}", 1.0 / request.gpus, hours)
        if request.rate is not None:
            cost = device_cost(hours, request.rate)
    memory_gb = request.accelerator.memory_gb
    return FinetuneEstimate(
        peak.value <= memory_gb, peak.high <= memory_gb, peak, parts, speed, hours, wall, cost
    )


def _speed(request: FinetuneRequest) -> Quantity:
    """Return tokens a second on one device: tokens / (layers x launch + FLOPs / (mfu x peak)).

    MFU of the tuning fit is on Ampere; a generation without tuning data follows the ratio of its whole runs.
    """
    fit = training_coefficients()["tuning_speed"]
    shape = request.shape
    generation = whole_run(request.accelerator.generation, "bf16", False)
    ratio = fit["generation"].get(request.accelerator.generation)
    share = float(fit["mfu"]) * float(ratio or generation.mfu / whole_run("ampere", "bf16", False).mfu)
    share *= float(fit["stack"][request.stack])
    share *= float(fit["qlora_factor"]) if request.method == "qlora" else 1.0
    share *= float(fit["multi_device_factor"]) if request.gpus > 1 else 1.0
    tokens = float(request.batch * request.seq_len)
    flops = training_flops_per_token(
        shape.active_params / 1e9,
        shape.layers,
        shape.hidden,
        request.seq_len,
        per_weight=float(training_coefficients()["tuning_flops"][request.method]),
    )
    launch = shape.layers * float(fit["launch_s_per_layer"])
    seconds = launch + tokens * flops / (share * request.accelerator.bf16_tflops * 1e12)
    value = tokens / seconds
    factor = math.exp(
        Z90 * math.hypot(float(fit["spread"]), 0.2 if generation.n == 0 and ratio is None else 0.0)
    )
    return Quantity(
        "tok_s_per_gpu",
        value,
        value / factor,
        value * factor,
        "tokens/s",
        formula=f"{tokens:g} tokens / ({shape.layers} layers x {fit['launch_s_per_layer']:g} s"
        f" + {tokens:g} x {flops:.3g} FLOPs / ({share:.2f} x {request.accelerator.bf16_tflops:g} TFLOP/s))",
        sources=(str(fit["source"]),),
        as_of=training_coefficients()["as_of"],
    )
