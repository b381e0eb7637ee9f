"""The values inside a condition: fields, numbers, amounts, words and sums of them."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Mapping

from advisor.errors import shown
from advisor.profile import Field
from advisor.rules import nodes
from advisor.rules.literals import Amount
from advisor.rules.nodes import Term
from advisor.rules.operators import (
    ARITHMETIC,
    MONEY,
    SPOKEN_KINDS,
    TERM_KINDS,
    unit_of,
)
from advisor.rules.pointing import Pointing
from advisor.rules.schema import Schema
from advisor.rules.spelling import instead_of

LARGEST = 1e300
"""Numbers of a condition stay below it, so that a sum of them has room."""
LANGUAGE = "the rule language has and, or, not, comparisons, in, + - * / and known(field)"


class Terms(Pointing):
    """Turns the parts of a condition that have a value into terms.

    Args:
        schema: What the condition may read.
        text: The condition as written.
        amounts: The amounts that stand behind underscores, by their place.
    """

    def __init__(self, schema: Schema, text: str, amounts: Mapping[int, Amount]) -> None:
        super().__init__(text)
        self._schema = schema
        self._amounts = amounts

    def _term(self, node: ast.expr) -> Term:
        if isinstance(node, ast.Constant):
            return self._constant(node)
        if isinstance(node, (ast.Attribute, ast.Name)):
            return self._field(node)
        if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
            return self._arithmetic(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
            sign = -1.0 if isinstance(node.op, ast.USub) else 1.0
            inner = self._number(node.operand)
            return nodes.arithmetic(operator.mul, nodes.literal("number", sign), inner, inner.unit)
        if isinstance(node, ast.Call):
            name = shown(self._source(node.func), 30)
            fault = "is already yes or no; compare it with nothing" if name == "known" else "does not exist"
            self._fail(node, f"{name}() {fault}; {LANGUAGE}.")
        if isinstance(node, ast.Tuple):
            self._fail(node, "a comma stands only in a list after in; write a thousand as 1_000 or 1k.")
        self._fail(node, f"{shown(self._source(node), 30)!r} is not allowed here; {LANGUAGE}.")

    def _constant(self, node: ast.Constant) -> Term:
        value = node.value
        if isinstance(value, bool):
            return nodes.literal("flag", value)
        if isinstance(value, str):
            return nodes.literal("text", value)
        if isinstance(value, (int, float)):
            self._bounded(node, value)
            return nodes.literal("number", float(value))
        if value is None:
            self._fail(node, f"None is no value; {instead_of('none')}")
        self._fail(node, f"{shown(self._source(node), 30)!r} is no number or word that a condition can use.")

    def _bounded(self, node: ast.expr, value: float) -> None:
        if not abs(value) < LARGEST:
            self._fail(
                node, f"{shown(self._source(node), 30)} is too large a number; stay below {LARGEST:g}."
            )

    def _field(self, node: ast.Attribute | ast.Name) -> Term:
        amount = self._amounts.get(node.col_offset) if isinstance(node, ast.Name) else None
        if amount is not None:
            self._bounded(node, amount.value)
            return nodes.literal("number", amount.value, MONEY if amount.money else "", amount.text)
        path = self._path(node)
        field: Field | None = self._schema.get(path)
        if field is None:
            self._fail(
                node,
                f"there is no field {shown(path)!r}; {hint}"
                if (hint := self._meant(path))
                else self._schema.unknown(shown(path)),
            )
        return nodes.read(TERM_KINDS[field.kind], field)

    def _meant(self, path: str) -> str:
        """Return what was meant by a name that is no field, where it is a word without its quotes."""
        words = (field.choices for field in self._schema.table.values())
        return instead_of(path) or (
            f'write the word in quotes: "{path}".' if any(path in w for w in words) else ""
        )

    def _path(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return node.id
        if isinstance(node, ast.Attribute):
            return f"{self._path(node.value)}.{node.attr}"
        self._fail(node, f"{shown(self._source(node), 30)!r} is no field; {LANGUAGE}.")

    def _number(self, node: ast.expr) -> Term:
        term = self._term(node)
        if term.kind != "number":
            self._fail(node, f"{self._source(node)} is {SPOKEN_KINDS[term.kind]}; arithmetic needs numbers.")
        return term

    def _arithmetic(self, node: ast.BinOp) -> Term:
        left, right = self._number(node.left), self._number(node.right)
        if isinstance(node.op, ast.Div) and right.constant and right.get({}) == 0:
            self._fail(node, f"{self._source(node)} divides by zero.")
        unit = unit_of(left, right, added=isinstance(node.op, (ast.Add, ast.Sub)))
        term = nodes.arithmetic(ARITHMETIC[type(node.op)], left, right, unit)
        if term.constant:
            self._computable(node, term)
        return term

    def _computable(self, node: ast.expr, term: Term) -> None:
        try:
            self._bounded(node, term.get({}))
        except OverflowError:
            self._bounded(node, math.inf)
