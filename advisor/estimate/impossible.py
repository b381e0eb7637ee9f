"""Measurements that break physics."""

from __future__ import annotations

from advisor.estimate.benchmark import Point
from advisor.estimate.formats import format_named, peak_tflops
from advisor.estimate.memory import GB, weight_bytes

ROUNDING = 1.05
"""Ratings and file sizes are rounded: a measurement this far beyond a bound may still be right."""


def impossible(point: Point) -> str:
    """Return why a measurement breaks physics, or an empty string.

    A token cannot come faster than its weights are read, and no more tokens than the best peak of the
    devices multiplies.
    """
    req = point.request
    device, arch = req.accelerator, req.arch
    stored = weight_bytes(arch, format_named(req.weights))
    read_s = (stored.dense + stored.experts * arch.expert_share) / (
        device.bandwidth_gb_s * GB * req.tp * ROUNDING
    )
    if point.metric == "tpot_ms" and not req.attention_dp and point.measured / 1e3 < read_s:
        return (
            f"value: {point.measured:g} ms a token, but reading the weights once takes {read_s * 1e3:.3g} ms"
        )
    if point.metric == "tg_tok_s" and (req.concurrency or 1) == 1 and point.measured > 1.0 / read_s:
        return f"value: {point.measured:g} tokens/s, but bandwidth allows {1.0 / read_s:.4g}"
    tokens = {
        "output_tok_s_total": point.measured * (req.isl + req.osl) / req.osl,
        "output_tok_s_per_gpu": point.measured * req.gpus * (req.isl + req.osl) / req.osl,
        "total_tok_s": point.measured,
        "pp_tok_s": point.measured,
    }.get(point.metric, 0.0)
    peaks = (peak_tflops(device, name) for name in ("bf16", "fp8", "int8", "fp4"))
    best = max(peak for peak in peaks if peak) * 1e12 * req.gpus
    if tokens * 2.0 * arch.body_params > best * ROUNDING:
        return (
            f"value: {tokens:.4g} tokens/s in and out need more than the {best / 1e12:.4g} TFLOPS there are"
        )
    return ""
