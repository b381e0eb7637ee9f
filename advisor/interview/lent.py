"""Devices that a grant, a supercomputer or a sponsor lets a team use for a term: GPU-hours that cost nothing.

"64 H100 on a supercomputer for 6 months" is neither hardware of one's own nor a horizon over which costs are
added up: it is 64 x 6 months of hours, which end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from advisor.interview.calendar_days import day_at
from advisor.interview.reading import Passage, ReadAnswer, sentence_around
from advisor.interview.sayings import Sayings
from advisor.profile import Answer, Device, Fields
from advisor.profile.numbers import number_at
from advisor.quantity import DAYS_PER_MONTH, DAYS_PER_WEEK, DAYS_PER_YEAR, HOURS_PER_DAY

GRANTED, WEEKS = "budget.granted_gpu_hours", "training.weeks_there"
_DEVICES = ("hardware.owned", "wish.devices")
_PLACES, _SHARED = "wish.deployments", "shared_cluster"
_HORIZON = "time.horizon_months"
_DAYS = {"day": 1.0, "week": DAYS_PER_WEEK, "month": DAYS_PER_MONTH, "year": DAYS_PER_YEAR}
_pattern = Sayings("interview/lent").pattern


def read_lent(
    text: Passage, found: Sequence[ReadAnswer], fields: Fields, today: date | None = None
) -> list[ReadAnswer]:
    """Return answers with the devices that are lent for a term as granted hours, and not as owned or wished.

    Args:
        text: The text.
        found: What was read from it.
        fields: The fields of a profile.
        today: The day from which a term runs that is told by its last day.
    """
    hits = [hit for hit in found if hit.path in _DEVICES]
    if GRANTED not in fields or len(hits) != 1 or any(hit.path == GRANTED for hit in found):
        return list(found)
    start, end = sentence_around(text.text, hits[0].start, hits[0].start)
    words = text.text[start:end]
    device = hits[0].start - start
    passing = _pattern("ends").match(words[device + len(hits[0].span) :].lstrip(" ,")) is not None
    term = _term(words, device, today) if _is_lent(words, passing=passing) else None
    if term is None:
        return list(found)
    days, named = term
    count = sum(one.count for one in _devices(hits[0]))
    said = f"{hits[0].span} {named}"
    granted = ReadAnswer(GRANTED, Answer(count * days * HOURS_PER_DAY, said=said), said, hits[0].start)
    there = ReadAnswer(WEEKS, Answer(days / DAYS_PER_WEEK, said=named), named, start)
    more = [granted] if any(hit.path == WEEKS for hit in found) else [granted, there]
    kept = [one for hit in found if hit is not hits[0] and (one := _unless_lent(hit, start, end)) is not None]
    return [*kept, *more]


def _term(words: str, device: int, today: date | None) -> tuple[float, str] | None:
    """Return the days of the term nearest to a device with its words, or those until the day it ends."""
    terms = sorted(_pattern("term").finditer(words), key=lambda one: _away(one, device))
    if terms:
        term = terms[0]
        return _days(term), term.group()
    for match in _pattern("ends").finditer(words):
        last = day_at(words[match.end() :], today) if today is not None else None
        if last is not None and today is not None and last[0] > today:
            return float((last[0] - today).days), f"{match.group()}{last[1]}"
    return None


def _is_lent(words: str, *, passing: bool) -> bool:
    """Return whether somebody lends what a sentence names, or it is there until a day (``passing``), and it
    is neither paid for nor only hoped for."""
    lent = passing or _pattern("lender").search(words) is not None
    return lent and not any(_pattern(name).search(words) for name in ("paid", "hoped"))


def _unless_lent(hit: ReadAnswer, start: int, end: int) -> ReadAnswer | None:
    """Return an answer, without the machine that is lent as a place to serve, and None for its term."""
    if hit.path == _HORIZON and start <= hit.start < end:
        return None
    if hit.path != _PLACES or not isinstance(hit.answer.value, tuple):
        return hit
    places = tuple(one for one in hit.answer.value if isinstance(one, str) and one != _SHARED)
    return replace(hit, answer=replace(hit.answer, value=places)) if places else None


def _devices(hit: ReadAnswer) -> list[Device]:
    value = hit.answer.value
    return [one for one in value if isinstance(one, Device)] if isinstance(value, tuple) else []


def _days(term: re.Match[str]) -> float:
    """Return the days of a term; half of its unit, or one of it, where no number stands."""
    said = (term["n"] or "one").lower()
    number = number_at(said, 0)
    count = 0.5 if said.startswith("half") else (number.value if number is not None else 1.0)
    return count * _DAYS[term["unit"].lower().rstrip("s")]


def _away(term: re.Match[str], device: int) -> tuple[bool, int]:
    """Return how far a term stands from a device: those behind it come first."""
    return term.start() < device, abs(term.start() - device)
