"""A figure's graph of inputs, laid out so that it can be computed again with other inputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.quantity import Quantity

_VAR_KEYWORDS = 0x08
"""Flag of a code object that takes any keywords."""


@dataclass(frozen=True, slots=True)
class Node:
    """One computed figure: where its inputs stand among the columns, and what joins them."""

    function: Callable[..., float]
    """Takes the inputs by position."""
    inputs: tuple[int, ...]
    spread: float
    name: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Leaves first, then every computed figure after its inputs."""

    leaves: tuple[Quantity, ...]
    """Uncertain figures that nothing computes, each once however often it is used."""
    constants: tuple[float, ...]
    nodes: tuple[Node, ...]
    outputs: tuple[int, ...]
    """Where the figures that were asked for stand."""


def graph_of(figures: Sequence[Quantity]) -> Graph:
    """Return the graph of some figures together, so that what they share moves together.

    A figure without a range is a constant; one without a kept function is a leaf with the range that it has.
    """
    return _Builder().build(figures)


class _Builder:
    """Collects leaves, constants and nodes under temporary labels, then numbers them."""

    def __init__(self) -> None:
        self._leaves: dict[tuple[object, ...], tuple[str, int]] = {}
        self._leaf_rows: list[Quantity] = []
        self._constants: list[float] = []
        self._nodes: list[tuple[Node, tuple[tuple[str, int], ...]]] = []
        self._seen: dict[int, tuple[str, int]] = {}

    def build(self, figures: Sequence[Quantity]) -> Graph:
        """Return the finished graph."""
        places = [self._place(figure) for figure in figures]
        start = {"leaf": 0, "constant": len(self._leaf_rows)}
        start["node"] = start["constant"] + len(self._constants)

        def at(place: tuple[str, int]) -> int:
            return start[place[0]] + place[1]

        nodes = tuple(
            Node(node.function, tuple(at(p) for p in inputs), node.spread, node.name)
            for node, inputs in self._nodes
        )
        return Graph(tuple(self._leaf_rows), tuple(self._constants), nodes, tuple(map(at, places)))

    def _place(self, figure: Quantity) -> tuple[str, int]:
        known = self._seen.get(id(figure))
        if known is None:
            known = self._seen[id(figure)] = self._new(figure)
        return known

    def _new(self, figure: Quantity) -> tuple[str, int]:
        if figure.low == figure.high:
            self._constants.append(figure.value)
            return "constant", len(self._constants) - 1
        if figure.function is None:
            return self._leaf(figure)
        inputs = tuple(self._place(one) for one in figure.inputs)
        node = Node(_by_position(figure.function, figure.keys), (), figure.spread, figure.name)
        self._nodes.append((node, inputs))
        return "node", len(self._nodes) - 1

    def _leaf(self, figure: Quantity) -> tuple[str, int]:
        key = (figure.name, figure.value, figure.low, figure.high, figure.unit)
        if key not in self._leaves:
            self._leaf_rows.append(figure)
            self._leaves[key] = ("leaf", len(self._leaf_rows) - 1)
        return self._leaves[key]


def _by_position(function: Callable[..., float], keys: tuple[str, ...]) -> Callable[..., float]:
    """Return a function of keywords as one that takes the same inputs by position."""
    code = getattr(function, "__code__", None)
    if code is not None and not code.co_flags & _VAR_KEYWORDS:
        names = code.co_varnames[: code.co_argcount]
        if names[: len(keys)] == keys:
            return function
    return lambda *values: function(**dict(zip(keys, values, strict=True)))
