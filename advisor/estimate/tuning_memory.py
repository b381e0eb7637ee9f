"""Memory of one device while a model is tuned, part by part, in bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from advisor.estimate.tuning_activations import activations
from advisor.estimate.tuning_setting import MemorySetting, Method, Shards
from advisor.estimate.tuning_shape import TuningShape
from advisor.estimate.tuning_states import states
from advisor.resources import shipped_toml

__all__ = ["PARTS", "MemorySetting", "Method", "Shards", "memory_parts"]

PARTS = ("weights", "adapters", "gradients", "optimizer", "activations", "logits", "overhead")
FITTED = ("states", "working", "eager", "unequal", "framework_gb", "sharded_gb")
"""Constants of :class:`Allocator`, which one command fits."""


@dataclass(frozen=True, slots=True)
class Allocator:
    """What grows beyond tensors, by what makes it grow; each is multiplied with its fitted constant."""

    states: float
    """Bytes kept through the step."""
    working: float
    """Bytes that grow with the tokens."""
    eager: float
    """Those of written-out attention scores."""
    unequal: float
    """Logits of batches of unequal lengths, of which the allocator keeps a block for every size."""
    framework_gb: float
    """1 where a process is meant: the device context and libraries."""
    sharded_gb: float
    """1 where devices exchange data: communication buffers."""

    def features(self) -> tuple[float, ...]:
        """Return bytes for each constant, in the order of ``FITTED``."""
        context, buffers = 1e9 * self.framework_gb, 1e9 * self.sharded_gb
        return (self.states, self.working, self.eager, self.unequal, context, buffers)

    def bytes(self, constants: Sequence[float]) -> float:
        """Return the bytes beyond tensors."""
        return sum(c * x for c, x in zip(constants, self.features(), strict=True))


def memory_parts(shape: TuningShape, setting: MemorySetting) -> dict[str, float]:
    """Return the bytes of every part on one device, in the order of ``PARTS``.

    states + max(update, kept + max(logits, one layer)) + overhead: what the optimizer's update holds for a
    moment falls into a time without activations, and one layer is computed again after the logits are
    gone, so of each pair only the larger counts.
    """
    parts, allocator = tensors_and_allocator(shape, setting)
    return {**parts, "overhead": allocator.bytes(fitted_constants()) if allocator else 0.0}


@cache
def fitted_constants() -> tuple[float, ...]:
    """Return the fitted constants of what the allocator and the process hold beyond tensors."""
    rows = shipped_toml("estimate/tuning_fit.toml")
    return tuple(float(rows[name]["value"]) for name in FITTED)


def tensors_and_allocator(
    shape: TuningShape, setting: MemorySetting
) -> tuple[dict[str, float], Allocator | None]:
    """Return the bytes of tensors by part, and what the memory beyond them depends on (None: not counted)."""
    held, work = states(shape, setting), activations(shape, setting)
    working = work.kept + max(work.layer, work.logits)
    by_logits = work.logits >= work.layer
    parts = {
        "weights": held.weights + held.gathered,
        "adapters": held.adapters,
        "gradients": held.gradients,
        "optimizer": held.optimizer + max(0.0, held.update - working),
        "activations": work.kept + (0.0 if by_logits else work.layer),
        "logits": work.logits if by_logits else 0.0,
    }
    if setting.kind == "allocated":
        return parts, None
    process = setting.kind == "process"
    exchanging = setting.devices > 1 and setting.shards != "pipeline"
    allocator = Allocator(
        states=held.weights + held.adapters + held.gradients + held.optimizer,
        working=working,
        eager=work.scores,
        unequal=work.logits if setting.unequal_lengths else 0.0,
        framework_gb=1.0 if process else 0.0,
        sharded_gb=1.0 if process and exchanging else 0.0,
    )
    return parts, allocator
