"""Patterns of words that are compiled only for a text that holds letters which they cannot do without.

Every match of ``(?:offline|air[- ]?gap\\w*)`` holds "offline" or "air"; a text with neither needs no search.
The tables hold thousands of patterns, and compiling one takes far longer than searching a text with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

_CLASS = r"\[\^?\]?(?:\\.|[^\]\\])*\]"
_INSIDE = rf"(?:[^()\[\]\\]|\\.|{_CLASS})*"
_OPTIONAL = r"(?:[?*]|\{[0,][\d,]*\})"
_RUN = rf"[A-Za-z0-9 '%/,:;=~@#&!_\"-]+(?!{_OPTIONAL})"
_TOKEN = re.compile(
    rf"(?P<run>{_RUN})"
    rf"|\((?:\?(?:-i)?:)?(?P<choice>(?!\?)[^()\[\]\\<{{]*)\)(?!{_OPTIONAL})"
    rf"|\((?:\?:)?{_INSIDE}\){_OPTIONAL}|\(\?<?[=!]{_INSIDE}\)"
    rf"|(?P<name><[a-z]+>)|(?P<mark>[()|])(?:\?(?:-i:|:|P<\w+>|(?P<aside><?[=!])))?"
    rf"|(?P<optional>{_OPTIONAL})|\{{[\d,]*\}}|\\.|{_CLASS}|.",
    re.DOTALL,
)
"""A run of letters, a choice of such, a part that a match may lack, a name, the marks of groups, the rest."""
_CHOSEN = re.compile(_RUN)
_LOOKALIKES = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"})
"""Letters beyond ASCII that a pattern in any case takes for one of a to z."""
_NAME = re.compile(r"<([a-z]+)>")
_SHORTEST = 2


class Needs(NamedTuple):
    """Runs of lower-case letters of which every match of a pattern holds one."""

    rank: float
    """The longer the runs, the fewer texts hold one."""
    runs: tuple[str, ...]
    """None where nothing is known."""


_NOTHING = Needs(0.0, ())


def folded(text: str) -> str:
    """Return a text as the needs of patterns are looked for in it."""
    return (text if text.isascii() else text.translate(_LOOKALIKES)).lower()


def holds_one(plain: str, runs: Iterable[str]) -> bool:
    """Return whether a folded text holds one of some runs of letters; asked thousands of times a text."""
    return any(map(plain.__contains__, runs))


class Names:
    """Patterns that stand in other patterns by their names: ``<model>``."""

    def __init__(self, words: Mapping[str, str] | None = None) -> None:
        """Take the patterns by name; they may name others."""
        self._words = words or {}
        self._needs: dict[str, Needs] = {}

    def needs(self, name: str) -> Needs:
        """Return what a name in its brackets needs.

        Raises:
            KeyError: When there is no such name.
        """
        if name not in self._needs:
            self._needs[name] = needs_of(self._words[name[1:-1]], self)
        return self._needs[name]

    def filled(self, row: str) -> str:
        """Return a pattern with the names in it replaced by what they stand for.

        Raises:
            KeyError: When there is no such name.
        """
        while _NAME.search(row):
            row = _NAME.sub(lambda name: self._words[name.group(1)], row)
        return row


NO_NAMES = Names()


class Words:
    """A pattern that is found as whole words, in any case."""

    __slots__ = ("_names", "_row", "needs")

    def __init__(self, row: str, names: Names = NO_NAMES) -> None:
        """Take a row of a table, without compiling it.

        Args:
            row: The pattern without its ends.
            names: What names in it stand for.

        Raises:
            KeyError: When it holds another name.
        """
        self._row, self._names = row, names
        self.needs = needs_of(row, names).runs
        """Runs of letters of which every match holds one; empty where none is known."""

    def may_stand_in(self, plain: str) -> bool:
        """Return whether a folded text may hold a match; what is refused holds none."""
        return not self.needs or holds_one(plain, self.needs)

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first asked for."""
        return compiled(self._names.filled(self._row))


@cache
def compiled(bare: str) -> re.Pattern[str]:
    """Return a pattern that is found as whole words in any case, compiled once."""
    return re.compile(rf"(?<!\w)(?:{bare})(?!\w|-free)", re.IGNORECASE)


def either(rows: Sequence[Words], text: str, plain: str) -> Iterator[re.Match[str]]:
    """Yield the matches that one pattern of all rows would find: the leftmost, of those the first row's.

    Args:
        rows: Patterns, each of which needs a letter.
        text: The text.
        plain: The same, folded.
    """
    patterns = [row.pattern for row in rows if row.may_stand_in(plain)]
    ahead = [(m.start(), place, m) for place, p in enumerate(patterns) if (m := p.search(text))]
    while ahead:
        found = min(ahead, key=lambda hit: hit[:2])[2]
        yield found
        passed = [place for start, place, _ in ahead if start < found.end()]
        ahead = [hit for hit in ahead if hit[0] >= found.end()]
        again = ((place, patterns[place].search(text, found.end())) for place in passed)
        ahead += [(m.start(), place, m) for place, m in again if m]


def needs_of(pattern: str, names: Names = NO_NAMES) -> Needs:
    """Return runs of letters of which every match of a pattern holds one.

    Args:
        pattern: A pattern without references back, conditions and comments.
        names: What names in angle brackets stand for.

    Raises:
        KeyError: When it holds another name.
    """
    level, outer = _Level(), list[_Level]()
    for run, choice, name, mark, aside, optional in _TOKEN.findall(pattern):
        if run:
            level.add(_run(run))
        elif choice:
            level.add(_choice(choice))
        elif mark == "(":
            outer.append(level)
            level = _Level(aside)
        elif mark == ")":
            inner, level = level, outer.pop()
            level.add(inner.needs())
        elif mark:
            level.end_row()
        elif optional:
            level.last = _NOTHING
        else:
            level.add(names.needs(name) if name else _NOTHING)
    return level.needs()


class _Level:
    """What is known of a group that is still open."""

    __slots__ = ("aside", "best", "last", "rows")

    def __init__(self, aside: str = "") -> None:
        self.aside = aside
        """Marks a group that only looks ahead or back: a match holds nothing of it."""
        self.rows: list[Needs] = []
        self.best = self.last = _NOTHING

    def add(self, needs: Needs) -> None:
        """Take in the next part, which what follows may still make optional."""
        if self.last.rank > self.best.rank:
            self.best = self.last
        self.last = needs

    def end_row(self) -> None:
        """End an alternative."""
        self.add(_NOTHING)
        self.rows.append(self.best)
        self.best = _NOTHING

    def needs(self) -> Needs:
        """Return what the whole group needs: one need of any of its alternatives."""
        self.end_row()
        return _NOTHING if self.aside else _any_of(self.rows)


def _any_of(rows: Sequence[Needs]) -> Needs:
    """Return what alternatives need of which one stands in every match: nothing where one needs nothing."""
    if len(rows) == 1:
        return rows[0]
    if not all(row.runs for row in rows):
        return _NOTHING
    return Needs(min(row.rank for row in rows), tuple(dict.fromkeys(run for row in rows for run in row.runs)))


@cache
def _choice(choices: str) -> Needs:
    """Return what a group of choices needs that holds no other group."""
    return _any_of([max(map(_run, _CHOSEN.findall(row)), default=_NOTHING) for row in choices.split("|")])


@cache
def _run(letters: str) -> Needs:
    size = len(letters.strip())
    return Needs(float(size), (letters.lower(),)) if size >= _SHORTEST else _NOTHING
