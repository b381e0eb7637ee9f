"""What a size needs in tokens, and what a budget buys."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from advisor.errors import UserError, require_positive
from advisor.estimate.training import TrainEstimate, estimate_train
from advisor.estimate.training_request import TrainRequest
from advisor.quantity import Quantity, derive

TOKENS_PER_PARAMETER = 20.0
"""Least compute for a given quality: Hoffmann et al. 2022 (arXiv:2203.15556)."""
OVERTRAINED_LOW = 15.0
OVERTRAINED_HIGH = 2000.0
"""Small models that are served a lot see up to about 2,000 tokens a parameter: Llama 3.1 8B 1,870."""


def compute_optimal_tokens(params_b: float) -> Quantity:
    """Return the tokens that give a dense model of that size the best quality for its training compute.

    20 tokens a parameter (Hoffmann et al. 2022). The high end is what makers of small models spend, who
    pay more training to save inference.

    Raises:
        UserError: When the size is not a positive number.
    """
    require_positive("params", params_b, of="billions")
    params = params_b * 1e9
    return Quantity(
        "tokens",
        TOKENS_PER_PARAMETER * params,
        OVERTRAINED_LOW * params,
        OVERTRAINED_HIGH * params,
        "tokens",
        formula=f"20 x {params_b:g}e9 parameters; up to 2,000 a parameter to make inference cheap",
        sources=("Hoffmann et al. 2022, arXiv:2203.15556", "Llama 3.1 model card: 8B on 15T tokens"),
    )


@dataclass(frozen=True, slots=True)
class Affordable:
    """The compute-optimal run that a budget pays for."""

    params_b: Quantity
    tokens: Quantity
    run: TrainEstimate


def what_budget_buys(usd: float, request: TrainRequest, *, corpus_tokens: float | None = None) -> Affordable:
    """Return the largest dense model that a budget trains compute-optimally, or that a corpus can fill.

    Cost grows with params x tokens = 20 params^2, so params is found by bisection on the estimate.

    Args:
        usd: The budget for computing alone.
        request: Device, count, precision and rate; its size and tokens are ignored.
        corpus_tokens: Tokens at hand; up to four passes over them count as fresh (arXiv:2305.16264).

    Raises:
        UserError: When the budget is not positive or the request has no rate.
    """
    require_positive("budget", usd, of="USD")
    if request.rate is None:
        raise UserError("rate: a price per device-hour is needed to say what a budget buys")
    most = math.inf if corpus_tokens is None else 4.0 * corpus_tokens / TOKENS_PER_PARAMETER / 1e9

    def size(share: float) -> float:
        return min(most, _largest(usd * share, request))

    middle = estimate_train(_optimal(request, size(1.0)))
    assert middle.cost_usd is not None
    low = size(min(1.0, middle.cost_usd.value / middle.cost_usd.high))
    high = size(max(1.0, middle.cost_usd.value / middle.cost_usd.low))
    params = Quantity(
        "params_b",
        size(1.0),
        low,
        high,
        "B parameters",
        formula=f"largest size whose 20 tokens a parameter cost {usd:,.0f} USD",
        inputs=(request.rate, middle.mfu),
        sources=("Hoffmann et al. 2022, arXiv:2203.15556",),
    )
    tokens = derive("tokens", "tokens", "20 x params_b x 1e9", _optimal_tokens, {"params_b": params})
    return Affordable(params, tokens, middle)


def _optimal(request: TrainRequest, params_b: float) -> TrainRequest:
    return replace(
        request,
        params_b=params_b,
        active_params_b=None,
        architecture=None,
        tokens=_optimal_tokens(params_b),
    )


def _optimal_tokens(params_b: float) -> float:
    return TOKENS_PER_PARAMETER * params_b * 1e9


def _largest(usd: float, request: TrainRequest) -> float:
    """Return the size in billions whose compute-optimal run costs ``usd``, by bisection in logarithms."""
    one = estimate_train(_optimal(request, 1.0)).cost_usd
    assert one is not None
    per_flop = one.value / _optimal_flops(request, 1.0)
    low, high = math.log(1e-6), math.log(1e6)
    for _ in range(50):
        middle = (low + high) / 2.0
        if _optimal_flops(request, math.exp(middle)) * per_flop > usd:
            high = middle
        else:
            low = middle
    return math.exp(low)


def _optimal_flops(request: TrainRequest, params_b: float) -> float:
    run = _optimal(request, params_b)
    return run.flops_per_token * run.tokens
