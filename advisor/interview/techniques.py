"""Ways of speaking about techniques: what is done to a model, where it runs and how it does so far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from advisor.interview.needed import Names, Words, either
from advisor.interview.negation import denied
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.unless import taken_back
from advisor.profile import Answer, Field, Fields, standard_fields
from advisor.profile.coerce import coerce
from advisor.resources import shipped_toml

_OR = re.compile(r"\s*,? or\b", re.IGNORECASE)
_EITHER = re.compile(r"[\s,:]*or(?: [\w-]+){0,3}\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Way:
    """Every way of saying one value of one field."""

    raw: str
    """The value as the table writes it."""
    plain: tuple[Words, ...]
    """The words in front of which a denial is checked."""
    denying: tuple[Words, ...]
    """The words that hold their own denial."""
    yields_to: frozenset[str]
    """Values that say more exactly what this one says in general, in the same clause."""

    def matches(self, text: Passage) -> Iterator[re.Match[str]]:
        """Yield the matches in a text that nothing denies, those that hold a denial last."""
        found = either(self.plain, text.text, text.plain)
        yield from (m for m in found if not denied(text, m.start(), m.end()))
        yield from either(self.denying, text.text, text.plain)


@cache
def load_ways() -> Mapping[str, tuple[Way, ...]]:
    """Return the ways of speaking of ``techniques.toml`` by field path, in the order of the table."""
    document = dict(shipped_toml("interview/techniques.toml"))
    names, gives_way = Names(document.pop("words")), document.pop("gives_way")
    fields = standard_fields()
    found = {}
    for path, table in document.items():
        yields = gives_way.get(path, {})
        found[path] = tuple(way_of(fields[path], raw, rows, names, yields) for raw, rows in table.items())
    return found


def way_of(
    field: Field,
    raw: str,
    rows: list[str],
    names: Names,
    gives_way: Mapping[str, list[str]] | None = None,
) -> Way:
    """Return the ways of saying one value of a field.

    Args:
        field: The field.
        raw: The value as a table writes it.
        rows: Patterns; one that begins with ``!`` holds its own denial.
        names: What names in angle brackets stand for.
        gives_way: Of a value, those that say more exactly what it says in general.
    """
    _ = coerce(field, raw)  # a value that the field does not have fails here and not in a conversation
    plain = tuple(Words(row, names) for row in rows if not row.startswith("!"))
    denying = tuple(Words(row.removeprefix("!"), names) for row in rows if row.startswith("!"))
    return Way(raw, plain, denying, frozenset((gives_way or {}).get(raw, ())))


def read_techniques(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return what a text says of techniques, of places to run a model and of what fails today."""
    found = []
    for path, ways in load_ways().items():
        if path in fields:
            several = fields[path].kind == "choices"
            answer = _several(path, text, ways) if several else _first(fields[path], text, ways)
            found.extend([answer] if answer is not None else [])
    return found


def _first(field: Field, text: Passage, ways: tuple[Way, ...]) -> ReadAnswer | None:
    """Return the first value in the order of the table that a text speaks of."""
    for way in ways:
        kept = (m for m in way.matches(text) if not taken_back(field.path, way.raw, text, *m.span()))
        match = next(kept, None)
        if match is not None:
            words = match.group().strip()
            return ReadAnswer(field.path, coerce(field, way.raw, said=words), words, match.start())
    return None


def _several(path: str, text: Passage, ways: tuple[Way, ...]) -> ReadAnswer | None:
    """Return every value that a text speaks of, in its order, without those that only generalise another."""
    matches = {
        way.raw: [m for m in way.matches(text) if not taken_back(path, way.raw, text, *m.span())]
        for way in ways
    }
    hits: list[tuple[int, str, str]] = []
    for way in ways:
        exact = [other for raw in way.yields_to for other in matches.get(raw, ())]
        kept = [m for m in matches[way.raw] if not any(_says_more(text, m, other) for other in exact)]
        hits.extend((m.start(), way.raw, m.group().strip()) for m in kept[:1])
    if not hits:
        return None
    hits.sort()
    words = ", ".join(dict.fromkeys(said for _, _, said in hits))
    return ReadAnswer(path, Answer(tuple(raw for _, raw, _ in hits), said=words), words, hits[0][0])


def _says_more(text: Passage, general: re.Match[str], exact: re.Match[str]) -> bool:
    """Return whether words say more exactly what others of their clause say in general; what stands on both
    sides of an "or" is two things."""
    if text.clause(general.start()) != text.clause(exact.start()):
        return False
    end, start = min(general.end(), exact.end()), max(general.start(), exact.start())
    if start < end:
        return _OR.match(text.text, end, max(general.end(), exact.end())) is None
    return _EITHER.fullmatch(text.text, end, start) is None
