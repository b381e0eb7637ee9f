"""Profiles around the edges of a condition: the values at which its comparisons turn."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from math import prod

from advisor.profile import Device, Field
from advisor.rules.expr import Condition
from advisor.rules.nodes import Leaf, Term
from advisor.rules.schema import Schema


def samples(
    condition: Condition, schema: Schema, source: random.Random, most: int
) -> list[dict[str, object]]:
    """Return values for the fields of a condition: every combination, or ``most`` of them at random."""
    edges = [(path, _edges(schema.table[path], condition)) for path in condition.fields]
    if prod(len(values) for _, values in edges) <= most:
        combinations = product(*(values for _, values in edges))
        return [dict(zip(condition.fields, row, strict=True)) for row in combinations]
    return [{path: source.choice(values) for path, values in edges} for _ in range(most)]


def _edges(field: Field, condition: Condition) -> list[object]:
    constants = [value for leaf in condition.leaves for value in _constants(leaf, field)]
    if field.path in condition.known_fields:
        return [None, *_known_edges(field, constants)]
    return _known_edges(field, constants)


def _known_edges(field: Field, constants: list[object]) -> list[object]:
    if field.kind == "number":
        return list(_numbers(field, [c for c in constants if isinstance(c, float)]))
    if field.kind == "flag":
        return [False, True]
    words = list(field.choices) or [c for c in constants if isinstance(c, str)] + ["something else"]
    if field.kind in ("choice", "text"):
        return list(words)
    if field.kind == "devices":
        return [(), (Device("something"),)]
    return [(), tuple(words), *((word,) for word in words)]


def _numbers(field: Field, constants: list[float]) -> Iterator[float]:
    low = field.low if field.low is not None else min([0.0, *(2 * c for c in constants)])
    high = field.high if field.high is not None else max([1e15, *(2 * c for c in constants)])
    near = {low, high, (low + high) / 2, (low * high) ** 0.5 if low > 0 else min(1.0, high)}
    for constant in constants:
        step = abs(constant) * 1e-6 or 1e-6
        near |= {constant - step, constant, constant + step, constant / 2, constant * 2}
    yield from sorted(value for value in near if low <= value <= high)


def _constants(leaf: Leaf, field: Field) -> Iterator[object]:
    sides = (leaf.left, leaf.right) if leaf.right else (leaf.left,)
    if any(field.path in side.fields for side in sides):
        for side in sides:
            yield from _literal(side)


def _literal(side: Term) -> Iterator[object]:
    if side.constant:
        value = side.get({})
        yield from value if isinstance(value, tuple) else (value,)
