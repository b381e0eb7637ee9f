"""How often each plan comes first when what nobody knows is drawn at random, with a seed.

The sample is the same for every profile: which weights are drawn depends on the seed and on the order of
priorities alone, and how far the bills of a deployment lie from their centre on the seed and its name. So
two plans, or two answers of a user, are compared in the same 2,000 worlds.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from functools import lru_cache

from advisor.decide.cost import Spread, expected_cost_value, lowest_value, material_usd
from advisor.decide.judge import Judged, monthly_usd
from advisor.decide.scales import CRITERIA

SHARED = 0.7
"""Correlation of the costs of plans whose bills follow the traffic: the traffic is the same for all."""
TRAFFIC = "traffic"

Column = tuple[float, ...]


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


@lru_cache(maxsize=16)
def weight_columns(order: tuple[str, ...], seed: int, draws: int) -> tuple[Column, ...]:
    """Return the drawn weights, a column for each criterion."""
    rng = random.Random(seed)
    return tuple(zip(*(draw_weights(rng, order) for _ in range(draws)), strict=True))


@lru_cache(maxsize=64)
def noise(name: str, seed: int, draws: int) -> Column:
    """Return standard normal numbers, the same for everything of one name."""
    rng = random.Random(f"{seed}/{name}")
    return tuple(rng.gauss(0.0, 1.0) for _ in range(draws))


@lru_cache(maxsize=64)
def shocks(deployment: str, follows: bool, seed: int, draws: int) -> Column:
    """Return how far the bills of a deployment lie from their centre, in standard deviations."""
    own = noise(deployment, seed, draws)
    if not follows:
        return own
    rest, traffic = math.sqrt(1.0 - SHARED * SHARED), noise(TRAFFIC, seed, draws)
    return tuple([SHARED * common + rest * z for common, z in zip(traffic, own, strict=True)])


def acceptability(
    judged: Sequence[Judged],
    order: Sequence[str],
    months: int,
    reference: float,
    *,
    seed: int,
    draws: int,
    material: float | None = None,
) -> list[float]:
    """Return the share of the draws in which each plan came first.

    Args:
        judged: Feasible plans.
        order: Criteria in the user's order of priority, possibly none.
        months: Horizon, for the monthly equivalent of the lifetime bill.
        reference: The reference of the cost scale, USD a month.
        seed: Seed of the draws.
        draws: How many.
        material: The amount below which a difference hardly counts, USD a month; that of a firm where None.
    """
    if len(judged) <= 1 or draws < 1:
        return [1.0] * len(judged)
    weights = weight_columns(tuple(order), seed, draws)
    hopeful = _hopeful(judged)
    scale = reference, material_usd() if material is None else material
    columns = [_totals(judged[i], weights, months, scale, seed) for i in hopeful]
    wins = [0] * len(judged)
    for row in zip(*columns, strict=True):
        wins[hopeful[row.index(max(row))]] += 1
    return [count / draws for count in wins]


def _hopeful(judged: Sequence[Judged]) -> list[int]:
    """Return the plans that may win a draw: values add up to 1 at most, so a bonus may be out of reach."""
    most = max(item.bonus for item in judged)
    return [place for place, item in enumerate(judged) if item.bonus + 1.0 > most]


def _totals(
    item: Judged, weights: tuple[Column, ...], months: int, scale: tuple[float, float], seed: int
) -> list[float]:
    """Return the plan's value in every draw."""
    v1, v2, v3, v4, v5, v6 = (item.values[name] for name in CRITERIA[1:])
    bonus = item.bonus
    costs = _cost_column(item, months, scale, seed, len(weights[0]))
    return [
        bonus + w0 * cost + w1 * v1 + w2 * v2 + w3 * v3 + w4 * v4 + w5 * v5 + w6 * v6
        for cost, w0, w1, w2, w3, w4, w5, w6 in zip(costs, *weights, strict=True)
    ]


def _cost_column(item: Judged, months: int, scale: tuple[float, float], seed: int, draws: int) -> list[float]:
    """Return the value of the plan's bill in every draw, with what rules add to it."""
    spread, (reference, material) = Spread.of(monthly_usd(item.plan, months)), scale
    log2, exp = math.log2, math.exp
    shift = item.values["cost"] - expected_cost_value(spread, reference, material)
    start = 0.5 + 0.25 * log2(reference + material)
    usd, up, down = spread.usd, spread.up, spread.down
    follows = "scales_with_traffic" in item.plan.estimates
    found = [
        start - 0.25 * log2(usd * exp(z * up if z > 0 else z * down) + material)
        for z in shocks(item.plan.deployment, follows, seed, draws)
    ]
    lowest = lowest_value()
    return [shift + (lowest if value < lowest else 1.0 if value > 1.0 else value) for value in found]
