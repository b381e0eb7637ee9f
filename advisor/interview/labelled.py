"""Examples that people labelled over a time and did not count: "2 years of labelled transactions"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.profile import Answer, Fields
from advisor.profile.numbers import number_at
from advisor.quantity import plain_number

EXAMPLES, _LOAD = "examples.count", "workload.requests_per_day"
_STEM = 5
"""Letters in which two words of one thing agree: "transactions", "transaction"."""
_SAID = Sayings("interview/labelled")
_pattern = _SAID.under("patterns").pattern


def read_labelled(text: Passage, found: Sequence[ReadAnswer], fields: Fields) -> list[ReadAnswer]:
    """Return answers with the examples that were labelled over a time, where nothing else told their number,
    and note how they were taken: as many as come in that time, or a guess.

    Args:
        text: The text.
        found: What was read from it.
        fields: The fields of a profile.
    """
    told = None if any(hit.path == EXAMPLES for hit in found) else _labelled_in(text.text)
    if told is None or EXAMPLES not in fields:
        return list(found)
    words, number = told.group(), number_at(told["n"].lower(), 0)
    days = _SAID.number("days", told["unit"].lower()) * (1.0 if number is None else number.value)
    load = next((hit for hit in found if hit.path == _LOAD and _is_of(told["what"], hit.span)), None)
    count, low, high, note = _guessed(days) if load is None else _at_most(days * _value(load))
    if not text.fits(fields[EXAMPLES], words, low, count, high):
        return list(found)
    figures = {"count": plain_number(count), "low": plain_number(low), "high": plain_number(high)}
    text.notes.append(_SAID.sentence(note, words=words, **figures))
    return [*found, ReadAnswer(EXAMPLES, Answer(count, low=low, high=high, said=words), words, told.start())]


def _labelled_in(text: str) -> re.Match[str] | None:
    """Return the first words of a text that tell of examples by the time over which they came."""
    for name in ("of", "then", "back"):
        for match in _pattern(name).finditer(text):
            if _pattern("unless").search(text[: match.start()]) is None:
                return match
    return None


def _is_of(what: str, words: str) -> bool:
    """Return whether other words speak of the same things."""
    return what[:_STEM].lower() in words.lower()


def _value(load: ReadAnswer) -> float:
    return float(load.answer.value) if isinstance(load.answer.value, int | float) else 0.0


def _guessed(days: float) -> tuple[float, float, float, str]:
    value, low, high = (float(round(a_day * days)) for a_day in _SAID.value("guess", "a_day"))
    return value, low, high, "guess"


def _at_most(count: float) -> tuple[float, float, float, str]:
    whole = float(round(count))
    return whole, round(whole * _SAID.number("guess", "least")), whole, "load"
