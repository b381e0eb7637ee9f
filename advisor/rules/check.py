"""The type check of a condition: from a Python syntax tree to nodes, or to one sentence with a caret."""

from __future__ import annotations

import ast
from typing import Any

from advisor.errors import shown
from advisor.rules import nodes
from advisor.rules.between import exactly
from advisor.rules.literals import is_number, quoted
from advisor.rules.nodes import Node, Term
from advisor.rules.operators import (
    EQUALITY,
    MEMBERSHIP,
    ORDER,
    SPOKEN_KINDS,
    by_rank,
    unit_fault,
)
from advisor.rules.terms import LANGUAGE, Terms
from advisor.rules.values import not_a_choice


class Checker(Terms):
    """Turns the syntax tree of one condition into nodes.

    Args:
        schema: What the condition may read.
        text: The condition as written.
        amounts: The amounts that stand behind underscores, by their place.
    """

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
                node,
                f"{written} is {SPOKEN_KINDS[term.kind]}, not yes or no; "
                "compare it with something, or list what you mean with in.",
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
        if left.kind == "number" and type(op) not in ORDER:
            judge = exactly(judge)
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
            plain = " Write it without quotes." if is_number(said) else ""
            self._fail(node, f"{written} is {unit}, and {shown(said, 30)!r} is no amount of that.{plain}")
        self._bounded(node, value)
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
                f"{self._source(left_node)} is {SPOKEN_KINDS[left.kind]}; before in stands a word or number,"
                f' as in "word" in field.',
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
