"""The entries of answers of several words, numbered so that each can be named alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.conversation import phrases
from advisor.conversation.echo import entry_text
from advisor.errors import UserError, shown

if TYPE_CHECKING:
    from advisor.conversation.engine import Engine
    from advisor.profile import Answer, Device, Field

OF_MANY = frozenset({"choices", "texts", "devices"})
"""Kinds of fields whose answers are made of entries."""
FIRST_NUMBER = len(phrases.KEEP_REPLIES) + 1
"""Entries of a card are counted on from its replies, so that no number means two things."""
_WORD = re.compile(r"[a-z0-9]+")
_PARTS = re.compile(r"\s*(?:[,;&+]|\band\b|\bor\b|\bnor\b)\s*", re.IGNORECASE)
_SHORT = 3
"""Letters up to which an "s" belongs to a word."""
_FILLERS = frozenset({"the", "a", "an", "our", "your", "my", "of", "to", "it", "and"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of an answer of several words."""

    path: str
    value: str | Device
    words: str
    """As a person reads it."""

    @property
    def names(self) -> frozenset[str]:
        """Return the whole names that it goes by, in small letters."""
        plain = self.value if isinstance(self.value, str) else self.value.name
        return frozenset(name.casefold() for name in (plain, plain.replace("_", " "), self.words))

    @property
    def parts(self) -> frozenset[str]:
        """Return the single words of its names, one or many of them."""
        return frozenset(_one(part) for name in self.names for part in _WORD.findall(name.replace("_", " ")))


def entry(field: Field, value: str | Device) -> Entry:
    """Return one entry of a field."""
    return Entry(field.path, value, entry_text(field, value))


def entries(engine: Engine, answers: Mapping[str, Answer]) -> tuple[Entry, ...]:
    """Return the entries of all answers that are made of several, in the order of the answers."""
    found = []
    for path, answer in answers.items():
        if engine.fields[path].kind in OF_MANY and isinstance(answer.value, tuple):
            found += [entry(engine.fields[path], value) for value in answer.value]
    return tuple(found)


def card_lines(engine: Engine, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Return the lines that show what waits to be kept entry by entry; none where there is one at most."""
    listed = entries(engine, answers)
    if len(listed) < 2:
        return ()
    rows: dict[str, list[str]] = {}
    for number, item in enumerate(listed, FIRST_NUMBER):
        rows.setdefault(item.path, []).append(f"{number} {item.words}")
    lines = [f"{engine.fields[path].label}: {' · '.join(row)}" for path, row in rows.items()]
    last = FIRST_NUMBER + len(listed) - 1
    hint = phrases.LIST_HINT.format(first=FIRST_NUMBER, last=last, label=_example(engine, listed))
    return (*lines, f"{hint} {by_name(engine, answers)}".strip())


def by_name(engine: Engine, answers: Mapping[str, Answer]) -> str:
    """Return how a fact that has no number is taken off a card; empty where there is none.

    A use case goes last as an example, as it is the likeliest to be right.
    """
    single = [path for path in answers if engine.fields[path].kind not in (*OF_MANY, "text")]
    single.sort(key=lambda path: path.startswith("use_case."))
    return phrases.BY_NAME.format(name=engine.fields[single[0]].label) if single else ""


def _example(engine: Engine, listed: tuple[Entry, ...]) -> str:
    """Return the label of the longest list, which is the likeliest to be wrong."""
    counts = {item.path: sum(1 for other in listed if other.path == item.path) for item in listed}
    return engine.fields[max(counts, key=counts.__getitem__)].label


def named(words: str, among: Iterable[Entry]) -> tuple[Entry, ...] | None:
    """Return the entries that some words name, None where any of them names none.

    Args:
        words: ``"RAG"``, ``"rag and lora"``; whole names go before parts of them.
        among: What may be named; one value may stand in several lists.

    Raises:
        UserError: When words fit several entries and none whole.
    """
    known = tuple(among)
    whole = _called(_plain(words), known)
    if whole:
        return whole
    parts = [_named_once(part, known) for part in filter(None, _PARTS.split(words))]
    if parts and all(parts):
        return tuple(dict.fromkeys(item for part in parts for item in part))
    return _named_once(words, known) or None


def _one(word: str) -> str:
    """Return what many of a thing are called for one of them: "a100s" are each an "a100"."""
    return word.removesuffix("s") if len(word) > _SHORT else word


def _plain(words: str) -> str:
    """Return words in small letters without an article in front."""
    wanted = " ".join(words.casefold().strip(" .!\"'").split())
    return re.sub(r"^(?:the|our|your|my|an?)\s+", "", wanted)


def _called(wanted: str, known: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries that go by a whole name."""
    return tuple(item for item in known if wanted in item.names)


def _named_once(words: str, known: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries of the one value that words name; empty where they name none."""
    wanted = _plain(words)
    if exact := _called(wanted, known):
        return exact
    parts = frozenset(_one(word) for word in _WORD.findall(wanted) if word not in _FILLERS)
    partly = tuple(item for item in known if parts and parts <= item.parts)
    if len({item.value for item in partly}) > 1:
        fitting = "; ".join(dict.fromkeys(item.words for item in partly))
        raise UserError(f"{shown(words)!r} may mean several: {fitting}. Say its number or more of its words.")
    return partly
