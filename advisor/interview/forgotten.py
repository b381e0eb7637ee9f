"""Things that somebody takes back by name: "it uses tools for booking. Actually forget the booking"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.sayings import Sayings

_KIND = "use_case.kind"
"""What somebody wants at all is taken back by no name of a part of it."""
_LONGEST = 10
"""Words from which an answer was read: longer ones speak of other things too."""
_LEAST = 3
"""Letters that are left of a word without its ending."""
_PART = re.compile(r"[.,;:!?\n]")
_WORD = re.compile(r"[a-z0-9]+")
_SAID = Sayings("interview/forgotten")


class Forgotten(NamedTuple):
    """A thing that is taken back, and where."""

    thing: frozenset[str]
    start: int


def without_forgotten(text: Passage, found: Sequence[ReadAnswer]) -> list[ReadAnswer]:
    """Return answers without what is taken back by name behind them.

    Args:
        text: The text.
        found: What was read in it.
    """
    gone = list(_forgotten(text.text))
    if not gone:
        return list(found)
    left = (_left(text.text, hit, gone) for hit in found)
    return [hit for hit in left if hit is not None]


def speaks_of(thing: frozenset[str], words: str) -> bool:
    """Return whether some words, few enough to speak of one thing, name it."""
    return bool(thing) and len(words.split()) <= _LONGEST and thing <= stems(words)


def stems(words: str) -> frozenset[str]:
    """Return words without their endings.

    >>> sorted(stems("the bookings")) == sorted(stems("the books"))
    True
    """
    return frozenset(_stem(word) for word in _WORD.findall(words.lower()))


def _stem(word: str) -> str:
    bare = _SAID.pattern("ending").sub("", word)
    return bare if len(bare) >= _LEAST else word


def _forgotten(text: str) -> Iterator[Forgotten]:
    for found in _SAID.pattern("dropped").finditer(text):
        yield Forgotten(stems(found["what"]), found.start())


def _left(text: str, hit: ReadAnswer, gone: Sequence[Forgotten]) -> ReadAnswer | None:
    """Return what is left of an answer, None where all of it is taken back."""
    if hit.path == _KIND:
        return hit
    value, spans = hit.answer.value, hit.span.split(", ")
    names = [item for item in value if isinstance(item, str)] if isinstance(value, tuple) else []
    if len(names) < 2 or len(names) != len(spans):
        return None if any(_is_of(text, hit.path, hit.span, hit.start, one) for one in gone) else hit
    left = tuple(
        name
        for name, span in zip(names, spans, strict=True)
        if not any(_is_of(text, hit.path, span, text.find(span), one) for one in gone)
    )
    return replace(hit, answer=replace(hit.answer, value=left)) if left else None


def _is_of(text: str, path: str, span: str, start: int, gone: Forgotten) -> bool:
    """Return whether words in front of those that take a thing back are about it."""
    if not 0 <= start < gone.start:
        return False
    if speaks_of(gone.thing, span):
        return True
    return path in _SAID.value("ways") and gone.thing <= stems(_part(text, start, start + len(span)))


def _part(text: str, start: int, end: int) -> str:
    """Return the part of a sentence around a stretch."""
    first = max((found.end() for found in _PART.finditer(text, 0, start)), default=0)
    last = _PART.search(text, end)
    return text[first : last.start() if last else len(text)]
