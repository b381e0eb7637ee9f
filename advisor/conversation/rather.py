"""One figure in place of another: "letters are 4 minutes long, not 3", "900 a day rather than 90"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from advisor.errors import UserError
from advisor.profile import Answer
from advisor.profile.bounds import check_bounds
from advisor.profile.numbers import NUMBER_RE, Span, number_at
from advisor.profile.units import factor

if TYPE_CHECKING:
    from advisor.profile import Field, Fields

_NUMBER = rf"[$€£]?(?:{NUMBER_RE.pattern})"
_UNIT = r"(?P<{}>\s*%|\s*(?:(?:an?|per|each|every) [a-z]+|[a-z]+(?: (?:an?|per|each|every) [a-z]+)?))?"
_INSTEAD = re.compile(
    rf"(?P<head>.*?)\b(?P<new>{_NUMBER}){_UNIT.format('unit')}(?:[^,;]*?),?"
    rf" (?:and )?(?:not|rather than|instead of) (?P<old>{_NUMBER}){_UNIT.format('old_unit')}[^\d,;]*",
    re.IGNORECASE | re.DOTALL,
)
_NOT_BUT = re.compile(
    rf"(?P<head>.*?)\bnot (?P<old>{_NUMBER}){_UNIT.format('old_unit')}[^\d;]*?,? but (?P<new>{_NUMBER})"
    rf"{_UNIT.format('unit')}[^\d,;]*",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[a-z]{3,}")
_SAME = 1e-3
"""How near the figure that is denied comes to the one that was kept, which was rounded."""


def rather(fields: Fields, answers: Mapping[str, Answer], line: str) -> tuple[Field, Answer] | None:
    """Return the field whose figure a line denies and the figure that it gives instead; None where no answer
    holds what is denied, or several do and the words before name none of them.

    Args:
        fields: The fields of a profile.
        answers: What was said so far.
        line: What the user said.
    """
    found = _NOT_BUT.fullmatch(line) or _INSTEAD.fullmatch(line)
    if found is None:
        return None
    new, old = (number_at(found[name].lstrip("$€£"), 0) for name in ("new", "old"))
    if new is None or old is None:
        return None
    units = [" ".join((found[name] or "").split()).lower() for name in ("unit", "old_unit")]
    meant = list(_meant(fields, answers, (new, old), units))
    words = set(_WORD.findall(f"{found['head']} {' '.join(units)}".casefold()))
    named = [one for one in meant if words & set(_WORD.findall(one[0].label.casefold()))]
    only = meant if len(meant) == 1 else named
    if len(only) != 1:
        return None
    field, value = only[0]
    return field, Answer(check_bounds(field, value), "answered", said=line)


def _meant(
    fields: Fields, answers: Mapping[str, Answer], figures: tuple[Span, Span], units: list[str]
) -> Iterator[tuple[Field, float]]:
    """Yield the fields that hold the denied figure, with the new one in their unit."""
    new, old = figures
    for path, answer in answers.items():
        field, had = fields[path], answer.value
        if field.kind != "number" or not isinstance(had, (int, float)):
            continue
        told = (factor(field.unit, unit) for unit in units if unit)
        for times in (*(one for one in told if one is not None), 1.0):
            if math.isclose(old.value * times, had, rel_tol=_SAME) and _fits(field, new.value * times):
                yield field, new.value * times
                break


def _fits(field: Field, value: float) -> bool:
    try:
        check_bounds(field, value)
    except UserError:
        return False
    return True
