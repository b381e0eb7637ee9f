"""Words that take back what a phrase would say: "today each uses a laptop" puts no model on a laptop."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from advisor.interview.reading import Passage
from advisor.interview.sayings import Sayings

_SAID = Sayings(
    "interview/unless", lambda: {"software": Sayings("interview/checks").text("words", "software")}
)
_ANY = "any"
"""Stands for every value of a field."""
_NEAR_BY = 70
"""Characters in front of a phrase and behind it in which the words that it needs are looked for."""


@dataclass(frozen=True, slots=True)
class Unless:
    """The words around a phrase that void it."""

    before: re.Pattern[str] | None
    """Found when it ends in front of the phrase."""
    after: re.Pattern[str] | None
    """Found when it begins behind the phrase."""
    itself: re.Pattern[str] | None
    """Found when it is the whole phrase."""
    needs: re.Pattern[str] | None
    """Not found in the phrase or near it in its clause."""
    somewhere: re.Pattern[str] | None
    """Not found anywhere in the text."""
    of: re.Pattern[str] | None
    """The phrases that the others are looked for around; None stands for all."""


@cache
def load_unless(path: str, raw: str) -> tuple[Unless, ...]:
    """Return what takes back a value of a field, from ``unless.toml``; a row may name several, ``a|b``, and a
    value may have several rows.

    Args:
        path: The field.
        raw: The value as the tables write it.
    """
    tables = _SAID.table(path) if path in _SAID else {}
    return tuple(
        _unless(row)
        for values in tables
        if values == _ANY or raw in values.split("|")
        for row in _SAID.rows(path, values)
    )


def _unless(row: Sayings) -> Unless:
    """Return a row with its patterns compiled."""
    return Unless(
        before=row.pattern_if_any("before", shape=r"\b(?:{})$"),
        after=row.pattern_if_any("after"),
        itself=row.pattern_if_any("itself"),
        needs=row.pattern_if_any("needs"),
        somewhere=row.pattern_if_any("somewhere"),
        of=row.pattern_if_any("of"),
    )


def taken_back(path: str, raw: str, text: Passage, start: int, end: int) -> bool:
    """Return whether the words around a phrase take back what it says of a field.

    Args:
        path: The field.
        raw: The value as the tables write it.
        text: The text.
        start: Where the phrase begins.
        end: Where it ends.
    """
    return any(
        (row.before is not None and row.before.search(text.before(start)))
        or (row.after is not None and row.after.match(text.text, end, end + len(text.after(end))))
        or (row.itself is not None and row.itself.fullmatch(text.text, start, end))
        or (row.needs is not None and row.needs.search(_near_by(text, start, end)) is None)
        or (row.somewhere is not None and row.somewhere.search(text.text) is None)
        for row in load_unless(path, raw)
        if row.of is None or row.of.fullmatch(text.text, start, end)
    )


def _near_by(text: Passage, start: int, end: int) -> str:
    """Return a phrase with the words of its clause that stand near it."""
    first, last = text.clause(start)
    return text.text[max(first, start - _NEAR_BY) : min(max(last, end), end + _NEAR_BY)]
