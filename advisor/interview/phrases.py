"""Phrases that answer a choice, a yes-or-no field or a list: "air-gapped", "BAA is fine", "24/7"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from advisor.interview.needed import Names, Words
from advisor.interview.negation import denied, denied_itself
from advisor.interview.places import country_words, sending_words
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.techniques import read_techniques
from advisor.interview.unless import taken_back
from advisor.profile import Answer, Field, Fields, standard_fields
from advisor.profile.coerce import coerce
from advisor.resources import shipped_toml

_WORDS = ("made", "vendors", "models", "checks")
"""Tables of what stands for many words in the phrases."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that give one value to one field."""

    path: str
    raw: str
    """The value as the table writes it."""
    words: Words
    plain: bool
    """Whether a denial in front of the words is checked; not where the words hold it themselves."""


@cache
def load_phrases(name: str) -> Mapping[str, tuple[Phrase, ...]]:
    """Return the phrases of a table that ships, by field path; in a field, the first listed wins.

    Args:
        name: ``"phrases"`` for free text, ``"field_words"`` for words meant for one field.
    """
    fields, document = standard_fields(), shipped_toml(f"interview/{name}.toml")
    return {path: _phrases(fields[path], rows) for path, rows in document.items()}


def _phrases(field: Field, rows: Mapping[str, list[str]]) -> tuple[Phrase, ...]:
    """Return the rows of one field; ``!`` in front of a phrase says that it holds its own denial."""
    found = []
    for raw, words in rows.items():
        _ = value_of(field, raw)
        for word in words:
            bare = word.removeprefix("!")
            found.append(Phrase(field.path, raw, Words(bare, names()), not word.startswith("!")))
    return tuple(found)


@cache
def names() -> Names:
    """Return what stands for lists of words in the phrases: ``<country>``, ``<unsent>``, ``<pictures>``."""
    tables = (shipped_toml(f"interview/{name}.toml")["words"] for name in _WORDS)
    words = {name: pattern for table in tables for name, pattern in table.items()}
    return Names({"country": country_words(), **sending_words(), **words})


def value_of(field: Field, raw: str, said: str = "") -> Answer:
    """Return the answer that a table's key stands for; a number's key is ``value`` or ``value;low;high``."""
    if field.kind == "number" and ";" in raw:
        value, low, high = (float(part) for part in raw.split(";"))
        return coerce(field, {"value": value, "low": low, "high": high}, said=said)
    return coerce(field, raw, said=said)


def read_phrases(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return what the phrases in a text answer; a denied choice gives nothing, a denied flag its opposite."""
    found: list[ReadAnswer] = []
    for path, phrases in load_phrases("phrases").items():
        if path in fields:
            found.extend(_read_field(text, fields[path], phrases))
    found.extend(read_techniques(text, fields))
    return found


def _read_field(text: Passage, field: Field, phrases: tuple[Phrase, ...]) -> list[ReadAnswer]:
    hits: list[ReadAnswer] = []
    for phrase in phrases:
        if not phrase.words.may_stand_in(text.plain):
            continue
        found = phrase.words.pattern.finditer(text.text)
        match = next((m for m in found if not _is_taken_back(phrase, text, m)), None)
        if match is None:
            continue
        words = match.group().strip()
        if not (phrase.plain and denied(text, match.start(), match.end())):
            hits.append(ReadAnswer(field.path, value_of(field, phrase.raw, words), words, match.start()))
        elif field.kind == "flag" and denied_itself(text, match.start(), match.end()):
            start = max(text.clause(match.start())[0], match.start() - 24)
            words = text.text[start : match.end()].strip()
            answer = Answer(phrase.raw != "true", said=words)
            hits.append(ReadAnswer(field.path, answer, words, match.start()))
    if not hits:
        return []
    return [_union(field.path, hits)] if field.kind in ("choices", "texts") else hits[:1]


def _is_taken_back(phrase: Phrase, text: Passage, match: re.Match[str]) -> bool:
    """Return whether the words around a phrase take it back, which the text remembers."""
    back = taken_back(phrase.path, phrase.raw, text, *match.span())
    if back:
        text.taken_back.append((phrase.path, phrase.raw, match.start()))
    return back


def _union(path: str, hits: list[ReadAnswer]) -> ReadAnswer:
    """Join several values of a field that holds a list, in the order of the text."""
    ordered = sorted(hits, key=lambda hit: hit.start)
    values: dict[str, None] = {}
    for hit in ordered:
        if isinstance(hit.answer.value, tuple):
            values.update(dict.fromkeys(v for v in hit.answer.value if isinstance(v, str)))
    words = ", ".join(dict.fromkeys(hit.span for hit in ordered))
    return ReadAnswer(path, Answer(tuple(values), said=words), words, ordered[0].start)
