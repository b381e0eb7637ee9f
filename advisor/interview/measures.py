"""Numbers with the thing they count: "1.5M checks a month", "40 people", "80 labelled examples"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from advisor.interview.needed import holds_one, needs_of
from advisor.interview.per import per_day
from advisor.interview.reading import SENTENCE_END, Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.profile import Answer, Field, Fields
from advisor.profile.numbers import NUMBER_RE, Span, number_at
from advisor.profile.units import PER_DAY
from advisor.quantity import SECONDS_PER_DAY

_SAID = Sayings("interview/measures")
_WINDOW = 80
"""Characters behind a number in which its noun must stand."""
_SENTENCE = 300
"""Characters of a sentence on either side of a number."""
_MOST_NUMBERS = 300
"""A text with more numbers is a table, not a description."""
_MOST_NAMED = 4
_FALLING = ("one_every", "percent_idle")
"""Rules by which a greater figure means less."""
_NOUNS = re.compile(
    r"(?: (?!(?:an?|the|and|or|to|in|on|at|by|for|of|with|from|is|are|was|were|has|have|needs?|once)\b)"
    r"[A-Za-z][\w-]*){1,3}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(
    r"\b(?:in|by|since|until|from|of|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*"
    r"|\d{1,2},?)\s$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:ms\b|milli|sec|token|request|call|user|people|page|doc|item|a day|per )", re.IGNORECASE
)
"""After a number that counts something and is no year."""
_ODD_YEAR = re.compile(r"20(?:0[1-9]|1[1-9]|2[1-9])(?![\s-]*(?:\w+ ){0,2}(?:a|per|each|every) \w)")
"""A year by its digits alone, as few count exactly so many without a comma: "2018 phones"."""
_DENIED = re.compile(r"\d.*,? (?:and )?(?:not|rather than|instead of)(?: (?:just|only|about|the))? $")
"""In front of a figure that is denied behind another one, which holds: "4 minutes long, not 3"."""
_PRONOUN = re.compile(r"\b(?:no|any|every|some|this|that|which|each|another|last|next) $", re.IGNORECASE)
"""In front of a "one" that counts nothing: "no one noticed"."""
_GLUED = re.compile(r"[\w.#@]$|[A-Za-z]-$")


_LOOKED_FOR = ("after", "before", "near")
"""Patterns of a row that are looked for in the text as it stands."""


@dataclass(frozen=True)
class Measure:
    """A kind of counted thing, found by the words around its number."""

    path: str
    """The field it answers; empty for numbers that answer none."""
    said: Sayings
    """Its patterns, each of which is compiled when it is first asked for."""
    needs: tuple[tuple[str, ...], ...]
    """For each of its patterns the runs of letters of which a text must hold one."""
    times: float
    rule: str
    wins: bool
    """Whether it replaces what another row found before, as the more exact figure."""
    least: float
    """Smaller numbers are no such thing."""
    most: float
    """Nor are greater ones."""

    @cached_property
    def after(self) -> re.Pattern[str]:
        """Stands behind the number."""
        return self.said.pattern("after")

    @cached_property
    def before(self) -> re.Pattern[str] | None:
        """Stands in front of the number."""
        return self.said.pattern_if_any("before")

    @cached_property
    def near(self) -> re.Pattern[str] | None:
        """Stands anywhere in the text."""
        return self.said.pattern_if_any("near")

    @cached_property
    def beside(self) -> re.Pattern[str] | None:
        """Found in the number's own sentence, in which the number is a ``#``."""
        return self.said.pattern_if_any("beside")

    def may_stand_in(self, plain: str) -> bool:
        """Return whether a folded text may tell of such a thing; what is refused does not."""
        return all(holds_one(plain, runs) for runs in self.needs)


@cache
def load_measures() -> tuple[Measure, ...]:
    """Return the kinds of counted things, in the order in which they are tried."""
    return tuple(_measure(row) for row in _SAID.rows("measure"))


def _measure(row: Sayings) -> Measure:
    needs = (needs_of(row.filled(name)).runs for name in _LOOKED_FOR if name in row)
    return Measure(
        path=row.text("path") if "path" in row else "",
        said=row,
        needs=tuple(runs for runs in needs if runs),
        times=_times(row),
        rule=row.text("rule") if "rule" in row else "",
        wins="wins" in row,
        least=row.number("least") if "least" in row else 0.0,
        most=row.number("most") if "most" in row else math.inf,
    )


def _times(row: Sayings) -> float:
    """Return what a count is multiplied by: as its row says, for the period it is told by or wanted in."""
    times = row.number("times") if "times" in row else 1.0
    told = PER_DAY[row.text("told_by")] if "told_by" in row else 1.0
    return times * told / (PER_DAY[row.text("comes_in")] if "comes_in" in row else 1.0)


def numbers_in(text: Passage) -> Iterator[Span]:
    """Yield the numbers and ranges of a text that stand free, are not part of a name and not yet read."""
    place = count = 0
    while count < _MOST_NUMBERS and (match := NUMBER_RE.search(text.text, place)):
        place = match.end()
        count += 1
        dated = _DATE.search(text.text[max(0, match.start() - 12) : match.start()])
        if _YEAR.fullmatch(match.group()) and dated and not _COUNTED.match(text.text, match.end()):
            continue
        if _is_no_count(text, match) or _DENIED.search(text.before(match.start())):
            continue
        if _GLUED.search(text.text[max(0, match.start() - 2) : match.start()]) or not text.free(
            match.start(), match.end()
        ):
            continue
        span = number_at(text.text, match.start())
        if span is not None:
            place = span.end
            yield span


def _is_no_count(text: Passage, match: re.Match[str]) -> bool:
    """Return whether a number is a year by its digits, or the "one" of "no one"."""
    if _YEAR.fullmatch(match.group()):
        odd = _ODD_YEAR.match(text.text, match.start())
        return odd is not None and not _COUNTED.match(text.text, match.end())
    front = text.text[max(0, match.start() - 10) : match.start()]
    return match.group().lower() == "one" and _PRONOUN.search(front) is not None


def passed_over(text: Passage) -> list[str]:
    """Return the figures in digits that nothing has read, each with the words behind it, the first few."""
    left: dict[str, None] = {}
    for span in numbers_in(text):
        noun = _NOUNS.match(text.after(span.end))
        if noun is not None and text.text[span.start].isdigit():
            left[text.text[span.start : span.end] + noun.group()] = None
    return list(left)[:_MOST_NAMED]


def read_measures(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return what the counted things in a text answer, the first for each field."""
    found: dict[str, ReadAnswer] = {}
    measures = [measure for measure in load_measures() if measure.may_stand_in(text.plain)]
    for span in numbers_in(text):
        hit = _first_fit(text, span, measures)
        if hit is None:
            continue
        measure, start, match = hit
        words = text.take(start, max(span.end, match.end()))
        if measure.path and measure.path in fields and (measure.wins or measure.path not in found):
            answer = counted(fields[measure.path], measure, span, match, words, text)
            if answer is not None:
                found[measure.path] = ReadAnswer(measure.path, answer, words, start)
    return list(found.values())


def _first_fit(
    text: Passage, span: Span, measures: Iterable[Measure]
) -> tuple[Measure, int, re.Match[str]] | None:
    before = text.before(span.start)
    end = min(text.clause(span.end)[1], span.end + _WINDOW)
    for measure in measures:
        if not measure.least <= span.value <= measure.most:
            continue
        front = measure.before.search(before) if measure.before else None
        if measure.before and front is None:
            continue
        match = measure.after.match(text.text, span.end, max(end, span.end))
        if match is not None and _fits_around(measure, text, span):
            start = span.start - len(before) + front.start() if front else span.start
            return measure, start, match
    return None


def _fits_around(measure: Measure, text: Passage, span: Span) -> bool:
    """Return whether the text and the number's own sentence hold what a measure asks for."""
    if measure.near is not None and measure.near.search(text.text) is None:
        return False
    return measure.beside is None or measure.beside.search(_sentence(text.text, span)) is not None


def _sentence(text: str, span: Span) -> str:
    """Return the sentence of a number, at most the nearest words of it, with the number as ``#``."""
    front = text[max(0, span.start - _SENTENCE) : span.start]
    ends = [match.end() for match in SENTENCE_END.finditer(front)]
    behind = text[span.end : span.end + _SENTENCE]
    stop = SENTENCE_END.search(behind)
    return f"{front[ends[-1] if ends else 0 :]}#{behind[: stop.start()] if stop else behind}"


def counted(
    field: Field, measure: Measure, span: Span, match: re.Match[str], words: str, text: Passage
) -> Answer | None:
    """Return the answer of a number, turned into the field's unit; out of bounds it is a remark."""
    times = measure.times * per_day(match)
    ends = [None if e is None else short(by_rule(measure.rule, e * times)) for e in (span.low, span.high)]
    ends = ends[::-1] if measure.rule in _FALLING else ends
    value = by_rule(measure.rule, span.value * times)
    whole = (float(round(n)) if field.whole and n is not None else n for n in (value, *ends))
    if not text.fits(field, words, *whole):
        return None
    return Answer(float(round(value)) if field.whole else short(value), "answered", ends[0], ends[1], words)


def by_rule(rule: str, value: float) -> float:
    """Turn growth in percent into a factor a year: 1 + p, or (1 + p)^12 for a month's, ^4 for a quarter's.

    One thing every so many seconds is 86,400 over them a day; what is idle is the rest of what is busy.
    """
    if rule == "one_every":
        return SECONDS_PER_DAY / value if value else value
    if rule == "percent_idle":
        return 1 - value / 100
    if rule == "percent_year":
        return 1 + value / 100
    if rule == "percent_quarter":
        return (1 + value / 100) ** 4
    return (1 + value / 100) ** 12 if rule == "percent_month" else value


def short(value: float) -> float:
    """Return a converted figure with four digits; a whole one stays as it is."""
    return float(f"{value:.4g}") if value != round(value) else value
