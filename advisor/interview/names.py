"""Names of the catalogue in running text: "8x H100", "llama 405b", "Mac Studio"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from advisor.catalog.lookup import fold, names_of
from advisor.catalog.records import Row
from advisor.interview.reading import Passage
from advisor.resources import shipped_toml

_TOKEN = re.compile(r"[A-Za-z0-9.+]+")
_SPAN = re.compile(r"\d+[\s_-]+\d+[\s_-]*s?")
"""Two numbers are a span and no name: "30-60 s" is no 3060."""
_ARTICLE = re.compile(r"an?\s+\d", re.IGNORECASE)
"""An article and a number are no name: "a 40 TOPS chip", "A 2% loss"."""
_LONGEST = 7
"""Words of the longest name that is looked for."""


@dataclass(frozen=True, slots=True)
class Named:
    """A row that a text names."""

    id: str
    start: int
    end: int


class NameIndex:
    """Names of rows, to be found in text."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        """Index every id, name and alias; a short name without a digit is only found as it is written.

        Words such as "Phi" and "Spark" would otherwise be found in "PHI" and "spark".
        """
        self.rows = rows
        words = shipped_toml("interview/names.toml")
        makes = "|".join(map(re.escape, words["other_makes"]))
        self._families = frozenset(words["families"])
        self._other_make = re.compile(rf"\b(?:{makes})[ -]$", re.IGNORECASE)
        self._by_fold: dict[str, tuple[str, str]] = {}
        for row in rows.values():
            own_id, *names = names_of(row)
            for name in (*names, own_id):
                if len(fold(name)) > (1 if re.search(r"\d", name) else 2):
                    self._by_fold.setdefault(fold(name), (row.id, name))

    def has_make(self, word: str) -> bool:
        """Return whether a name begins with a word: ``"Qwen"`` is a make, ``"Our"`` is none."""
        return any(name.startswith(fold(word)) for name in self._by_fold)

    def is_family(self, words: str) -> bool:
        """Return whether words name a whole family of devices, of which the memory tells one."""
        return words.removesuffix("s") in self._families

    def find(self, text: Passage) -> Iterator[Named]:
        """Yield the rows named in the free parts of a text, longest names first at each place."""
        tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text.text)]
        place = 0
        while place < len(tokens):
            found = self._longest(text, tokens, place)
            if found is None:
                place += 1
                continue
            named, place = found
            if text.free(named.start, named.end):
                yield named

    def _longest(self, text: Passage, tokens: list[tuple[int, int]], place: int) -> tuple[Named, int] | None:
        start = tokens[place][0]
        times = re.match(r"\d+[xX](?=[A-Za-z0-9])", text.text[start : tokens[place][1]])
        for count in range(min(_LONGEST, len(tokens) - place), 0, -1):
            end = tokens[place + count - 1][1]
            for begin in (start, start + times.end()) if times else (start,):
                stop = self._match(text.text, begin, end)
                if stop:
                    return Named(
                        self._by_fold[_key(text.text[begin:stop], self._by_fold)][0], begin, stop
                    ), place + count
        return None

    def _match(self, text: str, start: int, end: int) -> int:
        """Return where the name ends, without a full stop or a plural's s; 0 when it is no name."""
        words = text[start:end]
        if re.search(r"[^\w.+\s_-]", words) or _SPAN.fullmatch(words) or _ARTICLE.match(words):
            return 0
        if self._other_make.search(text[max(0, start - 12) : start]):
            return 0
        words = words.rstrip(".")
        if re.match(r"[-.]?\d", text[start + len(words) :]):
            return 0
        key = _key(words, self._by_fold)
        if not key:
            return 0
        name = self._by_fold[key][1]
        if not re.search(r"\d", name) and len(name) < 6 and words.removesuffix("s") != name:
            return 0
        return start + len(words)


def _key(words: str, names: Mapping[str, object]) -> str:
    folded = fold(words)
    if folded in names:
        return folded
    single = folded.removesuffix("s")
    return single if single in names and len(single) > (1 if re.search(r"\d", single) else 2) else ""
