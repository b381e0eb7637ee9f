"""A training run as asked for, its arithmetic, and whether its numbers are possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.catalog.records import Accelerator
from advisor.errors import UserError, require_positive
from advisor.estimate.architecture import Architecture
from advisor.estimate.efficiency import highest_mfu
from advisor.estimate.flops import CAUSAL_ATTENTION, FLOPS_PER_WEIGHT, FULL_ATTENTION
from advisor.estimate.training_shape import MOE_RATIO, TrainShape, shape_of, usual_shape
from advisor.estimate.training_step import Layout
from advisor.quantity import Quantity

Regime = Literal["whole_run", "benchmark"]


@dataclass(frozen=True, slots=True)
class TrainRequest:
    """One training run.

    Raises:
        UserError: When a number is not positive, or the stated MFU is impossible.
    """

    params_b: float
    """Stored weights in billions."""
    tokens: float
    """Tokens seen, repeats included."""
    accelerator: Accelerator
    gpus: int
    active_params_b: float | None = None
    """Weights that one token uses; None for a dense model."""
    seq_len: int = 4096
    precision: str = "bf16"
    kind: Literal["pretrain", "continued"] = "pretrain"
    architecture: Architecture | None = None
    regime: Regime = "whole_run"
    """Whole runs contain restarts and slow days; benchmarks are tuned and steady."""
    full_attention: bool = False
    """Whether a source counts the masked half of attention too; time never depends on it."""
    mfu: float | None = None
    """Steady MFU that the user measured, against the dense bf16 peak; None for the fitted one."""
    goodput: float | None = None
    """Share of paid time that trains, where the user knows it."""
    rate: Quantity | None = None
    """USD per device-hour."""
    pue: Quantity | None = None
    """Power of the hall over that of its machines; None for the catalogue's default."""
    gco2_per_kwh: Quantity | None = None
    """Carbon of the electricity; None when nobody says where it is made."""
    per_weight: float = FLOPS_PER_WEIGHT
    """FLOPs for each active weight and token: 6, or 4 where the weights are frozen below adapters."""
    layout: Layout | None = None
    """How the model is spread; None for the fastest usual layout that fits."""
    step_tokens: float = 0.0
    """Tokens of one optimizer step; 0 for the usual of the size."""
    network_gbps: float | None = None
    """Gbit/s of one device out of its server; None for the usual of its generation."""

    def __post_init__(self) -> None:
        for name in ("params_b", "tokens", "gpus", "seq_len"):
            require_positive(name, getattr(self, name))
        if self.active_params_b is not None and not 0 < self.active_params_b <= self.params_b:
            raise UserError(
                f"active_params_b: {self.active_params_b:g} must be above 0 and at most {self.params_b:g}"
            )
        if self.mfu is not None:
            check_possible(self.mfu, self.accelerator, self.precision)
        if self.goodput is not None and not 0.0 < self.goodput <= 1.0:
            raise UserError(f"goodput: {self.goodput:g} must be above 0 and at most 1")
        if self.network_gbps is not None:
            require_positive("network", self.network_gbps)

    @property
    def active_b(self) -> float:
        """Return the weights in billions that one token uses."""
        return self.params_b if self.active_params_b is None else self.active_params_b

    @property
    def moe(self) -> bool:
        """Return whether most weights rest for any one token."""
        return self.params_b > MOE_RATIO * self.active_b

    @property
    def shape(self) -> TrainShape:
        """Return the model's own shape, or the usual one of its size."""
        if self.architecture is not None:
            return shape_of(self.architecture, self.active_b)
        return usual_shape(self.params_b, self.active_params_b)

    @property
    def flops_per_token(self) -> float:
        """Return the useful FLOPs of one token, causal attention included."""
        return _flops(self.shape, self.seq_len, self.per_weight, CAUSAL_ATTENTION)

    @property
    def counted_flops_per_token(self) -> float:
        """Return the FLOPs of one token as the source of a measurement counts them."""
        attention = FULL_ATTENTION if self.full_attention else CAUSAL_ATTENTION
        return _flops(self.shape, self.seq_len, self.per_weight, attention)


def _flops(shape: TrainShape, seq_len: float, per_weight: float, attention: float) -> float:
    return per_weight * shape.active + attention * shape.attention * shape.span(seq_len)


def check_possible(mfu: float, accelerator: Accelerator, precision: str = "bf16") -> None:
    """Refuse a share of the bf16 peak that the device cannot reach in that format.

    Raises:
        UserError: When it is not positive or passes the peak of the format.
    """
    most = highest_mfu(accelerator, precision)
    if not 0.0 < mfu <= most:
        raise UserError(
            f"mfu: {mfu:g} is impossible on {accelerator.name}, whose dense {precision} peak is {most:g} of"
            " its bf16 peak; a whole run usually reaches 0.2 to 0.45"
        )


def implied_mfu(request: TrainRequest, gpu_hours: float) -> float:
    """Return the share of the bf16 peak that a run of that many device-hours must have reached.

    FLOPs per token x tokens / (gpu_hours x 3600 x peak). Above the peak of its format it is impossible.
    """
    peak = request.accelerator.bf16_tflops * 1e12
    return request.flops_per_token * request.tokens / (gpu_hours * 3600.0 * peak)
