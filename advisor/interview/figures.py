"""The figures of a text, each with what stands around it: money, unit, period and words.

A figure is what a model of roles judges (``figure_roles.py``): its features are the words in front of it and
behind it, in their order near it and without order farther off, its unit, the period that it is told by, its
size, and what the patterns made of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise

from advisor.interview.measures import numbers_in
from advisor.interview.money import DOTTED
from advisor.interview.other_money import FOREIGN_AFTER, FOREIGN_BEFORE
from advisor.interview.rates import rate_of
from advisor.interview.reading import SENTENCE_END, Passage
from advisor.interview.sayings import Sayings
from advisor.interview.word_model import stem
from advisor.profile.numbers import NUMBER_RE, Span

_SAID = Sayings("interview/figures")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|[$€£%:;,()?!\"]")
_NEAR, _FAR = 5, 14
"""Words on either side whose order counts, and those that only occur."""
CENT = 0.01
_PLACED = 3
"""Words next to the figure whose place is known."""
_NEAR_WEIGHT, _FAR_WEIGHT, _ELSEWHERE_WEIGHT, _READ_WEIGHT = 1.0, 0.5, 0.25, 1.5
_MONEY_AHEAD, _MONEY_BEHIND = 6, 24
"""Characters in front and behind in which the name of money stands."""
_MOST_FIGURES = 60
"""Figures of a text that are looked at: one with more is a table, whose first rows may still tell."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text, with what it is told in."""

    span: Span
    words: str
    """The number as it stands."""
    ahead: str
    """Its sentence in front of it."""
    behind: str
    """Its sentence behind it."""
    elsewhere: str
    """The sentence before."""
    unit: str = ""
    """Group of its unit: ``time``, ``length``, ``memory``, ``percent``, ``times``, ``parameters``."""
    unit_words: str = ""
    period: str = ""
    """The period nearest to it in its sentence, as a key of ``units.PER_DAY``; empty where none is."""
    usd: float | None = None
    """Dollars of one of its money, 0 of money of which no rate is kept; None where none is named."""
    usd_beside: float = 1.0
    """The same of the nearest figure whose money is named."""


def figures_in(text: Passage) -> Iterator[Figure]:
    """Yield the figures of a text, those too that were read by patterns."""
    figures = list(_each(text))
    named = [figure for figure in figures if figure.usd and figure.usd > CENT]
    for figure in figures:
        near = min(named, key=lambda other: abs(other.span.start - figure.span.start), default=None)
        yield replace(figure, usd_beside=near.usd) if near and near.usd else figure


def _each(text: Passage) -> Iterator[Figure]:
    untouched = replace(text, taken=[], remarks=[], notes=[])
    ends = [0, *(match.end() for match in SENTENCE_END.finditer(text.text)), len(text.text)]
    for span in islice(numbers_in(untouched), _MOST_FIGURES):
        place = sum(end <= span.start for end in ends) - 1
        before = text.text[ends[max(0, place - 1)] : ends[place]]
        stop = next((end for end in ends if end >= span.end), len(text.text))
        words = text.text[span.start : span.end]
        figure = Figure(span, words, text.text[ends[place] : span.start], text.text[span.end : stop], before)
        yield _measured(figure)


def _measured(figure: Figure) -> Figure:
    """Return a figure with its money, its unit and its period."""
    usd = _money(figure)
    if usd is not None and DOTTED.fullmatch(figure.words):
        figure = replace(figure, span=replace(figure.span, value=figure.span.value * 1000))
    named = None if usd is not None else _unit(figure)
    unit, words = named or ("", "")
    return replace(figure, usd=usd, unit=unit, unit_words=words, period=_period(figure, words))


def _money(figure: Figure) -> float | None:
    front, after = figure.ahead[-_MONEY_AHEAD:], figure.behind[:_MONEY_BEHIND]
    if _SAID.pattern("dollars", "ahead", shape=r"(?:{})\s?$").search(front):
        return 1.0
    if _SAID.pattern("dollars", "cents").match(after):
        return CENT
    if _SAID.pattern("dollars", "behind", shape=r"\s?(?:{})").match(after):
        return 1.0
    name = FOREIGN_BEFORE.search(front) or FOREIGN_AFTER.match(after)
    return (rate_of(name.group().strip()) or 0.0) if name else None


def _unit(figure: Figure) -> tuple[str, str] | None:
    for group, pattern in _SAID.by_name("units").items():
        match = pattern.match(figure.behind)
        if match is not None:
            return group, match["unit"].lower()
    return None


def _period(figure: Figure, unit_words: str) -> str:
    """Return the period of a figure: the first one behind it, else the last one in front of it."""
    periods = _SAID.pattern("period")
    behind = periods.search(figure.behind)
    ahead = list(periods.finditer(figure.ahead))
    here = behind if behind and not NUMBER_RE.search(figure.behind, 0, behind.start()) else None
    found = here or (ahead[-1] if ahead else behind)
    if found is None:
        return ""
    words = next(word for word in found.groups() if word).lower()
    return str(_SAID.table("periods").get(words, words))


def features(figure: Figure, read_as: str = "") -> dict[str, float]:
    """Return what a model of roles sees of a figure.

    Args:
        figure: The figure.
        read_as: The field for which patterns took it, ``-`` where they took it for none, empty where they
            passed it over.
    """
    ahead, behind = plain_words(figure.ahead)[::-1], plain_words(figure.behind)
    unit = "money" if figure.usd is not None else figure.unit
    found: dict[str, float] = {}
    _add(found, [*_ordered("<", ahead[:_NEAR]), *_ordered(">", behind[:_NEAR])], _NEAR_WEIGHT)
    around = [*ahead[:_FAR], *behind[:_FAR]]
    around += [sort for word in around for sort in _sorts(word)]
    stems = [stem(word) for word in around]
    _add(found, [f"~{word}" for word in stems], _FAR_WEIGHT)
    _add(found, [f"~{unit} {word}" for word in stems if unit], _FAR_WEIGHT)
    _add(found, [f"^{stem(word)}" for word in plain_words(figure.elsewhere)], _ELSEWHERE_WEIGHT)
    size = math.floor(math.log10(figure.span.value)) if figure.span.value > 0 else -9
    told = (f"unit {unit}", f"size {size}", f"period {figure.period}", f"unit {unit} {figure.period}")
    form = (f"named {figure.unit_words}", f"range {figure.span.is_range}", f"ends {_letter(figure.words)}")
    _add(found, [*told, *form], _NEAR_WEIGHT)
    _add(found, [f"read as {read_as}", f"read as {read_as} {unit}"], _READ_WEIGHT)
    return found


def _letter(words: str) -> str:
    """Return the letter with which a number ends, as 7B and 30k do; empty for other numbers."""
    return words[-1].lower() if words[0].isdigit() and words[-1].isalpha() else ""


def _add(found: dict[str, float], names: list[str], weight: float) -> None:
    for name in names:
        found.setdefault(name, weight)


def _ordered(side: str, words: list[str]) -> list[str]:
    """Return the words on one side and their sorts with the places of the nearest, and pairs of words."""
    stems = [stem(word) for word in words]
    sorts = [(place, sort) for place, word in enumerate(words) for sort in _sorts(word)]
    placed = [*enumerate(stems[:_PLACED]), *((place, sort) for place, sort in sorts if place < _PLACED)]
    return [
        *(f"{side}{place} {word}" for place, word in placed),
        *(f"{side} {word}" for word in stems),
        *(f"{side} {sort}" for _, sort in sorts),
        *(f"{side} {a} {b}" for a, b in pairwise(stems)),
    ]


@lru_cache(4096)
def _sorts(word: str) -> tuple[str, ...]:
    """Return the sorts of words to which one belongs: people, things that come in, words of paying …"""
    return tuple(f"[{name}]" for name, pattern in _SAID.by_name("sorts").items() if pattern.fullmatch(word))


def plain_words(text: str) -> list[str]:
    """Return the words of a text in lower case, with one word for every number."""
    return _WORD.findall(NUMBER_RE.sub(" numberhere ", text).lower())
