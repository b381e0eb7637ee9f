"""What people measured, held against what they need: "the API gets 94%, our encoder 96%, we need 95%".

A share beside a technique or a place tells its outcome better than the words around it do: at or above the
share that is needed it worked, below it did not. Where nothing is needed, several that reach the same share
all worked, and so did what is right 99 times in a hundred. What is measured in errors is left to
:mod:`advisor.interview.outcomes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from advisor.interview.reading import Passage
from advisor.resources import shipped_toml

_TABLE = "interview/scores.toml"
_SHARE = r"(?P<{name}>\d{{1,3}}(?:\.\d+)?) ?(?:%|percent\b|per cent\b)"
_HUNDRED = 100.0
ENOUGH = 99.0
"""Percent right that is enough where nobody said what is needed, as a second try catches the rest; our
assumption, 2026-11."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names a technique or a place to run a model."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Patterns:
    """What the table says, compiled."""

    needed: tuple[re.Pattern[str], ...]
    behind: re.Pattern[str]
    short: re.Pattern[str]
    in_front: re.Pattern[str]
    alike: re.Pattern[str]
    rose: re.Pattern[str]
    other: re.Pattern[str]
    ways: Mapping[str, tuple[re.Pattern[str], ...]]


@cache
def _patterns() -> Patterns:
    table = shipped_toml(_TABLE)
    single = {
        name: _compiled(table[name]) for name in ("behind", "short", "in_front", "alike", "rose", "other")
    }
    ways = {word: tuple(map(_compiled, rows)) for word, rows in table["ways"].items()}
    return Patterns(tuple(map(_compiled, table["needed"])), ways=ways, **single)


def _compiled(row: str) -> re.Pattern[str]:
    """Return a pattern in which each ``<share>`` is a percentage; of several the last one counts."""
    parts = row.split("<share>")
    names = [f"share{place}" for place in range(len(parts) - 2)] + ["share"]
    text = parts[0] + "".join(_SHARE.format(name=n) + part for n, part in zip(names, parts[1:], strict=False))
    return re.compile(text, re.IGNORECASE)


def named_beside_shares(text: Passage) -> Iterator[Mention]:
    """Yield who is named in ways that only a share beside them makes a measurement."""
    for word, rows in _patterns().ways.items():
        for row in rows:
            yield from (Mention(word, m.start(), m.end()) for m in row.finditer(text.text))


def measured(text: Passage, named: Iterable[Mention]) -> dict[str, bool]:
    """Return whether what was measured is as good as what is needed, by word.

    Args:
        text: The text.
        named: Every place that names a technique or a place to run a model.

    Returns:
        True where a share is at or above the one needed, or where several reach the same share or one nearly
        all while nothing is needed, False where it is below; nothing for words without a share.
    """
    patterns = _patterns()
    bars = [m for row in patterns.needed for m in row.finditer(text.text)]
    places = sorted({*named, *named_beside_shares(text)}, key=lambda one: (one.start, -one.end))
    alike = dict.fromkeys(_alike(text, places, bars), True)
    if not bars:
        near_all = {
            one.word: True for one, share in _shares(text, places, bars) if ENOUGH <= share <= _HUNDRED
        }
        return {**alike, **near_all}
    least = max(_value(m) for m in bars)
    found = {one.word: share >= least for one, share in _shares(text, places, bars)}
    return {**alike, **found} if all(_value(m) <= _HUNDRED for m in bars) else {}


def _value(match: re.Match[str]) -> float:
    return float(match["share"])


def _shares(
    text: Passage, places: list[Mention], bars: list[re.Match[str]]
) -> Iterator[tuple[Mention, float]]:
    """Yield who reached which share: the one behind it up to the next name, else the one in front."""
    patterns = _patterns()
    for place, one in enumerate(places):
        end = _sentence_end(text.text, one.end)
        following = [other.start for other in places[place + 1 :] if other.start >= one.end]
        behind = text.text[one.end : min(end, *following) if following else end]
        match = patterns.behind.match(behind) or patterns.short.match(behind)
        shift = one.end
        if match is None:
            match, shift = patterns.in_front.search(text.text[: one.start]), 0
        if match is None or _is_bar(match.start("share") + shift, bars):
            continue
        if patterns.other.match(text.text[match.end("share") + shift :].lstrip("% ")):
            continue
        rose = patterns.rose.match(text.text, match.start("share") + shift)
        yield one, _value(rose or match)


def _alike(text: Passage, places: list[Mention], bars: list[re.Match[str]]) -> Iterator[str]:
    """Yield the words of the two that are named last before "both reach"."""
    for match in _patterns().alike.finditer(text.text):
        begin = max((end for end in _ends(text.text) if end < match.start() - 1), default=0)
        before = [one for one in places if begin <= one.start < match.start()]
        if not _is_bar(match.start("share"), bars):
            yield from dict.fromkeys(one.word for one in before)


def _is_bar(place: int, bars: list[re.Match[str]]) -> bool:
    return any(bar.start("share") == place for bar in bars)


def _ends(text: str) -> Iterator[int]:
    return (m.end() for m in re.finditer(r"[.!?](?=\s)", text))


def _sentence_end(text: str, start: int) -> int:
    found = re.compile(r"[.;!?](?=\s)").search(text, start)
    return found.start() if found else len(text)
