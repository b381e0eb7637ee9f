"""The serving model's answer to a published measurement, in the measurement's own unit."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from advisor.estimate.benchmark import Point
from advisor.estimate.benchmark_load import Limits
from advisor.estimate.coefficients import Interval, for_device, interval
from advisor.estimate.edge import estimate_stream
from advisor.estimate.formats import format_named, kv_element_bytes
from advisor.estimate.memory import weight_bytes
from advisor.estimate.serve_records import ServeEstimate, ServeRequest
from advisor.estimate.serving import estimate_serving, is_starved
from advisor.estimate.step import Layout, step_model

TAIL = 0.7
"""Mean over the slowest in a hundred, for steps and first tokens of a loaded engine; an assumption."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """A value with its 90% factors, and the regime that they were measured in."""

    value: float
    spread: Interval
    regime: str
    distance: int

    @property
    def low(self) -> float:
        """Return the lower end."""
        return self.value * self.spread.low

    @property
    def high(self) -> float:
        """Return the upper end."""
        return self.value * self.spread.high


def predict(point: Point) -> Prediction | None:
    """Return the estimate for a measurement, or None where the model gives no number (a saturated queue)."""
    if point.stream:
        return _stream(point)
    if point.static:
        return _static(point)
    return answer(point, solve(point))


def solve(point: Point) -> ServeEstimate:
    """Return the estimate for the request of a measurement under a load of many requests."""
    req = point.request
    if point.limits is not None:
        return estimate_serving(within(req, point.limits))
    return estimate_serving(req if point.rate_s is None else at_rate(req, point.rate_s))


def within(req: ServeRequest, limits: Limits) -> ServeRequest:
    """Return a request with the largest concurrency whose slowest in a hundred still keeps the limits."""
    most = max(1, estimate_serving(req).max_concurrency)
    low, high = 0, most + 1
    while high - low > 1:
        middle = (low + high) // 2
        found = estimate_serving(replace(req, concurrency=middle))
        first = math.inf if found.ttft_ms is None else found.ttft_ms
        if found.tpot_ms <= TAIL * limits.token_ms and first <= TAIL * limits.first_token_ms:
            low = middle
        else:
            high = middle
    return replace(req, concurrency=max(1, low))


def at_rate(req: ServeRequest, rate_s: float) -> ServeRequest:
    """Return a request with the concurrency that an open loop at ``rate_s`` requests a second settles at."""
    low, high = 1, 4096
    while high - low > 1:
        middle = (low + high) // 2
        found = estimate_serving(replace(req, concurrency=middle))
        if found.output_tok_s / req.osl < rate_s and not found.saturated:
            low = middle
        else:
            high = middle
    return replace(req, concurrency=low)


def answer(point: Point, found: ServeEstimate) -> Prediction | None:
    """Return the figure of an estimate that a measurement asks for; None where there is none."""
    req = point.request
    regime = "max_throughput" if req.concurrency is None else "throughput"
    if point.metric == "ttft_ms":
        return None if found.ttft_ms is None else _told(point, found.ttft_ms, found.ttft_range, "ttft", found)
    if point.metric == "tpot_ms":
        return _told(point, found.tpot_ms, found.tpot_range, "tpot", found)
    value = {
        "output_tok_s_total": found.output_tok_s,
        "output_tok_s_per_gpu": found.output_tok_s_per_gpu,
        "total_tok_s": found.output_tok_s * (req.isl + req.osl) / req.osl,
    }.get(point.metric)
    if value is None:
        return None
    if regime == "max_throughput" and is_starved(found.memory):
        regime = "starved"
    return _told(point, value, found.throughput_range, regime, found)


def _told(point: Point, value: float, spread: Interval, regime: str, found: ServeEstimate) -> Prediction:
    """Return a figure with its range; loads that a limit or a rate decides have ranges of their own."""
    unlimited = regime == "tpot" and point.request.concurrency is None
    open_loop = point.rate_s is not None or unlimited
    special = "server_slo" if point.limits is not None else "at_rate" if open_loop else ""
    if special:
        return Prediction(value, interval(special, found.distance), special, found.distance)
    return Prediction(value, spread, regime, found.distance)


def _static(point: Point) -> Prediction:
    """Return the rate of a static batch: ``batch * tokens / (prompt + osl * step)``."""
    req = point.request
    batch = float(req.concurrency or 1)
    weights, element = format_named(req.weights), kv_element_bytes(req.cache_format)
    stored = weight_bytes(req.arch, weights)
    model = step_model(
        req.arch, req.accelerator, Layout(req.tp, req.pp, req.ep), weights, element, stored, req.software
    )
    prompt = model.seconds(0.0, batch * req.isl, 0.0, req.isl / 2.0)
    step = model.seconds(batch, 0.0, req.isl + req.osl / 2.0, 0.0)
    software, _ = for_device("static", req.accelerator)
    seconds = (prompt + req.osl * step) * software
    value = {
        "total_tok_s": batch * (req.isl + req.osl) / seconds,
        "output_tok_s_per_gpu": batch * req.osl / seconds / (req.tp * req.pp),
        "ttft_ms": (prompt + model.head_s) * software * 1e3,
        "tpot_ms": step * software * 1e3,
    }.get(point.metric, batch * req.osl / seconds)
    return Prediction(value, interval("static", model.distance), "static", model.distance)


def _stream(point: Point) -> Prediction:
    req = point.request
    found = estimate_stream(
        req.arch,
        req.accelerator,
        format_named(req.weights),
        depth=req.isl + req.osl / 2.0,
        prompt=float(max(1, req.isl)),
        cards=req.tp * req.pp,
        batch=req.concurrency or 1,
        kv=req.kv or "fp16",
        software=req.software,
    )
    if point.metric == "pp_tok_s":
        return Prediction(found.prompt_tok_s, found.prompt_range, "prompt", found.distance)
    return Prediction(found.output_tok_s, found.output_range, "single_stream", found.distance)
