"""Figures that somebody takes back right behind them: "2k a month. Actually no, make that 1500"."""

from __future__ import annotations

import re
from functools import cache

from advisor.interview.sayings import Sayings
from advisor.profile.numbers import NUMBER_RE

_APART = rf"(?P<rest>(?:(?!\b(?:{NUMBER_RE.pattern}))[^\n]){{0,60}}?)(?:[,.;:] ?| (?=[-–—(]))"
"""Between a figure and the words that take it back: what it counts."""
_NEXT = re.compile(r" (?P<noun>[a-z][\w-]*)", re.IGNORECASE)
_SAID = Sayings("interview/corrected")
_MONEY = r"(?P<money>[$€£]?)"


def as_corrected(text: str) -> tuple[str, list[str]]:
    """Return a text in which figures that were taken back are those that hold, and how each was read."""
    notes: list[str] = []
    while (found := _pattern().search(text)) is not None:
        text = text[: found.start()] + _corrected(found, text[found.end() :])
        notes.append(_SAID.sentence("note", said=found["said"], read=found["holds"]))
    return text, notes


def _corrected(found: re.Match[str], behind: str) -> str:
    """Return the figure that holds with what it counts: its own words, or those of the one taken back."""
    money = found["money"] if found["front"] != found["money"] else ""
    figure, rest = f"{found['front']}{money}{found['holds']}", found["rest"].rstrip(" ,.;:(")
    own, other = _NEXT.match(behind), _NEXT.match(rest)
    if own is None or goes_on(own["noun"]):
        return figure + rest + behind
    if other is not None and own["noun"].lower() == other["noun"].lower():
        return figure + rest + behind[own.end() :]
    return figure + behind


def goes_on(word: str) -> bool:
    """Return whether a word behind a figure is nothing that it counts."""
    return word.lower() in _SAID.value("goes_on")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<front>[$€£]?)(?<![\w.])(?P<said>{NUMBER_RE.pattern}){_APART}{_SAID.filled('begins')}\b{_SAID.filled('back')}"
        rf"{_SAID.filled('behind')}{_MONEY}(?P<holds>{NUMBER_RE.pattern})",
        re.IGNORECASE,
    )
