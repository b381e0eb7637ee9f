"""Sums in other money than dollars, at the rate that stands behind them or at a dated one that is kept."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.interview.per import PER
from advisor.interview.rates import converted, is_money, rate_of
from advisor.interview.reading import Passage
from advisor.interview.sums_of_others import Sum
from advisor.profile.currency import LEAST, MOST, RATE
from advisor.profile.numbers import Span
from advisor.profile.units import FOREIGN_MONEY

_SUM_BESIDE = re.compile(
    r"(?:[$€£] ?[\d.,]+[kKmM]?|\b(?:dollars|bucks|euros?|pounds|francs|USD|EUR|GBP|CHF))"
    r"(?: (?:once|up ?front|one[- ](?:off|time)|at (?:first|once|the start)|now"
    r"|(?:to|for) (?:the |a )?\w+(?: with)?))?"
    r",? (?:and|plus|then)"
    r"(?: (?:then|also|maybe|perhaps|about|some|another|around|up to|roughly|at most))*\s*$",
    re.IGNORECASE,
)
"""In front of a number by the month that is money as the sum before it: "25,000 euros once and maybe 500"."""
FOREIGN_BEFORE = re.compile(rf"(?:{FOREIGN_MONEY.pattern})\s?$", re.IGNORECASE)
FOREIGN_AFTER = re.compile(rf"\s?(?:Swiss )?(?:{FOREIGN_MONEY.pattern})", re.IGNORECASE)
_PERIOD = re.compile(
    rf"(?: (?:into|on|for|in|towards) (?:it|this|that|them|AI|the [a-z]+)| \w+)?{PER}", re.IGNORECASE
)
PERIOD_ONLY = re.compile(
    r"\s*(?:/|a|an|per|each|every)\s*(?:month|year|quarter)\b|\s+(?:monthly|yearly|annually)\b", re.IGNORECASE
)
BESIDE = 60
"""Characters in front of a sum that tell whether it is money."""


def in_dollars(text: Passage, span: Span, start: int, end: int, *, asked: bool) -> Sum | None:
    """Return a sum in other money as dollars, None where no rate is known, which is a remark, or where it is
    no money."""
    if not _is_money(text, span, start, end, asked=asked):
        return None
    known = _at_a_rate(text, span, start, end) or _at_the_kept_rate(text, span, start, end)
    if known is None:
        _refuse(text, start, end)
    return known


def period_at(text: Passage, place: int) -> tuple[str, int]:
    """Return the period that is named at a place, empty where none is, and where its words end."""
    period = _PERIOD.match(text.text, place)
    if period is None:
        return "", place
    return (period.group("period") or period.group("often") or "").lower(), period.end()


def sum_beside(text: Passage, span: Span) -> re.Match[str] | None:
    """Return the end of the sum that a bare number by the month stands beside, None for any other number."""
    period = PERIOD_ONLY.match(text.text, span.end)
    return _SUM_BESIDE.search(text.before(span.start)) if period else None


def place_of(text: Passage, span: Span, front: str) -> tuple[int, int] | None:
    """Return where a sum in other money than dollars begins and ends, None for any other number.

    Args:
        text: What was written.
        span: The number.
        front: What stands close in front of it.
    """
    ahead, behind = FOREIGN_BEFORE.search(front), FOREIGN_AFTER.match(text.text, span.end)
    if ahead is None and behind is None:
        beside = sum_beside(text, span)
        return (span.start, span.end) if beside and FOREIGN_MONEY.search(beside.group()) else None
    start = span.start - len(front) + ahead.start() if ahead else span.start
    return start, behind.end() if behind else span.end


def _at_a_rate(text: Passage, span: Span, start: int, end: int) -> Sum | None:
    """Return a sum in other money at the rate that stands behind it, or None without one."""
    period, stop = period_at(text, end)
    rate = RATE.match(text.text, stop)
    if rate is None or not LEAST <= float(rate["rate"]) <= MOST:
        return None
    return Sum(_times(span, float(rate["rate"])), start, rate.end(), period, foreign=True)


def _at_the_kept_rate(text: Passage, span: Span, start: int, end: int) -> Sum | None:
    """Return a sum in money of which a dated rate is kept, with a remark that says so, or None."""
    beside = sum_beside(text, span)
    said = text.text[start : span.start] + text.text[span.end : end]
    rate = rate_of(f"{said} {beside.group()}" if beside else said)
    if rate is None:
        return None
    period, stop = period_at(text, end)
    remark = converted(text.text[start:stop].strip(), span, rate)
    return Sum(_times(span, rate), start, stop, period, remark, foreign=True)


def _times(span: Span, rate: float) -> Span:
    """Return a figure in dollars that stands in other money."""
    low, high = (None if end is None else end * rate for end in (span.low, span.high))
    return replace(span, value=span.value * rate, low=low, high=high)


def _is_money(text: Passage, span: Span, start: int, end: int, *, asked: bool) -> bool:
    """Return whether a number with the name of other money is a sum: pounds may be a weight."""
    words = text.text[start : span.start] + text.text[span.end : end]
    periodic = asked or _PERIOD.match(text.text, end) is not None
    around = f"{text.text[max(0, start - BESIDE) : start]}#{text.after(span.end)}"
    return is_money(words, around, periodic=periodic)


def _refuse(text: Passage, start: int, end: int) -> None:
    words = text.take(start, period_at(text, end)[1])
    text.refuse("no_rate", words=words)
