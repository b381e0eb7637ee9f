"""Tokens a second of a tuning job on one device."""

from __future__ import annotations

import math

from advisor.estimate.efficiency import Z90, whole_run
from advisor.estimate.finetune_request import FinetuneRequest
from advisor.estimate.flops import training_flops_per_token
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_setting import Checkpointing, Method
from advisor.estimate.tuning_shape import TuningShape
from advisor.estimate.tuning_step import speed_constants, step_work
from advisor.estimate.tuning_traffic import exchange_seconds
from advisor.quantity import Quantity, plain_number
from advisor.resources import shipped_toml


def tuning_speed(request: FinetuneRequest) -> Quantity:
    """Return tokens a second on one device: tokens over the seconds of a pass.

    Stock software follows :class:`StepWork`; stacks that makers of hardware tuned reach a measured share of
    the bf16 peak, in 8 or 4 bits.
    """
    value, spread, formula = _tuned(request) if _is_tuned(request) else _stock(request)
    factor = math.exp(Z90 * spread)
    return Quantity(
        "tok_s_per_gpu",
        value,
        value / factor,
        value * factor,
        "tokens/s",
        formula=formula,
        sources=(str(tuning_constants()["speed"]["source"]),),
        as_of=tuning_constants()["as_of"],
    )


def _is_tuned(request: FinetuneRequest) -> bool:
    return request.stack in tuning_constants()["speed"]["tuned"]["stacks"]


def _stock(request: FinetuneRequest) -> tuple[float, float, str]:
    """Return tokens a second, the spread of their logarithm, and the equation."""
    c = tuning_constants()["speed"]
    device, setting = request.accelerator, request.setting()
    ratio, spread = _over_ampere(device.generation)
    pace = ratio * float(c["stack"][request.stack])
    pace *= float(c["several_devices"]) if request.gpus > 1 else 1.0
    pace *= _slower(request)
    spread = math.hypot(spread, float(c["assumed_stack"]) * (c["stack"][request.stack] != 1.0))
    work = step_work(request.shape, setting, request_flops(request))
    constants = speed_constants()
    seconds = work.seconds(pace * device.bf16_tflops * 1e12, device.bandwidth_gb_s * 1e9, constants)
    exchange = exchange_seconds(request.shape, setting, device)
    seconds = max(seconds, exchange)
    tokens = setting.tokens_per_step / setting.tensor
    text = (
        f"{tokens:g} tokens / max(exchange {exchange:.2g} s, {work.layers} layers x {constants[1]:.2g} s"
        f" + {(constants[2] * work.traffic + work.unpacked / constants[3]) / 1e9:.3g} GB"
        f" / {device.bandwidth_gb_s:g} GB/s"
        f" + {plain_number(work.flops)} FLOPs / ({pace * constants[0]:.2f} x {device.bf16_tflops:g} TFLOP/s))"
    )
    return tokens / seconds, spread, text


def _slower(request: FinetuneRequest) -> float:
    """Return the pace that remains with state or checkpoints in host memory, and with split layers."""
    c = tuning_constants()["speed"]
    pace = float(c["offload"]) if request.offload != "none" else 1.0
    pace *= float(c["offloaded_checkpoints"]) if request.checkpointing == "offloaded" else 1.0
    return pace * (float(c["tensor"]) if request.tensor > 1 else 1.0)


def _over_ampere(generation: str) -> tuple[float, float]:
    """Return a generation's share of the peak over Ampere's, and the spread of a speed there."""
    c = tuning_constants()["speed"]
    own = float(shipped_toml("estimate/tuning_speed_fit.toml")["spread"]["value"])
    measured = c["generation"].get(generation)
    if measured is not None:
        return float(measured), own
    run = whole_run(generation)
    ratio = run.mfu / whole_run("ampere").mfu
    return ratio, own if generation == "ampere" else math.hypot(own, float(c["unknown"]))


def _tuned(request: FinetuneRequest) -> tuple[float, float, str]:
    """Return the same for a tuned stack: share x peak x (devices / 8)^-exponent / FLOPs of a token."""
    c = tuning_constants()["speed"]["tuned"]
    share = c["generation"].get(request.accelerator.generation)
    spread = float(c["spread"] if share is not None else c["fallback_spread"])
    reached = float(c["fallback"] if share is None else share)
    reached *= max(1.0, request.gpus / float(c["devices"])) ** -float(c["exponent"])
    reached *= _slower(request)
    flops = flops_per_token(
        request.shape,
        request.method,
        request.seq_len,
        checkpointing="none",
        extra_forwards=request.extra_forwards,
    )
    value = reached * request.accelerator.bf16_tflops * 1e12 / flops
    return value, spread, f"{reached:.2f} x {request.accelerator.bf16_tflops:g} TFLOP/s / {flops:.3g} FLOPs"


def request_flops(request: FinetuneRequest) -> float:
    """Return the FLOPs of one token of a request."""
    return flops_per_token(
        request.shape,
        request.method,
        request.seq_len,
        checkpointing=request.checkpointing,
        extra_forwards=request.extra_forwards,
    )


def flops_per_token(
    shape: TuningShape,
    method: Method,
    seq_len: float,
    *,
    checkpointing: Checkpointing = "full",
    extra_forwards: int = 0,
) -> float:
    """Return the FLOPs of one token: forward 2, backward to the inputs 2, to trained weights 2 a weight.

    Checkpointing repeats the forward pass, and scoring by a frozen reference adds one each. Adapters leave
    the third term out: about 4 in place of 6 a weight (NVIDIA NeMo 2 publishes 3.96 and 5.98).
    """
    per_weight = 6.0 if method == "full" else 4.0
    per_weight += 2.0 * (checkpointing in ("full", "offloaded")) + 2.0 * extra_forwards
    return training_flops_per_token(
        shape.active_params / 1e9, shape.layers, shape.hidden, seq_len, per_weight=per_weight
    )
