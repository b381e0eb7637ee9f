"""Seconds of one forward and backward pass of a tuning job on one device."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_setting import SIXTEEN_BIT, MemorySetting
from advisor.estimate.tuning_shape import TuningShape
from advisor.resources import shipped_toml

SPEED_FITTED = ("share", "launch_s", "passes", "unpack", "packed")
"""Constants of :meth:`StepWork.seconds`, which one command fits."""


@dataclass(frozen=True, slots=True)
class StepWork:
    """What one pass does, before any constant."""

    flops: float
    layers: int
    traffic: float
    """Bytes of activations, logits and written-out scores, once."""
    unpacked: float
    """Weights that are unpacked, over all passes of a step."""

    def seconds(self, peak_flops: float, bytes_s: float, constants: Sequence[float]) -> float:
        """Return launches + (passes x traffic + unpacked / unpack) / bandwidth + FLOPs / (share x peak).

        The share of the peak is that of the matrix products alone; what is bound by memory counts by itself.
        """
        share, launch, passes, unpack, packed = constants
        share *= packed if self.unpacked else 1.0
        moved = passes * self.traffic + self.unpacked / unpack
        return self.layers * launch + moved / bytes_s + self.flops / (share * peak_flops)


def step_work(shape: TuningShape, setting: MemorySetting, flops_per_token: float) -> StepWork:
    """Return the work of one pass over the tokens of a device, of which tensor parallelism leaves a part."""
    row = tuning_constants()["traffic"]
    tokens = setting.tokens_per_step / setting.tensor
    width = row["hidden"] * shape.hidden + row["kv"] * shape.kv_width
    width += (row["gated"] if shape.matrices > 2 else row["plain"]) * shape.feed_forward
    scores = 0.0 if setting.flash_attention else row["scores"] * shape.heads * setting.seq_len
    vocabulary = row["logits"] * shape.vocab if shape.decoder else 0.0
    passes = 3.0 if setting.checkpointing in ("full", "offloaded") else 2.0
    passes /= float(tuning_constants()["speed"]["gptq_pace"]) if setting.packed_base == "gptq" else 1.0
    unpacked = passes * shape.body / setting.tensor if setting.packed else 0.0
    traffic = tokens * (shape.layers * (SIXTEEN_BIT * width + scores) + vocabulary)
    return StepWork(tokens * flops_per_token, shape.layers, traffic, unpacked)


@cache
def speed_constants() -> tuple[float, ...]:
    """Return the fitted constants of speed."""
    rows = shipped_toml("estimate/tuning_speed_fit.toml")
    return tuple(float(rows[name]["value"]) for name in SPEED_FITTED)
