"""How a training run is laid out on its devices, or the mildest change with which it would fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advisor.estimate.efficiency import device_precision
from advisor.estimate.training_layout import Fitted, fitting_layout
from advisor.estimate.training_memory import USABLE
from advisor.estimate.training_request import TrainRequest
from advisor.quantity import Quantity, plain_number

MOST_DEVICES = 65_536
SHORTEST = 512
"""Tokens below which a sequence is not cut further."""
SPREAD = 1.25
"""The memory of published layouts lies within x/÷ this of the counted bytes."""
KORTHIKANTI = "Korthikanti et al. 2022, arXiv:2205.05198: activations of a layer"
ZERO = "ZeRO, arXiv:1910.02054: states of mixed-precision Adam"


@dataclass(frozen=True, slots=True)
class TrainPlan:
    """A layout with its memory; or, when nothing fits, what is missing."""

    fitted: Fitted
    memory_gb: Quantity
    """Of one device, at its peak."""
    has_gb: float
    change: str
    """The mildest change that would fit, as an instruction; empty when it fits or nothing would."""

    @property
    def fits(self) -> bool:
        """Return whether the expected peak fits the device."""
        return self.fitted.fits

    def parts(self) -> dict[str, float]:
        """Return the layout by the words that people use."""
        layout = self.fitted.layout
        return {"tp": layout.tp, "pp": layout.pp, "ep": layout.ep, "shard": layout.shard}

    def text(self, gpus: int, seq_len: int) -> str:
        """Return the layout as one sentence."""
        layout = self.fitted.layout
        ways = [f"TP {layout.tp}", f"PP {layout.pp}"]
        ways += [f"EP {layout.ep}"] if layout.ep > 1 else []
        ways.append(f"DP {gpus // (layout.tp * layout.pp)}")
        how = "sharded over " + str(layout.shard) if layout.shard > 1 else "optimizer sharded (ZeRO-1)"
        again = "with" if layout.recompute else "without"
        return (
            f"{', '.join(ways)}, {how}, micro-batch {layout.micro_tokens / seq_len:g} x {seq_len} tokens,"
            f" {layout.step_tokens / 1e6:.3g}M tokens a step, {again} recomputing activations"
        )


def plan_training(request: TrainRequest) -> TrainPlan:
    """Return the fastest usual layout that fits, with its memory.

    When nothing fits, the change is the first that helps of: more devices, shorter sequences.
    """
    fitted = _fitting(request)
    change = "" if fitted.fits else _change(request)
    return TrainPlan(fitted, _memory(fitted), request.accelerator.memory_gb, change)


def missing_text(plan: TrainPlan, request: TrainRequest) -> str:
    """Return one sentence that says what a run that does not fit lacks, and what would help."""
    needs, has = plan.memory_gb.value, plan.has_gb
    text = (
        f"does not fit: {needs:,.0f} GB on each of {request.gpus} {request.accelerator.name},"
        f" which has {has:g} GB ({has * USABLE:.0f} usable)"
    )
    return f"{text}; {plan.change}" if plan.change else text


def _fitting(request: TrainRequest) -> Fitted:
    return fitting_layout(
        request.shape,
        request.accelerator,
        request.gpus,
        request.seq_len,
        precision=device_precision(request.accelerator, request.precision),
        step_tokens=request.step_tokens,
        network_gb_s=(request.network_gbps or 0.0) / 8.0,
    )


def _memory(fitted: Fitted) -> Quantity:
    memory = fitted.memory
    return Quantity(
        "device_memory_gb",
        memory.total,
        memory.total / SPREAD,
        memory.total * SPREAD,
        "GB",
        formula=f"({memory.states:.3g} weights, gradients, optimizer + {memory.activations:.3g} activations"
        f" + {memory.logits:.3g} logits) x 1.05 + {memory.framework:g} framework",
        sources=(KORTHIKANTI, ZERO),
    )


def _change(request: TrainRequest) -> str:
    gpus = request.gpus * 2
    while gpus <= MOST_DEVICES:
        if _fitting(replace(request, gpus=gpus)).fits:
            return f"use {gpus} devices"
        gpus *= 2
    length = request.seq_len // 2
    while length >= SHORTEST:
        if _fitting(replace(request, seq_len=length)).fits:
            return f"cut sequences to {plain_number(length)} tokens"
        length //= 2
    return ""
