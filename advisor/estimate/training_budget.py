"""What a size needs in tokens, and what a budget or a corpus buys."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from advisor.errors import UserError, require_positive
from advisor.estimate.training import TrainEstimate, estimate_train
from advisor.estimate.training_rate import seconds_per_token
from advisor.estimate.training_request import TrainRequest
from advisor.quantity import Quantity, derive

TOKENS_PER_PARAMETER = 20.0
"""Least compute for a given quality: Hoffmann et al. 2022 (arXiv:2203.15556)."""
OVERTRAINED_LOW = 15.0
OVERTRAINED_HIGH = 2000.0
"""Small models that are served a lot see up to about 2,000 tokens a parameter: Llama 3.1 8B 1,870."""
USEFUL_PASSES = 4.0
"""Passes over a corpus that count nearly as much as fresh text (arXiv:2305.16264)."""
HOFFMANN = "Hoffmann et al. 2022, arXiv:2203.15556"
MUENNIGHOFF = "Muennighoff et al. 2023, arXiv:2305.16264"
LEAST_B, MOST_B = 1e-6, 1e6
"""Sizes among which the largest that is paid for is looked for, in billions."""


def compute_optimal_tokens(params_b: float, overtrain: float = 1.0) -> Quantity:
    """Return the tokens that give a dense model of that size the best quality for its training compute.

    20 tokens a parameter (Hoffmann et al. 2022), times ``overtrain``. The high end is what makers of small
    models spend, who pay more training to save inference.

    Raises:
        UserError: When a number is not positive.
    """
    require_positive("params", params_b, of="billions")
    require_positive("overtrain", overtrain)
    params = params_b * 1e9
    each = TOKENS_PER_PARAMETER * overtrain
    return Quantity(
        "tokens",
        each * params,
        min(OVERTRAINED_LOW, each) * params,
        max(OVERTRAINED_HIGH, each) * params,
        "tokens",
        formula=f"{each:g} x {params_b:g}e9 parameters; up to 2,000 a parameter to make inference cheap",
        sources=(HOFFMANN, "Llama 3.1 model card: 8B on 15T tokens"),
    )


@dataclass(frozen=True, slots=True)
class Affordable:
    """The largest run that a budget pays for or a corpus fills."""

    params_b: Quantity
    tokens: Quantity
    run: TrainEstimate
    request: TrainRequest
    """The run that was estimated."""
    limit: Literal["budget", "corpus"]
    """What keeps the model from being larger."""


def what_budget_buys(
    usd: float, request: TrainRequest, *, corpus_tokens: float | None = None, overtrain: float = 1.0
) -> Affordable:
    """Return the largest dense model that a budget trains compute-optimally, or that a corpus can fill.

    Cost grows with params x tokens = 20 params^2, so params is found by bisection on the estimate.

    Args:
        usd: The budget for computing alone.
        request: Device, count, precision and rate; its size and tokens are ignored.
        corpus_tokens: Tokens at hand; up to four passes over them count as fresh (arXiv:2305.16264).
        overtrain: Tokens over the compute-optimal ones.

    Raises:
        UserError: When the budget is not positive or the request has no rate.
    """
    require_positive("budget", usd, of="USD")
    require_positive("overtrain", overtrain)
    if request.rate is None:
        raise UserError("rate: a price per device-hour is needed to say what a budget buys")
    rate = request.rate.value
    most = math.inf if corpus_tokens is None else _filled_b(corpus_tokens, overtrain)

    def size(dollars: float) -> float:
        return min(most, _largest(dollars / rate, request, overtrain))

    chosen = _optimal(request, size(usd), overtrain)
    middle = estimate_train(chosen)
    assert middle.cost_usd is not None
    low = size(usd * min(1.0, middle.cost_usd.value / middle.cost_usd.high))
    high = size(usd * max(1.0, middle.cost_usd.value / middle.cost_usd.low))
    params = Quantity(
        "params_b",
        chosen.params_b,
        min(low, chosen.params_b),
        max(high, chosen.params_b),
        "B parameters",
        formula=f"largest size whose {TOKENS_PER_PARAMETER * overtrain:g} tokens a parameter cost"
        f" {usd:,.0f} USD",
        inputs=(request.rate, middle.mfu),
        sources=(HOFFMANN,),
    )
    limit: Literal["budget", "corpus"] = "corpus" if chosen.params_b >= most else "budget"
    return Affordable(params, _tokens_of(params, overtrain), middle, chosen, limit)


def what_corpus_buys(corpus_tokens: float, request: TrainRequest, *, overtrain: float = 1.0) -> Affordable:
    """Return the largest dense model that a corpus trains compute-optimally.

    params = 4 passes x corpus / (20 x overtrain); one pass is the low end.

    Raises:
        UserError: When a number is not positive.
    """
    most = _filled_b(corpus_tokens, overtrain)
    params = Quantity(
        "params_b",
        most,
        most / USEFUL_PASSES,
        most,
        "B parameters",
        formula=f"{USEFUL_PASSES:g} passes x {corpus_tokens:g} tokens / ({TOKENS_PER_PARAMETER * overtrain:g}"
        " tokens a parameter); low: one pass",
        sources=(HOFFMANN, MUENNIGHOFF),
    )
    chosen = _optimal(request, most, overtrain)
    return Affordable(params, _tokens_of(params, overtrain), estimate_train(chosen), chosen, "corpus")


def _filled_b(corpus_tokens: float, overtrain: float) -> float:
    """Return the size in billions whose tokens a corpus fills in four passes."""
    require_positive("corpus", corpus_tokens, of="tokens")
    require_positive("overtrain", overtrain)
    return USEFUL_PASSES * corpus_tokens / TOKENS_PER_PARAMETER / overtrain / 1e9


def _tokens_of(params: Quantity, overtrain: float) -> Quantity:
    each = TOKENS_PER_PARAMETER * overtrain
    return derive(
        "tokens",
        "tokens",
        f"{each:g} x params_b x 1e9",
        lambda params_b: each * params_b * 1e9,
        {"params_b": params},
    )


def _optimal(request: TrainRequest, params_b: float, overtrain: float) -> TrainRequest:
    return replace(
        request,
        params_b=params_b,
        active_params_b=None,
        architecture=None,
        tokens=TOKENS_PER_PARAMETER * overtrain * params_b * 1e9,
    )


def _largest(device_hours: float, request: TrainRequest, overtrain: float) -> float:
    """Return the size in billions whose run takes that many device-hours, by bisection in logarithms."""
    low, high = math.log(LEAST_B), math.log(MOST_B)
    for _ in range(50):
        middle = (low + high) / 2.0
        if _hours(_optimal(request, math.exp(middle), overtrain)) > device_hours:
            high = middle
        else:
            low = middle
    return math.exp(low)


def _hours(run: TrainRequest) -> float:
    """Return device-hours, without the ranges of an estimate."""
    if run.mfu is not None or run.goodput is not None:
        return estimate_train(run).gpu_hours.value
    return seconds_per_token(run) * run.tokens / 3600.0
