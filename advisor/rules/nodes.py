"""The parts of a compiled condition, evaluated in three values: true, false, and unknown as None."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from advisor.profile import Field
from advisor.rules.between import Judge, unknown
from advisor.rules.records import Compared
from advisor.rules.values import Values, written

Get = Callable[[Values], Any]
Run = Callable[[Values], bool | None]
MIXED = "?"
"""Stands for the unit of a number that was worked out from several."""
TermKind = Literal["number", "text", "flag", "words", "devices"]


@dataclass(frozen=True, slots=True)
class Term:
    """One side of a comparison."""

    kind: TermKind
    get: Get
    """Returns the value, or None while it is unknown."""
    fields: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    """Allowed words, where they are limited."""
    path: str = ""
    """The field, when the term is nothing but a field."""
    unit: str = ""
    """The unit of a number; ``MIXED`` for one that is worked out from several."""
    ordered: bool = False
    """Whether its words have an order, that of ``choices``."""
    text: str = ""
    """How a literal was written, where that is more than its digits."""

    @property
    def constant(self) -> bool:
        """Whether the value depends on no field."""
        return not self.fields


def literal(kind: TermKind, value: object, unit: str = "", text: str = "") -> Term:
    """Return a term that always has the same value."""
    return Term(kind, lambda _values: value, unit=unit, text=text)


def read(kind: TermKind, field: Field) -> Term:
    """Return a term that reads a field."""
    path = field.path
    return Term(
        kind,
        lambda values: values.get(path),
        (path,),
        field.choices,
        path,
        unit=field.unit,
        ordered=field.ordered,
    )


@dataclass(frozen=True, slots=True)
class Leaf:
    """A comparison, a yes-or-no field, or ``known(field)``."""

    text: str
    left: Term
    right: Term | None
    judge: Judge
    run: Run
    always_known: bool = False
    """Whether it is decided even while its field is unknown, as ``known()`` is."""
    right_text: str = ""
    """The right side as a trace shows it, where it is a constant."""

    def leaves(self) -> Iterator[Leaf]:
        """Yield the comparison itself."""
        yield self

    def missing(self, values: Values) -> Iterator[str]:
        """Yield the unknown fields that leave it undecided."""
        if not self.always_known:
            fields = self.left.fields + (self.right.fields if self.right else ())
            yield from (path for path in fields if unknown(values.get(path)))

    def compared(self, values: Values) -> Compared:
        """Return the comparison with the values that it saw."""
        right_term = self.right
        try:
            left = self.left.get(values)
            if right_term is None:
                result = self.judge(left, None) if self.always_known or left is not None else None
                return Compared(self.text, written(left), "", result)
            right = right_term.get(values)
        except ArithmeticError as error:
            return Compared(self.text, f"a sum that {fault_of(error).partition(';')[0]}", "", None)
        result = None if left is None or right is None else self.judge(left, right)
        return Compared(self.text, written(left), self.right_text or written(right), result)


@dataclass(frozen=True, slots=True)
class Join:
    """``and`` or ``or`` over parts."""

    decisive: bool
    """The result that one part alone decides: False for ``and``, True for ``or``."""
    parts: tuple[Node, ...]
    run: Run

    def leaves(self) -> Iterator[Leaf]:
        """Yield the comparisons in the order in which they are written."""
        for part in self.parts:
            yield from part.leaves()

    def missing(self, values: Values) -> Iterator[str]:
        """Yield the unknown fields that leave it undecided."""
        for part in self.parts:
            if undecided(part, values):
                yield from part.missing(values)


@dataclass(frozen=True, slots=True)
class Not:
    """A negation."""

    part: Node
    run: Run

    def leaves(self) -> Iterator[Leaf]:
        """Yield the comparisons inside."""
        yield from self.part.leaves()

    def missing(self, values: Values) -> Iterator[str]:
        """Yield the unknown fields that leave it undecided."""
        yield from self.part.missing(values)


Node = Leaf | Join | Not


def comparison(text: str, judge: Judge, left: Term, right: Term) -> Leaf:
    """Return a comparison; it is unknown while one of its sides is."""
    get_left, get_right, path = left.get, right.get, left.path

    def general(values: Values) -> bool | None:
        a, b = get_left(values), get_right(values)
        return None if a is None or b is None else judge(a, b)

    if not (path and right.constant):
        return Leaf(text, left, right, judge, general)
    bound = get_right({})

    def against_constant(values: Values) -> bool | None:
        a: Any = values.get(path)
        return None if a is None else judge(a, bound)

    return Leaf(text, left, right, judge, against_constant, right_text=written(bound))


def flag(text: str, term: Term) -> Leaf:
    """Return a yes-or-no term as a condition of its own."""
    return Leaf(text, term, None, lambda value, _: bool(value), term.get)


def known(text: str, term: Term) -> Leaf:
    """Return whether a field has a value."""
    get = term.get
    return Leaf(
        text, term, None, lambda value, _: value is not None, lambda values: get(values) is not None, True
    )


def join(decisive: bool, parts: tuple[Node, ...]) -> Join:
    """Return ``and`` (decided by False) or ``or`` (decided by True) over parts.

    A part that divides by zero or overflows counts only when no other part decides, so the order in which a
    condition is written never changes its result.
    """
    runs = tuple(part.run for part in parts)

    def run(values: Values) -> bool | None:
        result: bool | None = not decisive
        broken: ArithmeticError | None = None
        for one in runs:
            try:
                outcome = one(values)
            except ArithmeticError as error:
                broken = error
                continue
            if outcome is decisive:
                return decisive
            if outcome is None:
                result = None
        if broken:
            raise broken
        return result

    return Join(decisive, parts, run)


def negation(part: Node) -> Not:
    """Return the negation of a condition; unknown stays unknown."""
    inner = part.run

    def run(values: Values) -> bool | None:
        outcome = inner(values)
        return None if outcome is None else not outcome

    return Not(part, run)


def arithmetic(function: Callable[[Any, Any], Any], left: Term, right: Term, unit: str) -> Term:
    """Return a number in ``unit`` computed from two others; unknown while one of them is.

    Its value raises ``ZeroDivisionError``, and ``OverflowError`` where the result is no finite number, as
    comparing that would decide by chance.
    """
    get_left, get_right = left.get, right.get

    def get(values: Values) -> Any:
        a, b = get_left(values), get_right(values)
        if unknown(a) or unknown(b):
            return None
        result = function(a, b)
        if not isfinite(result):
            raise OverflowError("a number beyond all bounds")
        return result

    return Term("number", get, left.fields + right.fields, unit=unit)


def undecided(node: Node, values: Values) -> bool:
    """Return whether unknown fields leave a condition open; one that divides by zero is not."""
    try:
        return node.run(values) is None
    except ArithmeticError:
        return False


def fault_of(error: ArithmeticError) -> str:
    """Return what a sum did that went wrong, in plain words."""
    if isinstance(error, ZeroDivisionError):
        return "divides by zero; ask for that first, as in x > 0 and 1 / x < 2"
    return "works out a number beyond all bounds"
