"""A copy's reach as figures: times at a request rate, the most within limits, copies for a peak."""

from __future__ import annotations

from advisor.estimate.coefficients import Interval, as_of, fit_source
from advisor.estimate.fitted import fitted
from advisor.estimate.operating import Replica
from advisor.estimate.reach import (
    Limits,
    OpenLoop,
    Times,
    greatest_rate,
    most_in_flight,
    most_rate,
    open_loop,
    replicas_for,
)
from advisor.estimate.serve_records import ServeEstimate, ServeRequest
from advisor.quantity import Quantity

WAITING = "start + step / 2 + prompt * (1 + u / (2 * (1 - u))) + wait for a place"
TAIL = "the same with 95% of the requests: N + 1.645 sqrt(N) in flight"
NOT_SET = Limits()


def rate_quantities(
    req: ServeRequest, est: ServeEstimate, replica: Replica, rate_s: float
) -> tuple[dict[str, Quantity], Times]:
    """Return the figures at a request rate over all copies, and the times behind them.

    Args:
        req: The question.
        est: Its estimate, for the ranges.
        replica: One copy at work.
        rate_s: Requests a second.

    Returns:
        ``utilisation``, ``max_rate_s``, ``in_flight``, and where the rate is not too high ``output_tok_s``,
        ``ttft_ms``, ``tpot_ms``, ``e2e_ms`` and each of the last three with ``_p95``.
    """
    copies = req.replicas
    times = open_loop(replica, rate_s / copies, est.throughput_range.low)
    spread, inverse = est.throughput_range, _inverse(est.throughput_range)
    most = greatest_rate(replica) * copies
    found = {
        "max_rate_s": fitted("max_rate_s", most, "requests/s", spread, "copies * places / stay"),
        "utilisation": fitted("utilisation", times.utilisation, "share", inverse, "rate / max_rate_s"),
    }
    if times.saturated:
        return found, times
    found["in_flight"] = fitted(
        "in_flight", times.in_flight * copies, "requests", inverse, "rate * mean time of a request (Little)"
    )
    found |= _time_quantities(est, times)
    tokens = rate_s * req.osl
    ends = Interval(min(1.0, most * spread.low / rate_s), 1.0)
    found["output_tok_s"] = fitted("output_tok_s", tokens, "tokens/s", ends, "rate * tokens out")
    return found, times


def _time_quantities(est: ServeEstimate, times: Times) -> dict[str, Quantity]:
    """Return the times of a request, on average and as 95% of the requests keep them."""
    figures = {
        "ttft_ms": (times.first_s, est.ttft_range, WAITING),
        "tpot_ms": (times.token_s, est.tpot_range, "time of a step with N in flight"),
        "e2e_ms": (times.total_s, est.tpot_range, "ttft + (tokens out - 1) * tpot"),
        "ttft_p95_ms": (times.first_tail_s, est.ttft_range, TAIL),
        "tpot_p95_ms": (times.token_tail_s, est.tpot_range, TAIL),
        "e2e_p95_ms": (times.total_tail_s, est.tpot_range, TAIL),
    }
    return {
        name: fitted(name, seconds * 1e3, "ms/token" if name.startswith("tpot") else "ms", width, formula)
        for name, (seconds, width, formula) in figures.items()
    }


def limit_quantities(
    req: ServeRequest, est: ServeEstimate, replica: Replica, limits: Limits
) -> dict[str, Quantity]:
    """Return ``max_concurrency_in_limits`` and ``max_rate_in_limits_s`` over all copies.

    Their ranges come from limits that are as much looser and tighter as the times may be off.
    """
    concurrency = [most_in_flight(replica, _scaled(limits, est, end)) * req.replicas for end in _ENDS]
    rates = [most_rate(replica, _scaled(limits, est, end)) * req.replicas for end in _ENDS]
    spread = est.throughput_range
    return {
        "max_concurrency_in_limits": _ranged(
            "max_concurrency_in_limits",
            [float(n) for n in concurrency],
            "requests",
            "most in flight, all started at once, of which 95% keep the limits",
        ),
        "max_rate_in_limits_s": _ranged(
            "max_rate_in_limits_s",
            [rates[0], rates[1] * spread.low, rates[2] * spread.high],
            "requests/s",
            "greatest rate of requests at random of which 95% keep the limits",
        ),
    }


def peak_quantities(
    req: ServeRequest, est: ServeEstimate, replica: Replica, peak_s: float, limits: Limits, headroom: float
) -> dict[str, Quantity]:
    """Return ``replicas_for_peak`` and ``devices_for_peak``; nothing when no load keeps the limits.

    Args:
        req: The question.
        est: Its estimate, for the ranges.
        replica: One copy at work.
        peak_s: Requests a second at the peak.
        limits: What 95% of the requests keep.
        headroom: Capacity beyond the peak, as a share of the peak.
    """
    one = most_rate(replica, limits)
    if one <= 0.0:
        return {}
    spread = est.throughput_range
    counts = [float(replicas_for(peak_s, one * f, headroom)) for f in (1.0, spread.high, spread.low)]
    devices = req.tp * req.pp
    formula = "peak * (1 + headroom) / rate of one copy within the limits, rounded up"
    return {
        "replicas_for_peak": _ranged("replicas_for_peak", counts, "copies", formula),
        "devices_for_peak": _ranged(
            "devices_for_peak", [n * devices for n in counts], "devices", "replicas_for_peak * tp * pp"
        ),
    }


def idle_times(replica: Replica) -> Times:
    """Return the times of a request that has the copy to itself."""
    return OpenLoop(replica).idle()


_ENDS = ("middle", "low", "high")


def _scaled(limits: Limits, est: ServeEstimate, end: str) -> Limits:
    """Return limits as they are, tightened as if times came out high, or loosened as if they came out low."""
    if end == "middle" or limits == NOT_SET:
        return limits
    first, token = est.ttft_range, est.tpot_range

    def one(limit: float | None, width: Interval) -> float | None:
        return None if limit is None else limit / (width.high if end == "low" else width.low)

    return Limits(one(limits.first_ms, first), one(limits.token_ms, token), one(limits.total_ms, token))


def _ranged(name: str, ends: list[float], unit: str, formula: str) -> Quantity:
    """Return a figure from its value, low and high end."""
    value, low, high = ends
    low, high = min(low, value), max(high, value)
    return Quantity(name, value, low, high, unit, formula=formula, sources=(fit_source(),), as_of=as_of())


def _inverse(spread: Interval) -> Interval:
    return Interval(1.0 / spread.high, 1.0 / spread.low)
