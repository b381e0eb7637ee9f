"""How long one of what comes in or goes out is: "letters, two pages each", "writes 600 words"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.interview.measures import numbers_in, short
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.profile import Answer, Fields
from advisor.profile.numbers import Span, number_at

_SAID = Sayings("interview/lengths")
_pattern = _SAID.under("words").pattern
INPUT, OUTPUT, PAGES = "workload.input_tokens", "workload.output_tokens", "knowledge.pages"
_MOST = {INPUT: 1e6, OUTPUT: 5e4}
"""Tokens above which a text is no single one."""
_MOST_JOINED = 1e5
"""The same where only a small word joins the length to what is many: "letters of two pages"."""
_FRONT = 160
"""Characters in front of a figure that tell what it is the length of."""
_SENTENCE_END = re.compile(r"(?<!max)(?<!approx)(?<!ca)(?<!avg)[.!?;](?=\s)|\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Length:
    """A figure with its unit, and what stands in front of it."""

    span: Span
    end: int
    tokens: float
    """Those of one of the unit."""
    unit: str
    front: str
    after: str


def read_lengths(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return the tokens that go in and come out of one request, and the pages of documents that are held,
    where the length of one of them was said.

    Args:
        text: What was written; the words that were read are taken.
        fields: The fields of a profile.
    """
    found: dict[str, ReadAnswer] = {}
    for length in _lengths(text):
        path, times = _meaning(text, length)
        if not path or path not in fields or path in found:
            continue
        found[path] = _answer(text, path, length, times)
        if path == INPUT and OUTPUT not in found and (beside := _beside(text, length)):
            found[OUTPUT] = _answer(text, OUTPUT, beside, beside.tokens)
    return list(found.values())


def _lengths(text: Passage) -> Iterator[_Length]:
    """Yield the figures of a text that count words, sentences, pages or the like."""
    for span in numbers_in(text):
        unit = _pattern("unit").match(text.text, span.end)
        if unit is not None:
            name = unit["unit"].lower()
            yield _length(text, span, unit.end(), _SAID.number("tokens", name), name)


def _length(text: Passage, span: Span, end: int, tokens: float, unit: str) -> _Length:
    front = text.text[max(0, span.start - _FRONT) : span.start]
    ends = [match.end() for match in _SENTENCE_END.finditer(front)]
    stop = _SENTENCE_END.search(text.text, end)
    after = text.text[end : stop.start() if stop else len(text.text)]
    return _Length(span, end, tokens, unit, front[ends[-1] if ends else 0 :], after)


def _meaning(text: Passage, length: _Length) -> tuple[str, float]:
    """Return the field that a length answers and what its figure is multiplied by; no field where it is not
    that of one."""
    tokens = length.span.value * length.tokens
    if _pattern("elsewhere").match(length.after):
        return "", 1.0
    if _pattern("goes_out").match(length.after) or _is_written(length):
        return (OUTPUT, length.tokens) if tokens <= _MOST[OUTPUT] else ("", 1.0)
    owner = _pattern("before").search(length.front)
    if owner is None:
        return "", 1.0
    path = _path(text, length, owner)
    if not path or tokens > _MOST[path]:
        return "", 1.0
    held = _held(text, length, owner)
    return (PAGES, held) if held else (path, length.tokens)


def _is_written(length: _Length) -> bool:
    """Return whether the words in front say that the machine writes so much."""
    return bool(_pattern("writes").search(length.front) or _pattern("made_short").search(length.front))


def _path(text: Passage, length: _Length, owner: re.Match[str]) -> str:
    """Return whether a length is one of what goes in or of what comes out; empty where it is of neither."""
    word, ahead = owner["owner"], length.front[: owner.start("owner")]
    theirs = _pattern("theirs").search(ahead)
    if _pattern("out").fullmatch(word) and not theirs:
        return OUTPUT
    if _pattern("into").fullmatch(word) and length.unit != "line":
        return "" if ahead.lower().endswith("system ") else INPUT
    known = theirs or _pattern("thing").fullmatch(word)
    one = _pattern("any_one").match(owner["one"] or "") and not _pattern("other").fullmatch(word)
    if not (known or one) or not _is_of_each(length, owner):
        return ""
    spoken = length.unit != "page" and _pattern("dictated").search(text.text)
    made = _pattern("written").search(ahead[-40:])
    return OUTPUT if spoken or made else INPUT


def _is_of_each(length: _Length, owner: re.Match[str]) -> bool:
    """Return whether a length is told of each of several things, and not of all of them."""
    if _pattern("longest").search(owner["link"]):
        return False
    if owner["one"] or _pattern("many").search(owner["link"]) or _pattern("apiece").match(length.after):
        return True
    joined = _pattern("joined").search(owner["link"]) or _pattern("long").match(length.after)
    several = owner["owner"].lower().endswith("s") and joined
    return bool(several) and length.span.value * length.tokens <= _MOST_JOINED


def _held(text: Passage, length: _Length, owner: re.Match[str]) -> float:
    """Return the number of documents that are held and of which people ask, 0 where they are not counted or
    come in by the day."""
    counted = _pattern("count").search(length.front[: owner.start("owner")])
    if counted is None or length.unit != "page" or _pattern("rate").search(owner["link"]):
        return 0.0
    number = number_at(counted["count"], 0)
    return number.value if number and _pattern("held").search(text.text) else 0.0


def _beside(text: Passage, length: _Length) -> _Length | None:
    """Return the length of an answer that stands in the same unit beside that of what goes in."""
    for span in numbers_in(text):
        if not length.end <= span.start <= length.end + len(length.after):
            continue
        other = _length(text, span, span.end, length.tokens, length.unit)
        owner = _pattern("before").search(other.front)
        told = owner is not None and _pattern("out").fullmatch(owner["owner"])
        if told and _pattern("bare").match(text.text, span.end):
            return other
    return None


def _answer(text: Passage, path: str, length: _Length, times: float) -> ReadAnswer:
    """Return the answer of a length and take its words."""
    span = length.span
    words = text.take(span.start, length.end)
    low, high = (None if end is None else short(end * times) for end in (span.low, span.high))
    return ReadAnswer(
        path, Answer(short(span.value * times), "answered", low, high, words), words, span.start
    )
