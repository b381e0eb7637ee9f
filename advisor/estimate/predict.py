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
from advisor.estimate.reach import Times, open_loop
from advisor.estimate.serve_records import ServeEstimate, ServeRequest
from advisor.estimate.serving import estimate_serving, is_starved
from advisor.estimate.step import Layout, step_model
from advisor.estimate.techniques import replica_at_work

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
    if point.rate_s is not None:
        return _at_rate(point, point.rate_s)
    return answer(point, solve(point))


def solve(point: Point) -> ServeEstimate:
    """Return the estimate for the request of a measurement under a load of many requests."""
    req = point.request
    if point.limits is not None:
        return estimate_serving(within(req, point.limits))
    if point.sent is not None and req.concurrency is None:
        return estimate_serving(replace(req, concurrency=point.sent))
    return estimate_serving(req)


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


def _at_rate(point: Point, rate_s: float) -> Prediction | None:
    """Return the figure of an open loop; None where the engine may not keep up with the rate."""
    req = point.request
    _, replica = replica_at_work(req)
    full = estimate_serving(replace(req, concurrency=None))
    times = open_loop(replica, rate_s / req.replicas, full.throughput_range.low)
    if times.saturated:
        return None
    done = rate_s if point.sent is None else _rate_of_run(point.sent, rate_s, times)
    value = {
        "ttft_ms": times.first_s * 1e3,
        "tpot_ms": times.token_s * 1e3,
        "output_tok_s_total": done * req.osl,
        "output_tok_s_per_gpu": done * req.osl / (req.tp * req.pp * req.replicas),
        "total_tok_s": done * (req.isl + req.osl),
    }.get(point.metric)
    if value is None:
        return None
    return Prediction(value, interval("at_rate", full.distance), "at_rate", full.distance)


def _rate_of_run(sent: int, rate_s: float, times: Times) -> float:
    """Return the requests a second of a run that ends with its last answer: ``n / (n / rate + stay)``."""
    return sent / (sent / rate_s + times.total_s)


def answer(point: Point, found: ServeEstimate) -> Prediction | None:
    """Return the figure of an estimate that a measurement asks for; None where there is none."""
    req = point.request
    regime = "max_throughput" if req.concurrency is None else "throughput"
    queued = req.concurrency is None and point.limits is None
    if queued and point.metric in ("ttft_ms", "tpot_ms"):
        return None
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
    """Return a figure with its range; loads that a limit decides have ranges of their own."""
    if point.limits is not None:
        return Prediction(value, interval("server_slo", found.distance), "server_slo", found.distance)
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
    software, known = for_device("static", req.accelerator)
    distance = max(known, model.distance)
    seconds = (prompt + req.osl * step) * software
    value = {
        "total_tok_s": batch * (req.isl + req.osl) / seconds,
        "output_tok_s_per_gpu": batch * req.osl / seconds / (req.tp * req.pp),
        "ttft_ms": (prompt + model.head_s) * software * 1e3,
        "tpot_ms": step * software * 1e3,
    }.get(point.metric, batch * req.osl / seconds)
    return Prediction(value, interval("static", distance), "static", distance)


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
