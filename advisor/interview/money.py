"""Sums of money: "$3k a month", "budget 5k total", "$200k Google credits", "2,000 euros a month"."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.interview.meant import CURRENT, FALLS, meaning, unit_of
from advisor.interview.measures import short
from advisor.interview.other_money import BESIDE, PERIOD_ONLY, in_dollars, period_at, place_of, sum_beside
from advisor.interview.per import PER, PER_UNNAMED
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.sums_of_others import CAP, HOURS, Sum
from advisor.interview.wages import is_wages, pays_people, remark
from advisor.profile import Answer, Fields
from advisor.profile.numbers import NUMBER_RE, Span, number_at

_SIGN = re.compile(r"(?:US\$|USD ?|\$)\s?$", re.IGNORECASE)
_IN_DOLLARS = PER_UNNAMED + r"(?: or so)?,? in (?:US )?(?:dollars|USD)\b"
_WORD = re.compile(
    rf"\s?(?:US )?(?:dollars?|USD|bucks|\$)(?!\w)|(?={_IN_DOLLARS})"
    r"|(?= (?:(?:is|was|are|were) )?(?:set aside|put aside|earmarked)\b(?!,? in (?:euros?|pounds|francs)))",
    re.IGNORECASE,
)
_CENTS = re.compile(
    r"\s?(?:US )?(?:cents?|¢)(?!\w)(?!\s*(?:a|per|each|/)\s*(?:day|week|month|year))", re.IGNORECASE
)
_GRAND = re.compile(r"\bgrand$", re.IGNORECASE)
"""At the end of a number that can only be money."""
_MINUS = re.compile(r"(?:^|(?<=[\s:=]))[-−](?:US\$|\$)?$")
"""In front of a number below zero; a dash with a space behind it is punctuation."""
_BUDGET = re.compile(
    r"\b(?:budgets?|(?:spend|pay)(?:s|ing)?(?: (?-i:[A-Z])[\w.-]*){0,2}|invest"
    r"|(?:bills?|invoices?|fees?)(?:'s)?(?: \w+){0,4} (?:to|from)"
    r"|(?:bills?|invoices?)|charg(?:es?|ed|ing)(?: us)?|costs? us)"
    r"(?: is| was| now| came to| comes to| hit| reached| stood at| of|:| =| about| around| up to"
    r"| at most| over| nearly)*\s?$",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(
    rf"\s*(?:$|[,.;)]|and\b|but\b|for\b|once\b|in total\b|total\b|then\b|plus\b|or so\b|max\b|tops\b"
    rf"|up ?front\b|one[- ](?:off|time)\b|at (?:first|once|the start)\b|now\b"
    r"|(?:in|for) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
    rf"|(?:last|this) (?:month|quarter|year)\b|{PER})",
    re.IGNORECASE,
)
_ON_AI = re.compile(
    rf"\s*{PER_UNNAMED}(?: or so)? on (?:our |the |its |their )?(?:[\w-]+ )?"
    r"(?:AI|agents?|LLMs?|models?|tokens|inference|compute|cloud|GPUs?|APIs?|OpenAI|Anthropic|Claude|GPT\S*"
    r"|Gemini|Copilots?|Azure|AWS|Bedrock)\b"
)
"""Behind a number that can only be what is spent: "60k a month on coding agents"."""
_CAN_SPEND = re.compile(
    rf"{PER_UNNAMED}(?: or so)? (?:is|are|would be|will be) (?:about |roughly )?"
    r"(?:what|all|the (?:most|limit|maximum))(?: that)? (?:we|I|they|the \w+)"
    r" (?:can|could|may|might|have|want|would|will)\b",
    re.IGNORECASE,
)
"""Behind a number that can only be a budget."""
DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""A dot in front of three digits parts thousands in a sum."""
_PERIOD_AHEAD = re.compile(
    r"\b(?P<period>monthly|yearly|annual)"
    r"(?: (?:\w+ )?(?:budget|limit|cap|ceiling|maximum|spend(?:ing)?|costs?|bill))"
    r"(?:[\s:=~-]|\b(?:is|of|at|about|around|some|roughly|up to|max|maximum|at most|for \w+|now)\b)*$",
    re.IGNORECASE,
)
"""In front of a sum with its period: "monthly budget: 5,000 USD"."""
_GROWN = re.compile(r"\b(?:went|gone|grew|grown|rose|risen|jumped|up) from\s*\$?$", re.IGNORECASE)
"""In front of a range that tells how a sum grew: the end counts."""
_NOW = re.compile(r"\b(?:now|today|currently|by now|meanwhile|these days)\b[^,;]*$", re.IGNORECASE)
"""In front of the sum that overtakes one of the past: "we paid $3k in spring, now it's $7k"."""
_CLOSE = 16
"""Characters in front of a number in which the sign of its money stands."""
_BY_MONTH = (CURRENT, "budget.monthly_usd")


def read_money(text: Passage, fields: Fields, *, asked: bool = False) -> list[ReadAnswer]:
    """Return what the sums in a text answer, and leave a remark for sums that it cannot place.

    Args:
        text: The text; what is read is marked.
        fields: The fields of a profile.
        asked: Whether it answers a question about money, so that a bare number is a sum.
    """
    found: dict[str, ReadAnswer] = {}
    for amount in _sums(text, asked):
        path, times = meaning(text, amount)
        overtaken = CURRENT in found and path in _BY_MONTH and _is_paid_now(text, amount)
        path = CURRENT if overtaken else path
        words = text.take(amount.start, amount.end)
        if not path:
            _refuse_sum(text, amount, words)
        elif path in fields and (path not in found or overtaken):
            answer = _answer(text, amount, times, words, up_to=fields[path].up_to)
            found[path] = ReadAnswer(path, answer, words, amount.start)
            text.notes.extend([amount.remark] if amount.remark else [])
    return [hit for hit in found.values() if _in_bounds(hit, fields, text)]


def _is_paid_now(text: Passage, amount: Sum) -> bool:
    """Return whether a sum is told to be what is paid by now."""
    before = text.before(amount.start)
    return _NOW.search(before) is not None and CAP.search(before) is None


def _answer(text: Passage, amount: Sum, times: float, words: str, *, up_to: bool) -> Answer:
    """Return the answer of a sum; of one that grew, or of one up to an end where that counts, the end."""
    span = amount.span
    if span.high is not None and _GROWN.search(text.before(amount.start)):
        span = replace(span, value=span.high, low=None, high=None)
    if span.low == 0 and span.high is not None and up_to:
        span = replace(span, value=span.high)
    low, high = (None if end is None else short(end * times) for end in (span.low, span.high))
    return Answer(short(span.value * times), "answered", low, high, words)


def _in_bounds(hit: ReadAnswer, fields: Fields, text: Passage) -> bool:
    high = fields[hit.path].high
    value = hit.answer.value
    if high is not None and isinstance(value, float) and value > high:
        text.refuse("above_budget", words=hit.span)
        return False
    return True


def _sums(text: Passage, asked: bool) -> list[Sum]:
    """Return the amounts in dollars; amounts in other money become remarks."""
    found: list[Sum] = []
    place = 0
    while match := NUMBER_RE.search(text.text, place):
        span = number_at(text.text, match.start())
        place = max(match.end(), span.end if span else 0)
        if span is None or not text.free(span.start, span.end):
            continue
        span = _in_thousands(text, span)
        amount = _amount(text, span, asked=asked) or _falls_to(text, span, found)
        if amount is not None:
            amount = _of_period_ahead(text, amount)
            found.append(amount)
            place = amount.end if amount.foreign else place
    return found


def _amount(text: Passage, span: Span, *, asked: bool) -> Sum | None:
    """Return a number as a sum in dollars, None where it is none; one that cannot be taken is a remark."""
    front = text.text[max(0, span.start - _CLOSE) : span.start]
    sign = _SIGN.search(front)
    cents = _CENTS.match(text.text, span.end)
    span = _hundredth(span) if cents else span
    word = cents or _WORD.match(text.text, span.end) or _GRAND.search(text.text, 0, span.end)
    if _below_zero(text, span, asked or sign or word):
        return None
    foreign = place_of(text, span, front)
    if foreign is not None:
        return in_dollars(text, span, *foreign, asked=asked)
    if not (sign or word or _is_bare_sum(text, span, asked=asked)):
        return None
    end = word.end() if word and not sign else span.end
    begin = span.start - len(front) + sign.start() if sign else span.start
    period, stop = period_at(text, end)
    return Sum(span, begin, stop, period)


def _is_bare_sum(text: Passage, span: Span, *, asked: bool) -> bool:
    """Return whether the words around a number without a sign say that it is money."""
    before, end = text.before(span.start), span.end
    budget = (asked or _BUDGET.search(before)) and _NO_NOUN.match(text.text, end)
    if budget or sum_beside(text, span) or _CAN_SPEND.match(text.text, end):
        return True
    paid = PERIOD_ONLY.match(text.text, end) and pays_people(before)
    return bool(paid or _ON_AI.match(text.text, end))


def _of_period_ahead(text: Passage, amount: Sum) -> Sum:
    """Return a sum with the period that stands in front of it, where none stands behind."""
    ahead = _PERIOD_AHEAD.search(text.text[max(0, amount.start - BESIDE) : amount.start])
    if amount.period or ahead is None:
        return amount
    return replace(amount, period="monthly" if ahead["period"].lower() == "monthly" else "yearly")


def _hundredth(span: Span) -> Span:
    """Return cents in dollars."""
    low, high = (None if end is None else end / 100 for end in (span.low, span.high))
    return replace(span, value=span.value / 100, low=low, high=high)


def _falls_to(text: Passage, span: Span, found: list[Sum]) -> Sum | None:
    """Return a bare number below which the sum before it shall fall, as a sum of the same period."""
    last = found[-1] if found and not found[-1].remark else None
    below = FALLS.search(text.before(span.start)) and _NO_NOUN.match(text.text, span.end)
    return Sum(span, span.start, span.end, last.period) if last and last.period and below else None


def _in_thousands(text: Passage, span: Span) -> Span:
    """Return a sum with its dot read as it is in most of Europe: nobody writes thousandths of a dollar."""
    if span.is_range or not DOTTED.fullmatch(text.text, span.start, span.end):
        return span
    return replace(span, value=span.value * 1000)


def _below_zero(text: Passage, span: Span, money: object) -> bool:
    """Refuse a sum with a minus in front of it; return whether it is one."""
    minus = _MINUS.search(text.text, 0, span.start)
    if minus is None or not (money or _BUDGET.search(text.before(minus.start()))):
        return False
    words = text.take(minus.start(), span.end)
    text.refuse("below_zero", words=words)
    return True


def _refuse_sum(text: Passage, amount: Sum, words: str) -> None:
    """Remark on a sum that answers nothing: that it is for one thing, or what to say in its place."""
    if one := unit_of(text, amount):
        text.refuse("unit_price", words=words, one=one)
    elif amount.period and is_wages(text.before(amount.start), text.after(amount.end)):
        text.remarks.append(remark(words))
    else:
        text.refuse("hourly" if amount.period in HOURS else "periodic", words=words)
    text.refused[amount.span.start] = text.remarks[-1]
