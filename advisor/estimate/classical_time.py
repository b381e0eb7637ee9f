"""How long a batch of a model that is no LLM takes: launches, arithmetic, memory, and a decoder's steps."""

from __future__ import annotations

import math
from typing import Literal

from advisor.catalog.records import Accelerator
from advisor.errors import UserError
from advisor.estimate.classical_coefficients import device_term, term
from advisor.estimate.classical_work import Work

Mode = Literal["compiled", "eager"]
"""``compiled`` fuses layers (TensorRT, TEI, ONNX Runtime, CTranslate2); ``eager`` runs one after another."""
BYTES = {"fp32": 4.0, "fp16": 2.0, "bf16": 2.0, "fp8": 1.0, "int8": 1.0}
"""Bytes of a weight and of a number between layers, by precision."""
CACHE_BYTES = 2.0
"""Bytes of a number of what a decoder reads again, whatever the precision of the weights."""
LARGEST_BATCH = 65536.0
LITTLE = 0.1
"""Share of a batch's time that does not depend on its size and is no longer worth a larger batch."""


def native_tflops(device: Accelerator, precision: str) -> float | None:
    """Return a device's dense peak in TFLOPS at a precision; None where it has no such arithmetic.

    32-bit arithmetic is a share of the 16-bit peak that depends on the generation; see ``fp32.*``.
    """
    if precision == "fp32":
        return device.bf16_tflops * device_term("fp32", device)[0]
    if precision in {"fp8", "int8"}:
        return device.fp8_tflops if precision == "fp8" else device.int8_tops
    return device.bf16_tflops


def require_precision(device: Accelerator, precision: str) -> None:
    """Refuse a precision that a device cannot compute in.

    Raises:
        UserError: With the precision that it would fall back to.
    """
    if native_tflops(device, precision) is None:
        raise UserError(
            f"precision: {device.name} has no {precision} arithmetic; it would compute in bf16, so ask for"
            " bf16."
        )


def batch_seconds(
    work: Work, device: Accelerator, units: float, precision: str = "bf16", mode: Mode = "compiled"
) -> float:
    """Return the seconds of one batch.

    ``launch + FLOPs / (peak x share x reach) + (weights + units x activations x traffic) x bytes /
    (bandwidth x share)``, and for a decoder ``units x time to prepare the sound + steps x (layers x launch
    of a layer + decoder's weights / bandwidth + windows x beams x (decoder's FLOPs / peak + what it
    reads again / bandwidth + search))``, all of it over the share that a CPU
    keeps. Kernels run one after another, some held up by arithmetic and some by memory, so the times add
    up. A window that is not full runs as a full one.

    Args:
        work: Cost of one unit.
        device: One device.
        units: Units that run together, more than 0.
        precision: ``fp32``, ``fp16``, ``bf16``, ``fp8`` or ``int8``; what the device lacks runs in 16 bit.
        mode: Whether an engine fuses layers.
    """
    windows = max(1.0, units / work.window)
    rate, bandwidth = _flops_a_second(work, device, precision), _bytes_a_second(device)
    full = windows * work.window if work.window > 1.0 else units
    moved = work.weights_b * 1e9 + full * work.activations_m * 1e6 * term(
        f"traffic_{mode}.{_moving(work.operations)}"
    )
    seconds = _launch_ms(work, device) * 1e-3
    seconds += math.hypot(full * work.gflops * 1e9 / rate, moved * BYTES[precision] / bandwidth)
    if not work.steps:
        return seconds
    step = work.decoder_layers * device_term(f"step_{mode}_us", device)[0] * 1e-6
    step += work.decoder_b * 1e9 * BYTES[precision] / bandwidth
    text = 2.0 * work.decoder_b * 1e9 / rate + work.cache_m * 1e6 * CACHE_BYTES / bandwidth
    step += windows * work.beams * (text + term("search_us") * 1e-6)
    seconds += units * term("sound_ms") * 1e-3
    return (seconds + work.steps * min(units, work.window) * step) / device_term("decoder", device)[0]


def served_share(work: Work, device: Accelerator) -> float:
    """Return the share of a batch job's rate that a server keeps, with many clients and text to prepare.

    Measured on servers of embeddings alone, on cards and on a CPU; the same is taken for other products of
    matrices, and nothing is taken off other kinds of arithmetic, where nobody published both.
    """
    return device_term("served", device)[0] if work.operations == "transformer" and not work.steps else 1.0


def distance(work: Work, device: Accelerator) -> int:
    """Return how far a device is from the measured: 0 its generation was, 1 its vendor or kind, 2 none."""
    return 2 if work.operations == "trees" else device_term("reach", device)[1]


def usual_batch(
    work: Work,
    device: Accelerator,
    precision: str = "bf16",
    mode: Mode = "compiled",
    limit_seconds: float = math.inf,
) -> float:
    """Return the units in a batch from which on more brings little, within a time for the batch.

    It doubles from one unit, or one window, until what a batch costs whatever its size is a tenth of it.
    """
    units = work.window if batch_seconds(work, device, work.window, precision, mode) <= limit_seconds else 1.0
    while units < LARGEST_BATCH:
        seconds = batch_seconds(work, device, units, precision, mode)
        twice = batch_seconds(work, device, units * 2.0, precision, mode)
        fixed = 2.0 * seconds - twice
        if twice > limit_seconds or fixed <= seconds * LITTLE:
            break
        units *= 2.0
    return units


def _flops_a_second(work: Work, device: Accelerator, precision: str) -> float:
    """Return the operations a second that a kind of arithmetic reaches, at most the device's peak.

    8-bit arithmetic is never slower than 16-bit arithmetic, which takes its place where it is missing.
    """
    share = term(f"share.{work.operations}") * device_term("reach", device)[0]
    native = native_tflops(device, precision)
    usual = device.bf16_tflops * min(1.0, share)
    if native is None:
        return usual * 1e12
    if BYTES[precision] == 1.0:
        return max(usual, native * min(1.0, share * term("eight_bit"))) * 1e12
    return native * min(1.0, share) * 1e12


def _launch_ms(work: Work, device: Accelerator) -> float:
    """Return the ms before a batch begins: trees are one call of a program, without layers that wait."""
    return term("launch_ms.trees") if work.operations == "trees" else device_term("launch_ms", device)[0]


def _moving(operations: str) -> str:
    """Return whose traffic between layers a kind of arithmetic has: that of products or of convolutions."""
    return "products" if operations in {"transformer", "diffusion"} else "convolutions"


def _bytes_a_second(device: Accelerator) -> float:
    return device.bandwidth_gb_s * 1e9 * device_term("bandwidth", device)[0]
