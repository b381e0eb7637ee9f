"""What each of many people does by the day: "900 doctors, each dictates 12 letters a day"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.interview.measures import numbers_in, short
from advisor.interview.per import per_day
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.profile import Answer, Field, Fields
from advisor.profile.numbers import Span

USERS, USES, REQUESTS = "workload.users", "workload.uses_per_user_day", "workload.requests_per_day"
_FARTHEST = 160
"""Characters between the people and what each of them does."""
_SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n")
_pattern = Sayings("interview/each").pattern


def read_each(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return the people of a text and what each of them does by the day, where one sentence, or the next,
    tells both: each, everyone or apiece says that the figure of the day is that of one. What machines do is
    the requests of the day at once.

    Args:
        text: What was written; the words that were read are taken.
        fields: The fields of a profile.
    """
    spans = list(numbers_in(text))
    for place, each in enumerate(spans[1:], start=1):
        people, noun = _people(text.text, spans[:place])
        rate = _rate(text.text, people, each) if people is not None else None
        if people is None or noun is None or rate is None:
            continue
        times, end = rate
        if _pattern("machines").search(noun.group()):
            found = [_answer(text, fields[REQUESTS], each, (people.start, end), times * people.value)]
        else:
            found = [
                _answer(text, fields[USERS], people, (people.start, noun.end()), 1.0),
                _answer(text, fields[USES], each, (each.start, end), times),
            ]
        return [hit for hit in found if hit is not None]
    return []


def _people(text: str, spans: Sequence[Span]) -> tuple[Span | None, re.Match[str] | None]:
    """Return the nearest figure in front that counts who does something, with its noun."""
    for span in reversed(spans):
        noun = _pattern("many").match(text, span.end)
        if noun is not None and not span.is_range:
            return span, noun
    return None, None


def _rate(text: str, people: Span, each: Span) -> tuple[float, int] | None:
    """Return what the period of a figure makes of it and where its words end, None where it is not that of
    one of the people in front of it."""
    between = text[people.end : each.start]
    apart = len(between) > _FARTHEST or len(_SENTENCE_END.findall(between)) > 1
    if apart or _pattern("thin").search(between):
        return None
    rate = _pattern("rate").match(text, each.end)
    front = _pattern("of_each").search(text, 0, people.start) or _pattern("each").search(between)
    if rate is None or not (rate["first"] or rate["last"] or front):
        return None
    return (1.0 if rate["shift"] else per_day(rate)), rate.end()


def _answer(
    text: Passage, field: Field, span: Span, place: tuple[int, int], times: float
) -> ReadAnswer | None:
    """Return the answer of a figure and take its words; out of bounds it is a remark."""
    words = text.take(*place)
    low, high = (None if end is None else short(end * times) for end in (span.low, span.high))
    value = short(span.value * times)
    if not text.fits(field, words, value):
        return None
    whole = float(round(value)) if field.whole else value
    return ReadAnswer(field.path, Answer(whole, "answered", low, high, words), words, place[0])
