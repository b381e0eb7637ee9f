"""Ways of saying something as data: the patterns of a file, each compiled when it is first asked for.

A name in braces stands for other words: for a row of its file, or one of its ``[words]``; else for one of
the ``[words]`` of ``measures.toml``, which all files share. ``{per}`` is how often, ``{n}`` up to three more
words. Sentences for users stand in ``[said]``; their braces are filled in where they are said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from advisor.errors import UserError
from advisor.interview.per import PER, PER_UNNAMED
from advisor.resources import shipped_toml

Place = str | int
"""A name in a table, or a row in a list."""
WHOLE = r"(?<!\w)(?:{})(?!\w)"
"""Shape of a pattern that is found as whole words."""
_BRACED = re.compile(r"\{([a-z_]+)\}")
_SHARED = "interview/measures"
_MORE = r"(?:[\s-]+(?!\d|within\b)[\w&/'-]+){0,3}"
"""What ``{n}`` stands for."""


class Sayings:
    """The patterns, words, figures and sentences of a file, or of a table in it."""

    __slots__ = ("_at", "_compiled", "_names", "file")

    def __init__(self, file: str, made: Callable[[], Mapping[str, str]] = dict) -> None:
        """Name a file, which is read when something of it is first asked for.

        Args:
            file: Its room and its name: ``"interview/each"``.
            made: Gives words that code makes, by the names that stand for them in braces.
        """
        self.file = file
        self._names = cache(lambda: {**_words(_SHARED), "n": _MORE, **_words(file), **made()})
        self._at: tuple[Place, ...] = ()
        self._compiled: dict[tuple[object, ...], re.Pattern[str]] = {}

    def pattern(self, *place: Place, shape: str = "{}", **words: str) -> re.Pattern[str]:
        """Return a pattern that is found in any case; of a list, one that finds any of its rows.

        Args:
            place: Where it stands.
            shape: What stands around it, with ``{}`` in its place.
            words: What further names in braces stand for.

        Raises:
            UserError: When none stands there, or it is wrong.
        """
        key = (place, shape, *words.items())
        found = self._compiled.get(key)
        if found is None:
            whole = shape.replace("{}", self.filled(*place, **words))
            try:
                found = self._compiled[key] = re.compile(whole, re.IGNORECASE)
            except re.error as error:
                raise self._wrong(place, f"is no pattern: {error}") from None
        return found

    def pattern_if_any(self, name: str, shape: str = "{}") -> re.Pattern[str] | None:
        """Return a pattern, None where a table has none of its name."""
        return self.pattern(name, shape=shape) if name in self else None

    def patterns(self, *place: Place, shape: str = "{}") -> tuple[re.Pattern[str], ...]:
        """Return the patterns of a list, one for each row, with what stands around them."""
        return tuple(self.pattern(*place, row, shape=shape) for row in range(len(self._list(place))))

    def by_name(self, *place: Place) -> Mapping[str, re.Pattern[str]]:
        """Return the patterns of a table by their names."""
        return {name: self.pattern(*place, name) for name in self.table(*place)}

    def filled(self, *place: Place, **words: str) -> str:
        """Return the words of a pattern with what its names in braces stand for.

        Raises:
            UserError: When none stands there, or one of its names stands for nothing.
        """
        pattern = _joined(self.value(*place)) or self.text(*place)
        names = self._names() | words
        while (found := _BRACED.sub(lambda name: names.get(name[1], name[0]), pattern)) != pattern:
            pattern = found
        head, often, tail = pattern.partition("{per}")
        whole = head + (PER if often else "") + tail.replace("{per}", PER_UNNAMED)
        if strange := _BRACED.search(whole):
            raise self._wrong(place, f"holds {strange.group()}, which stands for nothing")
        return whole

    def rows(self, *place: Place) -> tuple[Sayings, ...]:
        """Return the tables of a list of tables, or the only one where a table stands in its place."""
        if isinstance(self.value(*place), Mapping):
            return (self.under(*place),)
        return tuple(self.under(*place, row) for row in range(len(self._list(place))))

    def under(self, *place: Place) -> Sayings:
        """Return the table that stands at a place."""
        found = Sayings(self.file)
        found._names, found._at = self._names, (*self._at, *place)
        return found

    def table(self, *place: Place) -> Mapping[str, Any]:
        """Return a table as it stands.

        Raises:
            UserError: When none stands there.
        """
        value = self.value(*place)
        if not isinstance(value, Mapping):
            raise self._wrong(place, "must be a table")
        return value

    def text(self, *place: Place) -> str:
        """Return words as they stand.

        Raises:
            UserError: When none stands there.
        """
        value = self.value(*place)
        if not isinstance(value, str):
            raise self._wrong(place, "must be text")
        return value

    def number(self, *place: Place) -> float:
        """Return a figure.

        Raises:
            UserError: When none stands there.
        """
        value = self.value(*place)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(place, "must be a number")
        return float(value)

    def figure_of(self, table: str, name: str) -> float:
        """Return a figure of a table for a name: its own, or that of ``all``."""
        return self.number(table, name if name in self.under(table) else "all")

    def sentence(self, name: str, **parts: object) -> str:
        """Return a sentence of ``[said]`` with its parts filled in."""
        return self.text("said", name).format(**parts)

    def value(self, *place: Place) -> Any:
        """Return what stands at a place.

        Raises:
            UserError: When nothing does.
        """
        value: Any = shipped_toml(f"{self.file}.toml")
        try:
            for step in (*self._at, *place):
                value = value[step]
        except (KeyError, IndexError, TypeError):
            raise self._wrong(place, "is missing") from None
        return value

    def __contains__(self, name: str) -> bool:
        """Return whether something goes by a name."""
        return name in self.table()

    def _list(self, place: tuple[Place, ...]) -> list[Any]:
        value = self.value(*place)
        if not isinstance(value, list):
            raise self._wrong(place, "must be a list")
        return value

    def _wrong(self, place: tuple[Place, ...], what: str) -> UserError:
        where = ".".join(map(str, (*self._at, *place)))
        return UserError(f"advisor/{self.file}.toml: {where!r} {what}.")


def _words(file: str) -> Mapping[str, str]:
    """Return the words of a file that its patterns may name; those that all share end where a word ends."""
    table = shipped_toml(f"{file}.toml")
    own = {**table, **table.get("words", {})}
    rows = {name: f"(?:{words})" for name, value in own.items() if (words := _joined(value))}
    found = {name: words for name, words in own.items() if isinstance(words, str)} | rows
    return {name: rf"(?:{words})\b" for name, words in found.items()} if file == _SHARED else found


def _joined(value: object) -> str:
    """Return a list of words as one pattern that finds any; empty for all else."""
    rows = value if isinstance(value, list) else []
    return "|".join(rows) if all(isinstance(row, str) for row in rows) else ""
