"""A serving estimate as figures with their ranges, formulas and sources."""

from __future__ import annotations

from advisor.catalog.records import Accelerator
from advisor.estimate.coefficients import Interval, as_of
from advisor.estimate.fitted import fitted
from advisor.estimate.formats import Format, arithmetic, format_named, kv_element_bytes
from advisor.estimate.memory import GB
from advisor.estimate.serve_records import ServeEstimate, ServeRequest
from advisor.quantity import Quantity, exact, sourced

MEMORY_SPREAD = 0.04
"""Relative half-range of computed memory: layouts and engines round up."""
EXACT = Interval(1.0, 1.0)


def serve_quantities(req: ServeRequest, est: ServeEstimate) -> dict[str, Quantity]:
    """Return an estimate as figures.

    Args:
        req: The question.
        est: Its answer.

    Returns:
        ``weights_gb``, ``kv_per_token_bytes``, ``overhead_gb``, ``free_gb``, ``max_concurrency`` and the
        memory figures of one device; ``output_tok_s``, ``output_tok_s_per_gpu``, ``tpot_ms`` over all
        devices; ``ttft_ms`` where the queue does not decide it. Nothing but memory when it does not fit.
    """
    found = _memory(req, est)
    if not est.fits:
        return found
    device, model = _facts(req)
    inputs = (device, model, found["weights_gb"], found["kv_per_token_bytes"])
    rate, per = "tokens/s", "tokens/s per device"
    found["output_tok_s"] = fitted(
        "output_tok_s", est.output_tok_s, rate, est.throughput_range, _RATE[est.saturated], inputs
    )
    found["output_tok_s_per_gpu"] = fitted(
        "output_tok_s_per_gpu",
        est.output_tok_s_per_gpu,
        per,
        est.throughput_range,
        "output_tok_s / devices",
        (found["output_tok_s"],),
    )
    found["tpot_ms"] = fitted("tpot_ms", est.tpot_ms, "ms/token", est.tpot_range, STEP_FORMULA, inputs)
    if est.ttft_ms is not None:
        found["ttft_ms"] = fitted("ttft_ms", est.ttft_ms, "ms", est.ttft_range, FIRST_FORMULA, inputs)
    return found


def precision_note(accelerator: Accelerator, weights: Format) -> str:
    """Return what a device does with weights that it has no arithmetic for, or an empty string.

    >>> from advisor.estimate.formats import format_named
    >>> precision_note(Accelerator.model_construct(name="A100", bf16_tflops=312.0, fp8_tflops=None,
    ...     int8_tops=None, fp4_tflops=None), format_named("fp8"))
    'A100 has no fp8 arithmetic: weights in fp8 are unpacked to bf16, which saves memory, not arithmetic.'
    """
    found = arithmetic(accelerator, weights)
    if found.native:
        return ""
    return (
        f"{accelerator.name} has no {weights.peaks[0]} arithmetic: weights in {weights.id} are unpacked to"
        f" {found.peak}, which saves memory, not arithmetic."
    )


_RATE = {
    True: "sequences that fit * 1000 / tpot_ms",
    False: "concurrency * tokens out / (ttft + (tokens out - 1) * tpot)",
}
STEP_FORMULA = "weights/bandwidth + cache/bandwidth + multiplications/peak + links + launches + ramps"
FIRST_FORMULA = "start + wait * step + share * prompt * (1 + queue)"


_KEPT = {
    "all": "",
    "linear": "; vocabulary tables stay in 16 bit",
    "experts": "; all but the routed experts stays in 16 bit",
}


def _scope(req: ServeRequest) -> str:
    scope = format_named(req.weights).scope
    return "linear" if scope == "experts" and not req.arch.experts else scope


def _memory(req: ServeRequest, est: ServeEstimate) -> dict[str, Quantity]:
    weights = format_named(req.weights)
    device, model = _facts(req)
    memory = est.memory
    per_token = req.arch.kv_bytes_per_token(kv_element_bytes(req.cache_format))
    spread = Interval(1.0 - MEMORY_SPREAD, 1.0 + MEMORY_SPREAD)
    wide = Interval(0.6, 1.6)
    found = {
        "weights_gb": fitted(
            "weights_gb",
            memory.weights / GB,
            "GB per device",
            spread,
            f"parameters * {weights.bits:g} bits / 8 / devices{_KEPT[_scope(req)]}",
            (model,),
            (weights.source,),
        ),
        "kv_per_token_bytes": fitted(
            "kv_per_token_bytes",
            per_token,
            "bytes",
            EXACT,
            "layers * cached elements a layer * bytes an element",
            (model,),
        ),
        "overhead_gb": fitted(
            "overhead_gb", memory.overhead / GB, "GB per device", wide, "runtime + activations", ()
        ),
    }
    found["free_gb"] = _free(est, device, found)
    found["max_concurrency"] = _most_sequences(est, found)
    return found


def _most_sequences(est: ServeEstimate, parts: dict[str, Quantity]) -> Quantity:
    free = parts["free_gb"]
    ends = EXACT
    if est.fits:
        ends = Interval(max(0.0, free.low) / free.value, free.high / free.value)
    return fitted(
        "max_concurrency",
        float(est.max_concurrency),
        "sequences",
        ends,
        "replicas * free_gb / cache of a sequence, up to the engine's cap",
        (free, parts["kv_per_token_bytes"]),
    )


def _free(est: ServeEstimate, device: Quantity, parts: dict[str, Quantity]) -> Quantity:
    """Return the memory of one device that is left for the cache; negative when the model does not fit."""
    value = est.memory.free / GB
    slack = sum(parts[name].high - parts[name].value for name in ("weights_gb", "overhead_gb"))
    return Quantity(
        "free_gb",
        value,
        value - slack,
        value + slack,
        "GB per device",
        formula="usable memory - weights_gb - overhead_gb",
        inputs=(device, parts["weights_gb"], parts["overhead_gb"]),
        as_of=as_of(),
    )


def _facts(req: ServeRequest) -> tuple[Quantity, Quantity]:
    device, arch = req.accelerator, req.arch
    memory = sourced("device_memory_gb", device.memory_gb, "GB", device.source, as_of=device.as_of)
    size = arch.total_params / 1e9
    return memory, exact("parameters_b", size, "10^9", f"counted from the layers of {arch.name}")
