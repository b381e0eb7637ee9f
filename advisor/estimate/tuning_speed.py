"""Tokens a second of a tuning job on one device."""

from __future__ import annotations

import math

from advisor.estimate.efficiency import Z90, whole_run
from advisor.estimate.finetune_request import FinetuneRequest
from advisor.estimate.flops import training_flops_per_token
from advisor.estimate.tuning_constants import tuning_constants
from advisor.quantity import Quantity


def tuning_speed(request: FinetuneRequest) -> Quantity:
    """Return tokens a second on one device: tokens / (layers x launch + FLOPs / (share x peak)).

    The share of the peak counts the forward pass that checkpointing repeats. It is fitted on Ampere; a
    generation without tuning data follows the ratio of its whole runs.
    """
    fit = tuning_constants()["speed"]
    shape = request.shape
    generation = request.accelerator.generation
    own = fit["generation"].get(generation)
    share = busy_share(request)
    tokens = float(request.batch * request.seq_len)
    flops = tuning_flops_per_token(request)
    launch = shape.layers * float(fit["launch_s_per_layer"])
    peak = request.accelerator.bf16_tflops * 1e12
    value = tokens / (launch + tokens * flops / (share * peak))
    unknown = 0.0 if own is not None or whole_run(generation, "bf16", False).n else float(fit["unknown"])
    factor = math.exp(Z90 * math.hypot(float(fit["spread"]), unknown))
    return Quantity(
        "tok_s_per_gpu",
        value,
        value / factor,
        value * factor,
        "tokens/s",
        formula=f"{tokens:g} tokens / ({shape.layers} layers x {fit['launch_s_per_layer']:g} s"
        f" + {tokens:g} x {flops:.3g} FLOPs / ({share:.2f} x {request.accelerator.bf16_tflops:g} TFLOP/s))",
        sources=(str(fit["source"]),),
        as_of=tuning_constants()["as_of"],
    )


def busy_share(request: FinetuneRequest) -> float:
    """Return the share of the bf16 peak that a tuning job keeps busy."""
    fit = tuning_constants()["speed"]
    generation = request.accelerator.generation
    ratio = fit["generation"].get(generation)
    if ratio is None:
        ratio = whole_run(generation, "bf16", False).mfu / whole_run("ampere", "bf16", False).mfu
    share = float(fit["share"]) * float(ratio) * float(fit["stack"][request.stack])
    share *= float(fit["packed"]) if request.method == "qlora" else 1.0
    return share * (float(fit["several_devices"]) if request.gpus > 1 else 1.0)


def tuning_flops_per_token(request: FinetuneRequest) -> float:
    """Return the FLOPs of one token: forward 2, backward to the inputs 2, to trained weights 2 a weight.

    Checkpointing repeats the forward pass, and a frozen reference adds one more. Adapters leave the third
    term out: about 4 in place of 6 a weight (NVIDIA NeMo 2 publishes 3.96 and 5.98).
    """
    per_weight = 4.0 if request.method != "full" else 6.0
    per_weight += 2.0 * (request.checkpointing in ("full", "offloaded")) + 2.0 * request.reference
    shape = request.shape
    return training_flops_per_token(
        shape.active_params / 1e9, shape.layers, shape.hidden, request.seq_len, per_weight=per_weight
    )
