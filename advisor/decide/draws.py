"""How often each plan comes first when what nobody knows is drawn at random, with a seed."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from advisor.decide.judge import CRITERIA, Judged, cost_value, monthly_usd

SHARED = 0.7
"""Correlation of the costs of plans whose bills follow the traffic: the traffic is the same for all."""
Z90 = 1.645
"""Standard normal quantile at 95%: a 90% interval is +- this many standard deviations."""


def equal_weights() -> dict[str, float]:
    """Return the same weight for every criterion: the centre of what nobody said."""
    return {name: 1.0 / len(CRITERIA) for name in CRITERIA}


def draw_weights(rng: random.Random, order: Sequence[str]) -> list[float]:
    """Return weights in the order of CRITERIA, uniform over all that respect an order of priorities.

    Exponential draws divided by their sum are uniform on the simplex; the named criteria take the largest
    of them in their order.
    """
    draws = [-math.log(1.0 - rng.random()) for _ in CRITERIA]
    total = sum(draws)
    if not order:
        return [d / total for d in draws]
    draws.sort(reverse=True)
    named = [name for name in order if name in CRITERIA]
    rest = [name for name in CRITERIA if name not in named]
    tail = draws[len(named) :]
    rng.shuffle(tail)
    by_name = dict(zip([*named, *rest], [*draws[: len(named)], *tail], strict=True))
    return [by_name[name] / total for name in CRITERIA]


def acceptability(
    judged: Sequence[Judged], order: Sequence[str], months: int, reference: float, *, seed: int, draws: int
) -> list[float]:
    """Return the share of the draws in which each plan came first.

    Args:
        judged: Feasible plans.
        order: Criteria in the user's order of priority, possibly none.
        months: Horizon, for the monthly equivalent of the lifetime bill.
        reference: The reference of the cost scale, USD a month.
        seed: Seed of the draws.
        draws: How many.
    """
    if len(judged) <= 1 or draws < 1:
        return [1.0] * len(judged)
    rng = random.Random(seed)
    costs = [_spread(j, months) for j in judged]
    shifts = [j.values["cost"] - cost_value(c[0], reference) for j, c in zip(judged, costs, strict=True)]
    others = [[j.values[name] for name in CRITERIA[1:]] for j in judged]
    bonuses = [j.bonus for j in judged]
    own = math.sqrt(1.0 - SHARED * SHARED)
    wins = [0] * len(judged)
    for _ in range(draws):
        weights = draw_weights(rng, order)
        common = rng.gauss(0.0, 1.0)
        best, place = -math.inf, 0
        for i, (usd, down, up, follows) in enumerate(costs):
            noise = rng.gauss(0.0, 1.0)
            z = SHARED * common + own * noise if follows else noise
            cost = shifts[i] + cost_value(usd * math.exp(z * (up if z > 0 else down)), reference)
            value = (
                bonuses[i]
                + weights[0] * cost
                + sum(w * v for w, v in zip(weights[1:], others[i], strict=True))
            )
            if value > best:
                best, place = value, i
        wins[place] += 1
    return [count / draws for count in wins]


def _spread(judged: Judged, months: int) -> tuple[float, float, float, bool]:
    usd = monthly_usd(judged.plan, months)
    centre = max(usd.value, 1.0)
    down = math.log(centre / max(usd.low, 1e-3 * centre)) / Z90
    up = math.log(max(usd.high, centre) / centre) / Z90
    return centre, down, up, "scales_with_traffic" in judged.plan.estimates
