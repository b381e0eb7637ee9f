"""The rule language: Python comparisons over fields, checked before they run and never ``eval``ed.

``and or not``, ``== != < <= > >=``, ``in`` and ``not in`` over lists of words and over fields that hold
several words, ``+ - * /``, numbers such as ``1e6``, ``1_000_000`` and ``1.5M``, ``True``, ``False`` and
``known(field)``. ``$3k`` stands beside fields that are money, and an amount in quotes such as ``"2 s"``
beside fields of such a unit. Words of a field that declares an order compare like numbers. An unanswered
field makes a comparison unknown, unless the rest decides.
"""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass

from advisor.rules.check import Checker
from advisor.rules.literals import hidden
from advisor.rules.nodes import Leaf, Node, undecided
from advisor.rules.pointing import ConditionError
from advisor.rules.records import Compared
from advisor.rules.schema import Schema
from advisor.rules.spelling import stranger, stranger_fault, syntax_hint
from advisor.rules.values import Values

__all__ = ["Condition", "ConditionError", "parse"]

MAX_LENGTH = 2000
MAX_NODES = 300
MAX_DEPTH = 25


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that has been checked against a schema."""

    text: str
    root: Node
    leaves: tuple[Leaf, ...]
    fields: tuple[str, ...]
    """Paths that it reads, sorted."""
    known_fields: tuple[str, ...]
    """Paths inside ``known()``: only these can turn a decided result when an answer arrives."""

    def evaluate(self, values: Values) -> bool | None:
        """Return True, False, or None while an unknown field leaves it open.

        Raises:
            ArithmeticError: When a division by zero, or a number beyond all bounds, decides.
        """
        return self.root.run(values)

    def trace(self, values: Values) -> tuple[Compared, ...]:
        """Return every comparison with the values that it saw, in the order in which it is written."""
        return tuple([leaf.compared(values) for leaf in self.leaves])

    def missing(self, values: Values) -> tuple[str, ...]:
        """Return the unknown fields that leave the condition undecided, in the order of writing."""
        return tuple(dict.fromkeys(self.root.missing(values))) if undecided(self.root, values) else ()


def parse(text: str, schema: Schema) -> Condition:
    """Return a condition, checked against the fields that it names.

    Args:
        text: The condition; line breaks count as spaces.
        schema: What it may read.

    Raises:
        ConditionError: One sentence with the place of the mistake.
    """
    flat = " ".join(text.split("\n")).strip()
    if not flat:
        raise ConditionError("the condition is empty.", flat)
    if len(flat) > MAX_LENGTH:
        told = (
            f"the condition has {len(flat):,} characters; at most {MAX_LENGTH:,} are allowed: split the rule."
        )
        raise ConditionError(told, flat[:60])
    place = stranger(flat)
    if place is not None:
        raise ConditionError(stranger_fault(flat[place]), flat, place, place + 1)
    plain, amounts = hidden(flat)
    tree = _tree(flat, plain)
    root = Checker(schema, flat, amounts).boolean(tree)
    leaves = tuple(root.leaves())
    return Condition(
        flat,
        root,
        leaves,
        tuple(sorted({path for leaf in leaves for path in _fields(leaf)})),
        tuple(sorted({path for leaf in leaves if leaf.always_known for path in leaf.left.fields})),
    )


def _fields(leaf: Leaf) -> tuple[str, ...]:
    return leaf.left.fields + (leaf.right.fields if leaf.right else ())


def _tree(text: str, plain: str) -> ast.expr:
    """Return the syntax tree of a condition whose amounts are hidden in ``plain``."""
    if _deepest(plain) > MAX_DEPTH:
        raise ConditionError(f"the condition is nested deeper than {MAX_DEPTH} levels; split the rule.", text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(plain, mode="eval").body
    except SyntaxError as error:
        start = (error.offset or 0) - 1
        start = start if 0 < start < len(text) else len(text) - 1
        raise ConditionError(
            f"this is not a condition: {syntax_hint(text)}.", text, start, start + 1
        ) from None
    except (ValueError, RecursionError, MemoryError):
        raise ConditionError("this cannot be read as a condition.", text) from None
    _bound(tree, text)
    return tree


def _deepest(text: str) -> int:
    """Return how deep brackets stand in each other; those in quotes count too."""
    depth = most = 0
    for letter in text:
        if letter in "([{":
            depth += 1
            most = max(most, depth)
        elif letter in ")]}":
            depth -= 1
    return most


def _bound(tree: ast.expr, text: str) -> None:
    nodes = 0
    level: list[ast.AST] = [tree]
    for _ in range(MAX_DEPTH + 1):
        nodes += len(level)
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            break
    if level:
        raise ConditionError(f"the condition is nested deeper than {MAX_DEPTH} levels; split the rule.", text)
    if nodes > MAX_NODES:
        raise ConditionError(f"the condition has more than {MAX_NODES} parts; split the rule.", text)
