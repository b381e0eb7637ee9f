"""The type check of a condition: from a Python syntax tree to nodes, or to one sentence with a caret."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Mapping
from typing import Any

from advisor.errors import shown
from advisor.profile import Field
from advisor.rules import nodes
from advisor.rules.literals import Amount, quoted
from advisor.rules.nodes import Node, Term
from advisor.rules.operators import (
    ARITHMETIC,
    EQUALITY,
    MEMBERSHIP,
    MONEY,
    ORDER,
    SPOKEN_KINDS,
    TERM_KINDS,
    by_rank,
    unit_fault,
    unit_of,
)
from advisor.rules.pointing import Pointing
from advisor.rules.schema import Schema
from advisor.rules.values import not_a_choice

LANGUAGE = "the rule language has and, or, not, comparisons, in, + - * / and known(field)"


class Checker(Pointing):
    """Turns the syntax tree of one condition into nodes.

    Args:
        schema: What the condition may read.
        text: The condition as written.
        amounts: The amounts that stand behind underscores, by their place.
    """

    def __init__(self, schema: Schema, text: str, amounts: Mapping[int, Amount]) -> None:
        super().__init__(text)
        self._schema = schema
        self._amounts = amounts

    def boolean(self, node: ast.expr) -> Node:
        """Return a node for something that is true or false."""
        if isinstance(node, ast.BoolOp):
            return nodes.join(isinstance(node.op, ast.Or), tuple(self.boolean(v) for v in node.values))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return nodes.negation(self.boolean(node.operand))
        if isinstance(node, ast.Compare):
            return self._chain(node)
        if isinstance(node, ast.Call):
            return self._known(node)
        term = self._term(node)
        if term.kind != "flag":
            written = self._source(node)
            self._fail(
                node, f"{written} is {SPOKEN_KINDS[term.kind]}, not yes or no; compare it with something."
            )
        return nodes.flag(self._source(node), term)

    def _chain(self, node: ast.Compare) -> Node:
        sides = [node.left, *node.comparators]
        parts = [
            self._compare(left, op, right)
            for left, op, right in zip(sides[:-1], node.ops, sides[1:], strict=True)
        ]
        return parts[0] if len(parts) == 1 else nodes.join(False, tuple(parts))

    def _compare(self, left_node: ast.expr, op: ast.cmpop, right_node: ast.expr) -> Node:
        if type(op) in MEMBERSHIP:
            sign, judge = MEMBERSHIP[type(op)]
            left, right = self._term(left_node), self._group(left_node, right_node)
        elif type(op) in EQUALITY or type(op) in ORDER:
            sign, judge = (EQUALITY | ORDER)[type(op)]
            left, right = self._sides(left_node, right_node)
            self._comparable(left_node, left, type(op) in ORDER, right_node, right)
            if type(op) in ORDER and left.kind == "text":
                judge = by_rank(judge, left.choices or right.choices)
        else:
            self._fail(right_node, f"'is' does not compare values; {LANGUAGE}.")
        return nodes.comparison(
            f"{self._source(left_node)} {sign} {self._source(right_node)}", judge, left, right
        )

    def _comparable(
        self, left_node: ast.expr, left: Term, order: bool, right_node: ast.expr, right: Term
    ) -> None:
        for node, term in ((left_node, left), (right_node, right)):
            written = self._source(node)
            if term.kind == "words":
                self._fail(node, f'{written} holds several words; write "word" in {written}.')
            if term.kind == "devices":
                self._fail(node, f"{written} is a list of devices; only known({written}) can ask about it.")
            if order and term.kind != "number" and not (left.ordered or right.ordered):
                kind = SPOKEN_KINDS[term.kind]
                self._fail(
                    node, f"{written} is {kind}, which has no order; list the words that you mean with in."
                )
        if left.kind != right.kind:
            kind = SPOKEN_KINDS[left.kind]
            self._fail(right_node, f"{self._source(left_node)} is {kind}, {SPOKEN_KINDS[right.kind]} is not.")
        self._same_words(left_node, left, right_node, right)
        self._same_words(right_node, right, left_node, left)
        if order and left.choices and right.choices and left.choices != right.choices:
            written = self._source(left_node)
            self._fail(right_node, f"{self._source(right_node)} and {written} do not have the same order.")
        self._same_unit(left_node, left, right_node, right)
        self._same_unit(right_node, right, left_node, left)

    def _sides(self, left_node: ast.expr, right_node: ast.expr) -> tuple[Term, Term]:
        left, right = self._term(left_node), self._term(right_node)
        if left.kind == "number" and right.kind == "text" and right.constant:
            right = self._amount_in(left_node, left, right_node, right)
        elif right.kind == "number" and left.kind == "text" and left.constant:
            left = self._amount_in(right_node, right, left_node, left)
        return left, right

    def _amount_in(self, field_node: ast.expr, field: Term, node: ast.expr, text: Term) -> Term:
        """Return an amount in quotes in the unit of what it is compared with."""
        said, written = str(text.get({})), self._source(field_node)
        value = None if field.unit == nodes.MIXED else quoted(said, field.unit)
        if value is None:
            unit = f"a number of {field.unit}" if field.unit not in ("", nodes.MIXED) else "a plain number"
            self._fail(node, f"{written} is {unit}, and {shown(said, 30)!r} is no amount of that.")
        return nodes.literal("number", value, field.unit)

    def _same_unit(self, field_node: ast.expr, field: Term, node: ast.expr, amount: Term) -> None:
        fault = unit_fault(field, self._source(field_node), amount, self._source(node))
        if fault:
            self._fail(node, fault)

    def _same_words(self, field_node: ast.expr, field: Term, other_node: ast.expr, other: Term) -> None:
        if not field.choices:
            return
        if other.constant:
            self._choice(other_node, self._source(field_node), field.choices, other.get({}))
        elif other.choices and not set(other.choices) & set(field.choices):
            self._fail(
                other_node, f"{self._source(other_node)} and {self._source(field_node)} share no word."
            )

    def _group(self, left_node: ast.expr, node: ast.expr) -> Term:
        left = self._term(left_node)
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            return self._list(left_node, left, node)
        group = self._term(node)
        written = self._source(node)
        if group.kind != "words":
            self._fail(
                node, f'{written} is {SPOKEN_KINDS[group.kind]}; after in stands a list such as ("a", "b").'
            )
        if left.kind != "text":
            self._fail(left_node, f"{written} holds words, and {self._source(left_node)} is no word.")
        self._same_words(node, group, left_node, left)
        return group

    def _list(self, left_node: ast.expr, left: Term, node: ast.Tuple | ast.List | ast.Set) -> Term:
        if left.kind not in ("number", "text"):
            self._fail(
                left_node,
                f"{self._source(left_node)} is {SPOKEN_KINDS[left.kind]}; in needs a word or number.",
            )
        items = []
        for element in node.elts:
            term = self._term(element)
            if not term.constant or term.kind != left.kind:
                kind = SPOKEN_KINDS[left.kind]
                self._fail(element, f"{self._source(left_node)} is {kind}; the list holds something else.")
            items.append(term.get({}))
            if left.choices:
                self._choice(element, self._source(left_node), left.choices, items[-1])
        if not items:
            self._fail(node, "the list is empty, so nothing can be in it.")
        return nodes.literal("words", tuple(items))

    def _choice(self, node: ast.expr, path: str, choices: tuple[str, ...], word: Any) -> None:
        if word not in choices:
            self._fail(node, not_a_choice(path, str(word), choices))

    def _known(self, node: ast.Call) -> Node:
        if not (isinstance(node.func, ast.Name) and node.func.id == "known"):
            self._fail(node, f"{shown(self._source(node.func))}() does not exist; {LANGUAGE}.")
        if len(node.args) != 1 or node.keywords or not isinstance(node.args[0], ast.Attribute):
            self._fail(node, "known() takes one field, as in known(budget.monthly_usd).")
        return nodes.known(self._source(node), self._field(node.args[0]))

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
        self._fail(node, f"{shown(self._source(node), 30)!r} is not allowed here; {LANGUAGE}.")

    def _constant(self, node: ast.Constant) -> Term:
        value = node.value
        if isinstance(value, bool):
            return nodes.literal("flag", value)
        if isinstance(value, str):
            return nodes.literal("text", value)
        if isinstance(value, (int, float)) and abs(value) < 1e300 and math.isfinite(value):
            return nodes.literal("number", float(value))
        self._fail(node, f"{shown(self._source(node), 30)!r} is no number or word that a condition can use.")

    def _field(self, node: ast.Attribute | ast.Name) -> Term:
        amount = self._amounts.get(node.col_offset) if isinstance(node, ast.Name) else None
        if amount is not None:
            return nodes.literal("number", amount.value, MONEY if amount.money else "", amount.text)
        path = self._path(node)
        field: Field | None = self._schema.get(path)
        if field is None:
            self._fail(node, self._schema.unknown(shown(path)))
        return nodes.read(TERM_KINDS[field.kind], field)

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
        return nodes.arithmetic(ARITHMETIC[type(node.op)], left, right, unit)
