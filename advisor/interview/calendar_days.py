"""Deadlines told by the calendar: "by Christmas", "before the end of March", "go live in Q2"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial

from advisor.errors import UserError
from advisor.interview.measures import short
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.profile import Answer, Fields
from advisor.profile.bounds import check_bounds
from advisor.quantity import DAYS_PER_WEEK

DEADLINE, JOB_DAYS = "time.deadline_weeks", "workload.one_off_days"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS_PER_QUARTER = 3
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PARTS = {"early": 7, "mid": 15, "late": 25}
_YEAR = r"(?:,? (?P<{}>20\d\d))?"
_NAMED_YEAR = r"(?:,?(?: of)? (?P<namedyear>20[2-9]\d)\b(?=(?P<counted> [a-z]+s\b)?))?"
"""The year of a named day; "by Christmas 2040 letters" counts letters, as nobody waits so long."""
_FRONT = "by "
"""Makes a day that stands alone a limit."""
_SOON = 10
"""Years ahead in which what stands in front of a noun is taken for a year all the same."""
_SAID = Sayings("interview/calendar_words")
_pattern = _SAID.under("words").pattern


@cache
def _when() -> re.Pattern[str]:
    """Return the pattern of a limit with its day, of which the parts are groups."""
    words, days = _SAID.table("words"), "|".join([*_SAID.table("days"), *_SAID.table("seasons")])
    nth, month = r"(?:st|nd|rd|th)?", rf"{words['months']}"
    end = (
        r"(?:end of|close of|last day of) (?:the )?(?:(?P<this>month|quarter|year|week)"
        rf"|(?:(?P<endmonth>{month})\b|q(?P<endquarter>[1-4])){_YEAR.format('endyear')})"
    )
    day = (
        rf"(?:(?P<part>early|mid|late)[- ])?(?:(?P<day>\d{{1,2}}){nth} (?:of )?)?(?P<month>{month})\b"
        rf"(?: (?P<later>\d{{1,2}}){nth}\b(?!\d))?{_YEAR.format('year')}"
    )
    quarter = rf"q(?P<quarter>[1-4])\b{_YEAR.format('qyear')}"
    one = rf"{end}|(?P<iso>20\d\d-\d\d-\d\d)|{day}|{quarter}|(?P<named>{days})\b{_NAMED_YEAR}"
    front = rf"(?:{words['by']}|{words['starts']}) (?:the )?(?:(?:next|coming|this) )?"
    return re.compile(f"{front}(?:{one})", re.IGNORECASE)


def read_dates(text: Passage, fields: Fields, today: date, *, asked: bool = False) -> list[ReadAnswer]:
    """Return the weeks until the first day of the calendar by which something must work, and say which day.

    Args:
        text: What was written; the words that were read are taken.
        fields: The fields of a profile.
        today: The day from which the weeks count.
        asked: Whether it replies to when it must work, so that a day alone is the deadline.
    """
    front = _FRONT if asked and _pattern("by").search(text.text) is None else ""
    for found in _when().finditer(front + text.text):
        start = max(0, found.start() - len(front))
        end = found.end() - len(front)
        clause = f"{text.before(start)} {found.group()} {text.after(end)}"
        due = _pattern("needs").search(clause) and not _pattern("unless").search(clause)
        due = due and not _comes_back(found, text.before(start), _rest(text.text, end))
        day = _day(found.groupdict(), today) if due or asked else None
        if day is None or day <= today:
            continue
        words = text.text[start:end].strip(" .,")
        weeks = short((day - today).days / DAYS_PER_WEEK)
        try:
            check_bounds(fields[DEADLINE], weeks)
        except UserError:
            continue
        spelled = {"day": f"{day.day} {day:%B %Y}", "today": f"{today.day} {today:%B %Y}"}
        text.notes.append(_SAID.sentence("note", words=words, weeks=f"{weeks:.1f}", **spelled))
        return [ReadAnswer(DEADLINE, Answer(weeks, "answered", said=words), words, start)]
    return []


def day_at(words: str, today: date) -> tuple[date, str] | None:
    """Return the next day that words begin with, and these words; None where they begin with none.

    >>> day_at("March to tune a model", date(2026, 11, 22))
    (datetime.date(2027, 3, 1), 'March')
    """
    found = _when().match(f"{_FRONT}{words}")
    day = _day(found.groupdict(), today) if found is not None else None
    return (day, found.group()[len(_FRONT) :]) if found is not None and day is not None else None


def to_the_day(found: Sequence[ReadAnswer]) -> list[ReadAnswer]:
    """Return answers in which the days of a job that is done once are those until the day of the deadline,
    where words of the calendar told only about how long that is."""
    due = next((hit for hit in found if hit.path == DEADLINE), None)
    days = None if due is None else float(str(due.answer.value)) * DAYS_PER_WEEK
    return [
        replace(hit, answer=replace(hit.answer, value=short(round(days)), low=None, high=None))
        if due is not None and days is not None and hit.path == JOB_DAYS and hit.start == due.start
        else hit
        for hit in found
    ]


def _day(parts: Mapping[str, str | None], today: date) -> date | None:
    """Return the day that words name, the next one from today where they name no year."""
    if parts["iso"]:
        return _iso(parts["iso"])
    if parts["this"]:
        return _end_of_this(parts["this"].lower(), today)
    if parts["endmonth"] or parts["endquarter"]:
        month = _month(parts["endmonth"]) if parts["endmonth"] else int(parts["endquarter"] or 1) * 3
        return _next(today, parts["endyear"], lambda year: _first(year, month + 1) - timedelta(days=1))
    if parts["quarter"]:
        first = (int(parts["quarter"]) - 1) * _MONTHS_PER_QUARTER + 1
        return _next(today, parts["qyear"], lambda year: _first(year, first))
    if parts["named"]:
        year = parts["namedyear"]
        far = year is not None and parts["counted"] and int(year) > today.year + _SOON
        return _named(parts["named"], None if far else year, today)
    return _of_month(parts, today)


def _of_month(parts: Mapping[str, str | None], today: date) -> date | None:
    """Return a day of a month; without one, its first, as what must work in March works when it begins."""
    month = _month(parts["month"])
    day = int(parts["day"] or parts["later"] or _PARTS.get((parts["part"] or "").lower(), 1))
    try:
        return _next(today, parts["year"], lambda year: date(year, month, day))
    except ValueError:
        return None


def _named(words: str, year: str | None, today: date) -> date | None:
    """Return the day of a name in its year, or the next one; Easter is worked out."""
    for name, when in {**_SAID.table("days"), **_SAID.table("seasons")}.items():
        if re.fullmatch(name, words, re.IGNORECASE):
            return _next(today, year, partial(_on, when=when) if when else easter)
    return None


def _on(year: int, when: str) -> date:
    """Return a day of a year: of a month and a day, or of a month, a day of the week and its count.

    >>> _on(2027, "12-25"), _on(2027, "11 thursday 4")
    (datetime.date(2027, 12, 25), datetime.date(2027, 11, 25))
    """
    if " " not in when:
        return date.fromisoformat(f"{year}-{when}")
    month, weekday, count = when.split()
    first = date(year, int(month), 1)
    days = (_WEEKDAYS.index(weekday) - first.weekday()) % 7 + 7 * (int(count) - 1)
    return first + timedelta(days=days)


def _comes_back(found: re.Match[str], before: str, behind: str) -> bool:
    """Return whether something opens or starts in a season that is not what is built, as a hotel does, and
    nothing in the rest of the sentence must be there for it."""
    season = re.fullmatch("|".join(_SAID.table("seasons")), found["named"] or "", re.IGNORECASE)
    if season is None or _pattern("comes_back").search(found.group()) is None:
        return False
    return _pattern("built").search(before) is None and _pattern("for_it").search(behind) is None


def _rest(text: str, place: int) -> str:
    """Return what follows a place up to the end of its sentence."""
    return re.split(r"[.!?](?=\s|$)|\n", text[place:], maxsplit=1)[0]


def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar.

    Anonymous Gregorian algorithm, Meeus, Astronomical Algorithms, 1991, chapter 8.

    >>> easter(2027), easter(2000)
    (datetime.date(2027, 3, 28), datetime.date(2000, 4, 23))
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, turn = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - shift + 15) % 30
    quarter, odd = divmod(rest, 4)
    weekday = (32 + 2 * turn + 2 * quarter - epact - odd) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _next(today: date, year: str | None, of: Callable[[int], date]) -> date:
    """Return the day of the year that is named, or the next one behind today."""
    if year:
        return of(int(year))
    first = of(today.year)
    return first if first > today else of(today.year + 1)


def _first(year: int, month: int) -> date:
    """Return the first day of a month, of the next year where the month is the thirteenth."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _month(name: str | None) -> int:
    return _MONTHS.index((name or "")[:3].lower()) + 1


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _end_of_this(period: str, today: date) -> date:
    """Return the last day of the week, month, quarter or year of today."""
    if period == "week":
        return today + timedelta(days=6 - today.weekday())
    last = {"month": today.month, "quarter": -(-today.month // 3) * 3, "year": 12}[period]
    return _first(today.year, last + 1) - timedelta(days=1)
