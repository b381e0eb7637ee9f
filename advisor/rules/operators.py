"""The operators of the rule language, and how kinds of fields are called in it."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from advisor.rules.between import Judge
from advisor.rules.literals import SCALES
from advisor.rules.nodes import MIXED, Term, TermKind

EQUALITY: dict[type[ast.cmpop], tuple[str, Judge]] = {
    ast.Eq: ("==", operator.eq),
    ast.NotEq: ("!=", operator.ne),
}
ORDER: dict[type[ast.cmpop], tuple[str, Judge]] = {
    ast.Lt: ("<", operator.lt),
    ast.LtE: ("<=", operator.le),
    ast.Gt: (">", operator.gt),
    ast.GtE: (">=", operator.ge),
}
MEMBERSHIP: dict[type[ast.cmpop], tuple[str, Judge]] = {
    ast.In: ("in", lambda item, group: item in group),
    ast.NotIn: ("not in", lambda item, group: item not in group),
}
ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
TERM_KINDS: dict[str, TermKind] = {
    "number": "number",
    "choice": "text",
    "text": "text",
    "flag": "flag",
    "choices": "words",
    "texts": "words",
    "devices": "devices",
}
SPOKEN_KINDS = {
    "number": "a number",
    "text": "text",
    "flag": "yes or no",
    "words": "a list of words",
    "devices": "a list of devices",
}
MONEY = "USD"
"""The unit of an amount with a dollar sign; fields in USD a month or a kWh are money too."""


def by_rank(judge: Judge, choices: tuple[str, ...]) -> Judge:
    """Return a comparison of words by their place among the choices of a field that declares an order."""
    rank = {word: place for place, word in enumerate(choices)}
    return lambda left, right: judge(rank.get(left, -1), rank.get(right, -1))


def unit_fault(field: Term, written: str, amount: Term, shown: str) -> str:
    """Return what is wrong with a bare amount beside a number: money beside what is not money, or billions
    beside what is counted in billions; empty when nothing is.

    Args:
        field: What the amount is compared with.
        written: How that stands in the condition.
        amount: The other side.
        shown: How that stands in the condition.
    """
    if not amount.constant or amount.kind != "number" or field.constant:
        return ""
    if amount.unit == MONEY and not field.unit.startswith(MONEY):
        plain = field.unit in ("", MIXED)
        return (
            f"{written} is {'a plain number' if plain else f'counted in {field.unit}'}, and {shown} is money."
        )
    scale = amount.text[-1:]
    if scale in SCALES and field.unit.startswith(f"{scale} "):
        return f"{written} is counted in {field.unit} already; write {amount.text[:-1]}."
    return ""


def unit_of(left: Term, right: Term, *, added: bool) -> str:
    """Return the unit of a number worked out from two others, ``MIXED`` where it is none that a field has."""
    if left.unit == right.unit and (added or not left.unit):
        return left.unit
    if right.constant and not right.unit:
        return left.unit
    if left.constant and not left.unit and added:
        return right.unit
    return MIXED


def unlike_units(left: Term, right: Term) -> str:
    """Return what is wrong with two fields side by side that are counted in different units, or nothing.

    What was worked out from a field may have been brought into the other's unit, so only fields count.
    """
    if not (left.path and right.path) or left.kind != "number" or left.unit == right.unit:
        return ""
    units = [unit or "no unit" for unit in (left.unit, right.unit)]
    return (
        f"{left.path} is counted in {units[0]} and {right.path} in {units[1]}, so bring one into the other."
    )
