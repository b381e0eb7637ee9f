"""Training in campaigns, as hours a month: "two three-week runs a year", "three weeks a quarter"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from advisor.estimate.money import HOURS_PER_MONTH
from advisor.interview.measures import short
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.profile import Answer, Fields
from advisor.profile.numbers import NUMBER_RE, Span, number_at
from advisor.profile.units import PER_DAY
from advisor.quantity import HOURS_PER_DAY, HOURS_PER_WEEK

HOURS = "training.hours_month"
_NEAR = 60
"""Characters in front of a campaign in which it must be said that a model is trained."""
_HOURS = {"hour": 1.0, "day": HOURS_PER_DAY, "week": HOURS_PER_WEEK, "month": HOURS_PER_MONTH}
"""Hours of the units in which campaigns are told: machines that train do so day and night."""
_NUMBER = rf"(?:{NUMBER_RE.pattern}|an?\b)"
_SPAN = rf"{_NUMBER}(?:(?: to | or |-|–){_NUMBER})?"


def _parts() -> Mapping[str, str]:
    """Return the parts of which people tell campaigns: how many, how long and how often are groups."""
    often = _either([*PER_DAY, *_SAID.value("days")])
    return {
        "many": rf"(?P<many>{_SPAN})",
        "long": rf"(?P<long>{_SPAN})[- ](?P<unit>hour|day|week|month)s?\b",
        "per": r"(?:\s*/\s*|,? (?:an?|per|(?:(?:in|of|out of) )?(?:each|every)|in a) )"
        rf"(?P<period>{often})s?\b",
        "runs": rf"(?:{_either(_SAID.value('runs'))})s?\b",
        "words": r"(?: (?!\d)[\w-]+){0,2}",
    }


def _either(words: list[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words if len(word) > 1), key=len, reverse=True))


_SAID = Sayings("interview/campaigns", _parts)


def read_campaigns(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return in how many hours of a month devices train, where training is told by its campaigns.

    hours a month = campaigns a period x hours of one x periods a day x 730 / 24, where the words right before
    or behind name training.

    Args:
        text: What was written; the words that were read are taken.
        fields: The fields of a profile.
    """
    trains = _SAID.pattern("trains")
    if trains.search(text.text) is None:
        return []
    for form in _SAID.patterns("forms", shape=r"(?<![\w.,$-]){}"):
        for match in form.finditer(text.text):
            start, end = match.span()
            if text.free(start, end) and trains.search(_around(text, start, end)):
                answer = _answer(match, fields, text)
                if answer is not None:
                    return [ReadAnswer(HOURS, answer, text.take(start, end), start)]
    return []


def _around(text: Passage, start: int, end: int) -> str:
    """Return the words of a campaign with those of its clause before it and up to the next comma."""
    return text.before(start)[-_NEAR:] + text.text[start:end] + text.after(end).partition(",")[0]


def _answer(match: re.Match[str], fields: Fields, text: Passage) -> Answer | None:
    """Return the hours of a month; None where campaigns would overlap, as then they count something else."""
    period = match["period"].lower()
    often = PER_DAY["week"] if period in _SAID.value("days") else PER_DAY[period]
    each = _count(match["long"])
    many = _count(match.groupdict().get("many") or "one")
    if each is None or many is None:
        return None
    share = often * _HOURS[match["unit"].lower()] / HOURS_PER_DAY
    ends = [_end(many, end) * _end(each, end) * share * HOURS_PER_MONTH for end in ("low", "high")]
    value = many.value * each.value * share * HOURS_PER_MONTH
    if value >= HOURS_PER_MONTH:
        return None
    said = match.group().strip(" ,")
    low, high, value = (short(number) for number in (*ends, value))
    if not text.fits(fields[HOURS], said, low, high, value):
        return None
    if low == high:
        return Answer(value, "answered", said=said)
    return Answer(value, "answered", low, high, said)


def _count(words: str) -> Span | None:
    if words.lower() in ("a", "an"):
        return Span(1.0, None, None, 0, len(words))
    return number_at(words, 0)


def _end(span: Span, name: str) -> float:
    end = span.low if name == "low" else span.high
    return span.value if end is None else end
