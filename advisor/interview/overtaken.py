"""Figures of the past that stand beside those of today: "in 2023 9,000 a month; since the merger 22,000"."""

from __future__ import annotations

import re
from functools import cache

from advisor.interview.corrected import goes_on
from advisor.interview.sayings import Sayings
from advisor.profile.numbers import NUMBER_RE

_FREE = r"(?![\w%]| ?percent| ?[x×] ?\d)"
"""Behind a figure that is no share, no name and no size."""
_COUNTS = rf"(?:(?!\b(?:{NUMBER_RE.pattern}))[^\n.;]){{0,60}}?"
"""What a figure counts, up to the next one."""
_NEXT = re.compile(r" (?P<noun>[a-z][\w-]*)", re.IGNORECASE)
_STOP = re.compile(r"[.;!?\n]")
_SAID = Sayings("interview/overtaken")


def as_of_now(text: str) -> tuple[str, list[str]]:
    """Return a text with the figures of today in the place of those of the past, and how each was read."""
    notes: list[str] = []
    for pattern in _patterns():
        found = pattern.search(text)
        while found is not None:
            held = None if _is_expected(text, found) else _held(found, text[found.end() :])
            if held is not None:
                notes.append(_SAID.sentence("note", said=found["said"], read=found["holds"]))
                text = text[: found.start()] + held
            found = pattern.search(text, found.end() if held is None else found.start() + 1)
    return text, notes


def _is_expected(text: str, found: re.Match[str]) -> bool:
    """Return whether the figure is told as one that is to come, which is no past."""
    front = _STOP.split(text[: found.start()])[-1]
    return _SAID.pattern("words", "expected").search(front + found.group()) is not None


def _held(found: re.Match[str], behind: str) -> str | None:
    """Return the figure of today with what it counts, None where it counts something else."""
    rest = found["rest"].rstrip(" ,:(")
    own, other = _NEXT.match(behind), _NEXT.match(rest)
    front = found.groupdict().get("front") or ""
    if own is None or goes_on(own["noun"]):
        return f"{front}{found['holds']}{rest}{behind}"
    if other is not None and own["noun"].casefold() == other["noun"].casefold():
        return f"{front}{found['holds']}{behind}"
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a past that is told in front of its figure, and of one told behind it."""
    past, ago, now = (rf"\b(?:{_SAID.filled('words', name)})" for name in ("past", "ago", "now"))
    said = rf"(?<![\w.$€£])(?P<said>{NUMBER_RE.pattern}){_FREE}"
    between = rf"(?:[,.;:–-]+ |[,.;]? (?=and|but|while|is|are|\())\(?{_SAID.filled('words', 'begins')}"
    figure = rf"{_SAID.filled('words', 'is')}(?P<holds>{NUMBER_RE.pattern}){_FREE}"
    before = rf"(?P<when>{past}) (?P<front>{_COUNTS})"
    holds, today = rf"{now}{figure}", rf"{figure} (?:today|now|by now|these days)\b"
    return (
        re.compile(rf"{before}{said}(?P<rest>{_COUNTS}){between}{holds}", re.IGNORECASE),
        re.compile(rf"{said}(?P<rest>{_COUNTS}) (?P<when>{ago}){between}{holds}", re.IGNORECASE),
        re.compile(rf"{said}(?P<rest>{_COUNTS}) (?P<when>{ago}){between}{today}", re.IGNORECASE),
    )
