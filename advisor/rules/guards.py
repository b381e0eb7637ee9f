"""The word without which a rule stays silent: ``"lora" in evidence.worked and …`` needs "lora" there.

Most rules about what comparable cases came to and about what teams report are of this form. A change of such
a field can move only the rules of the words that it held before or holds now, which an index gives.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from advisor.rules.expr import Condition
from advisor.rules.nodes import Join, Leaf, Node
from advisor.rules.operators import MEMBERSHIP
from advisor.rules.records import Rule
from advisor.rules.values import Values

_IN = MEMBERSHIP[ast.In][1]


class Guard(NamedTuple):
    """A rule whose condition is false wherever a field does not hold a word."""

    path: str
    word: str
    or_unknown: bool
    """Whether it is false too while the field is unknown."""


def guard_of(rule: Rule) -> Guard | None:
    """Return the word without which a rule is silent, None where no single word decides that."""
    if not isinstance(rule.check, Condition):
        return None
    parts = tuple(_together(rule.check.root))
    asked = {leaf.left.path for leaf in parts if leaf.always_known}
    for leaf in parts:
        right = leaf.right
        if leaf.judge is _IN and leaf.left.constant and right is not None and right.path:
            return Guard(right.path, str(leaf.left.get({})), right.path in asked)
    return None


def _together(node: Node) -> Iterator[Leaf]:
    """Yield the comparisons all of which must hold."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Join) and not node.decisive:
        for part in node.parts:
            yield from _together(part)


class Readers:
    """Rules by the fields whose change can move them."""

    def __init__(self) -> None:
        self._any: dict[str, set[int]] = {}
        self._all: dict[str, set[int]] = {}
        self._waiting: dict[str, set[int]] = {}
        self._by_word: dict[str, dict[str, set[int]]] = {}

    def add(self, path: str, number: int, guard: Guard | None) -> None:
        """Note that a rule reads a field.

        Args:
            path: The field.
            number: The rule's place.
            guard: What keeps it silent.
        """
        self._all.setdefault(path, set()).add(number)
        if guard is None or guard.path != path:
            self._any.setdefault(path, set()).add(number)
            return
        self._by_word.setdefault(path, {}).setdefault(guard.word, set()).add(number)
        if not guard.or_unknown:
            self._waiting.setdefault(path, set()).add(number)

    def __iter__(self) -> Iterator[str]:
        """Yield the fields that are read."""
        return iter(self._all)

    def of(self, path: str) -> set[int]:
        """Return the rules that read a field."""
        return self._all.get(path, set())

    def moved(self, path: str, before: Values, after: Values) -> Iterator[set[int]]:
        """Yield the rules that a changed field can move.

        Args:
            path: The field.
            before: What was known.
            after: What is known now.
        """
        yield self._any.get(path, set())
        words = self._by_word.get(path)
        if words is None:
            return
        for held in (before.get(path), after.get(path)):
            if held is None:
                yield self._waiting.get(path, set())
            elif isinstance(held, tuple):
                yield from (words[word] for word in held if word in words)
            else:
                yield self.of(path)
