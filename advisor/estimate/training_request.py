"""A training run as asked for, its arithmetic, and whether its numbers are possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.catalog.records import Accelerator
from advisor.errors import UserError, require_positive
from advisor.estimate.architecture import Architecture
from advisor.estimate.efficiency import highest_mfu
from advisor.estimate.flops import (
    CAUSAL_ATTENTION,
    FULL_ATTENTION,
    training_flops_per_token,
    usual_layers_hidden,
)
from advisor.quantity import Quantity

MOE_RATIO = 1.5
"""A model with this many times more stored than active weights is a mixture of experts."""
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
    """Whether the masked half of attention is computed too, as older kernels do."""
    mfu: float | None = None
    """Steady MFU that the user measured, against the dense bf16 peak; None for the fitted one."""
    rate: Quantity | None = None
    """USD per device-hour."""
    pue: Quantity | None = None
    """Power of the hall over that of its machines; None for the catalogue's default."""

    def __post_init__(self) -> None:
        for name in ("params_b", "tokens", "gpus", "seq_len"):
            require_positive(name, getattr(self, name))
        if self.active_params_b is not None and not 0 < self.active_params_b <= self.params_b:
            raise UserError(
                f"active_params_b: {self.active_params_b:g} must be above 0 and at most {self.params_b:g}"
            )
        if self.mfu is not None:
            check_possible(self.mfu, self.accelerator, self.precision)

    @property
    def active_b(self) -> float:
        """Return the weights in billions that one token uses."""
        return self.params_b if self.active_params_b is None else self.active_params_b

    @property
    def moe(self) -> bool:
        """Return whether most weights rest for any one token."""
        return self.params_b > MOE_RATIO * self.active_b

    @property
    def flops_per_token(self) -> float:
        """Return the FLOPs of one token, causal attention included."""
        if self.architecture is not None:
            layers: float = self.architecture.layers
            hidden: float = self.architecture.prefill_dims / (2.0 * layers)
        else:
            layers, hidden = usual_layers_hidden(self.active_b)
        attention = FULL_ATTENTION if self.full_attention else CAUSAL_ATTENTION
        return training_flops_per_token(self.active_b, layers, hidden, self.seq_len, attention=attention)


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
