"""What a figure may be when everything that it rests on is drawn at random, and which inputs move it most."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

from advisor.estimate.graph import Graph, graph_of
from advisor.quantity import Quantity

DRAWS = 2000
Z90 = 1.6448536269514722
"""Standard normal quantile at 95%: the ends of a 90% interval."""


@dataclass(frozen=True, slots=True)
class Swing:
    """What one input does to a figure when it alone goes from its low to its high."""

    input: Quantity
    at_low: float
    """The figure with the input at its low end."""
    at_high: float

    @property
    def size(self) -> float:
        """Return the distance between both ends."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class Sample:
    """Draws of some figures together: column by column, in the order in which they were asked for."""

    columns: tuple[tuple[float, ...], ...]

    def interval(self, place: int = 0, share: float = 0.9) -> tuple[float, float, float]:
        """Return the low end, the median and the high end of the middle ``share`` of one figure's draws."""
        rows = sorted(self.columns[place])
        tail = (1.0 - share) / 2.0
        return quantile(rows, tail), quantile(rows, 0.5), quantile(rows, 1.0 - tail)

    def share_below(self, one: int, other: int) -> float:
        """Return the share of the draws in which one figure is smaller than another."""
        pairs = zip(self.columns[one], self.columns[other], strict=True)
        return sum(a < b for a, b in pairs) / len(self.columns[one])


def sample(figures: Sequence[Quantity], *, seed: int = 0, draws: int = DRAWS) -> Sample:
    """Draw some figures together.

    Every uncertain leaf is drawn once a draw, whatever uses it: evenly over its quantiles (Latin hypercube),
    x/÷ around its value so that 90% lie between its ends, a figure whose low end is zero by plus and minus.

    Args:
        figures: What is drawn, usually computed figures.
        seed: Seed of the order in which quantiles meet.
        draws: How many draws.
    """
    graph = graph_of(figures)
    columns: list[Sequence[float]] = [_drawn(leaf, _normals(seed, draws, leaf.name)) for leaf in graph.leaves]
    columns += [(value,) * draws for value in graph.constants]
    for node in graph.nodes:
        values = list(map(node.function, *(columns[place] for place in node.inputs)))
        if node.spread > 1.0:
            each = math.log(node.spread) / Z90
            own = _normals(seed, draws, f"error of {node.name}")
            values = [value * math.exp(each * z) for value, z in zip(values, own, strict=True)]
        columns.append(values)
    return Sample(tuple(tuple(columns[place]) for place in graph.outputs))


def tornado(figure: Quantity, count: int = 3) -> tuple[Swing, ...]:
    """Return the inputs that move a figure most, the largest first: each goes alone from low to high."""
    graph = graph_of([figure])
    base = [leaf.value for leaf in graph.leaves]
    swings = [
        Swing(leaf, _at(graph, base, i, leaf.low), _at(graph, base, i, leaf.high))
        for i, leaf in enumerate(graph.leaves)
    ]
    ordered = sorted(swings, key=lambda s: (-s.size, s.input.name))
    return tuple(s for s in ordered[:count] if s.size > 0.0)


def _at(graph: Graph, base: list[float], place: int, value: float) -> float:
    """Return the first output with one leaf at another value."""
    values = [*base[:place], value, *base[place + 1 :], *graph.constants]
    for node in graph.nodes:
        values.append(node.function(*(values[i] for i in node.inputs)))
    return values[graph.outputs[0]]


@cache
def _quantiles(draws: int) -> tuple[float, ...]:
    normal = NormalDist()
    return tuple(normal.inv_cdf((i + 0.5) / draws) for i in range(draws))


@cache
def _normals(seed: int, draws: int, name: str) -> tuple[float, ...]:
    """Return evenly spread standard normal draws in an order of their own for each name."""
    rows = list(_quantiles(draws))
    random.Random(f"{seed}:{name}").shuffle(rows)
    return tuple(rows)


def _drawn(leaf: Quantity, normals: Sequence[float]) -> list[float]:
    """Return draws of a leaf: its value is their median and 90% lie between its ends."""
    if leaf.low > 0:
        down, up = math.log(leaf.value / leaf.low) / Z90, math.log(leaf.high / leaf.value) / Z90
        rows = [leaf.value * math.exp(z * (up if z > 0 else down)) for z in normals]
    else:
        down, up = (leaf.value - leaf.low) / Z90, (leaf.high - leaf.value) / Z90
        rows = [leaf.value + z * (up if z > 0 else down) for z in normals]
        if leaf.low == 0:
            rows = [max(0.0, row) for row in rows]
    return [min(1.0, row) for row in rows] if leaf.unit == "share" and leaf.high <= 1 else rows


def quantile(rows: Sequence[float], at: float) -> float:
    """Return a quantile of sorted rows, interpolated between neighbours."""
    place = at * (len(rows) - 1)
    low = math.floor(place)
    high = min(low + 1, len(rows) - 1)
    return rows[low] + (place - low) * (rows[high] - rows[low])
