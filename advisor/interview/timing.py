"""Times: "p95 under 800 ms", "answers in 2 s", "live in two weeks", "over three years"."""

from __future__ import annotations

import re

from advisor.interview.measures import numbers_in, short
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.time_words import (
    AT_LONGEST,
    BORNE,
    COMPLAINT,
    FINE_AFTER,
    GRANTED,
    HAPPENED,
    HIRED,
    HORIZON,
    HORIZON_AFTER,
    JOBS,
    LASTS,
    LEFT_UNTIL,
    LOSES,
    LOST_ABOVE,
    LOST_AFTER,
    LOST_IF,
    PASSED,
    RESULTS,
    WAIT_OF,
    WAITS_GLADLY,
    WEIGHED,
)
from advisor.profile import Answer, Field, Fields
from advisor.profile.numbers import Span
from advisor.profile.units import factor
from advisor.strategy.pretraining import THERE

_FIRST_WORDS = "latency.first_token_ms"
_UNIT = re.compile(
    r"(?:[ -]more)?[ -]?(?P<unit>ms|milliseconds?|msec|µs|us|microseconds?|s|secs?|seconds?|mins?|minutes?"
    r"|h|hrs?|hours?"
    r"|days?|weeks?|months?|years?|yrs?)\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(?:(?P<part>half|(?:an?|one) (?:half|third|quarter|fifth|tenth|twentieth|hundredth))"
    r"(?:(?: of)? an?)?[ -]"
    r"|(?:an?|one) )"
    r"(?P<unit>second|minute|hour|day|week|month|year)\b",
    re.IGNORECASE,
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10, "twentieth": 20, "hundredth": 100}
"""What the parts of a second or an hour are divided by."""
_LIMIT_BEFORE = re.compile(
    r"(?:<=?|\b(?:under|within|below|less than|at most|max(?:imum)?|p\d\d|latency|up to|budget|ttft|slo|total"
    r"|first (?:tokens?|words?)|respond(?:s|ing)?|answer(?:s|ing)?|repl(?:y|ies)|sync|target|inside"
    r"|each|typical|no (?:more|longer) than)\b)"
    r"\W*(?:\b(?:of|is|in|at|about|around|to|be|come|under|within|below)\b\W*)*$",
    re.IGNORECASE,
)
_LIMIT_AFTER = re.compile(
    r"\s*(?:\w+ )?(?:ttft|latency|budget|or (?:less|better|faster|under|sooner)|at (?:the )?most|tops"
    r"|per (?:turn|reply)|repl(?:y|ies)|(?:is |are )?(?:fine|ok|okay|enough|acceptable)|p\d\d"
    r"|end[- ]to[- ]end|total|median|sync|max(?:imum)?|/ ?turn)\b"
    r"|(?:'s?| of) (?:wait(?:ing)?|delay|pause|lag)(?: time)?(?: \w+)? (?:is |are |will |would )?(?:be )?"
    r"(?:fine|ok|okay|enough|acceptable|no (?:problem|trouble|bother)|harmless)\b",
    re.IGNORECASE,
)
_A_DAY = re.compile(r"\s*(?:(?:an?|per|each|every)\s+|/\s*)(?:day|night|shift|week|month)\b", re.IGNORECASE)
"""Behind how long something runs or is used, which is no wait."""
_ALONE_BEFORE = re.compile(r"(?:^|[,;(]|\band|\b(?:has|have|had)(?: only| just)?)\s*(?:about |around |~)?$")
_ALONE_AFTER = re.compile(
    r"\s*(?:(?:delay|wait)(?=\s*(?:$|[,;.)]))|$|[,;.)]|each\b|for (?:one|each|every) [a-z]+\b|(?:per|an?)"
    r" (?:frame|image|picture|part|item|piece|message|line|call|request|query|record|page|event|word)\b)"
)
"""Milliseconds that stand alone in a list of wishes are a limit."""
_FEW_SECONDS = 15.0
"""Seconds, up to so many, that do so are one too, where no sound or film may be as long."""
_MEASURED = re.compile(r"%|[$€£]|~\s*$|\b(?:F1|errors?|scores?|and\s*$)", re.IGNORECASE)
"""In front of seconds that somebody measured: "11% errors, ~1 s"."""
_SHORT_MS = (1.0, 1000.0)
"""Milliseconds and seconds: what is left until something moves."""
_ENDS = re.compile(r"\s*(?:$|[,;.)])")
_LASTING = re.compile(
    r"\b(?:clips?|videos?|films?|audio|recordings?|sounds?|jingles?|songs?|spots?|took|takes?)\b",
    re.IGNORECASE,
)
_CURRENT = re.compile(
    r"\b(?:takes?|took|taking|needs?|currently|today|now|went from|waits?)\b[^,;]*$", re.IGNORECASE
)
_TODAY = re.compile(r"\b(?:currently|today|now|took|went from|waits?)\b[^,;]*$", re.IGNORECASE)
_NEEDS = re.compile(
    r"\b(?:needs?|must take|may take|should take|shall take|can take)\b[^,;]*"
    r"(?:<=?|\b(?:within|under|below|less than|at most|up to|inside|no (?:more|longer) than))\W*$"
    r"|\bneeds? to (?:be|come|appear|arrive|return|answer|respond|load|happen|show)\b[^,;]{0,30}\bin\W*$",
    re.IGNORECASE,
)
"""In front of a limit that is asked for: "need a label for each within", "it may take at most"."""
_WHOLE = re.compile(
    r"\b(?:total|whole|complete|full|end[- ]to[- ]end|result|sync(?:hronous)?|answers? in)\b", re.IGNORECASE
)
_FIRST = re.compile(r"\b(?:first|ttft|start)\b", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:in|within|by|deadline|ready|live|launch\w*|until|have|only|next|running|working)\W*"
    r"(?:\b(?:is|of|in|the|next|about|only|have|we|within|by|than|less)\W*)*$",
    re.IGNORECASE,
)
_RUN = re.compile(
    r"\s+(?:of training )?(?:on|with|using) (?:an?|one|two|four|eight|\d+|its|their|our|the same) ?(?:x ?)?"
    r"(?:\w+ ){0,2}?(?:GPUs?|cards?|nodes?|servers?|machines?|chips?|laptops?|CPUs?|(?=[A-Z]{1,3}\d)\w+)",
)
"""What something is run on, behind the time that the run took: "within a day on one H100"."""
_FACTOR = re.compile(r"\d\s*(?:x|×|times|-?fold|%|percent) in\W*$", re.IGNORECASE)
"""In front of the months in which something grew."""
_PAST = re.compile(
    r"\b(?:pa(?:ys?|id|ying)[- ]?back|payback|used|spent|took|grew|honou?red|deleted|erased?|answered"
    r"|returned|refunded|delete|retention|kept|expires?)\b",
    re.IGNORECASE,
)
_READY = re.compile(
    r"\b(?:live|ready|launch\w*|deadline|deliver\w*|must (?:work|run|start)|needs? (?:it|to)|go-live)\b",
    re.IGNORECASE,
)
_SLOT_BEFORE = re.compile(
    r"\b(?:GPUs?|cards?|[ABHL]\d{2,3}S?s?|nodes?|clusters?|machines?|slot|allocation|supercomputer)"
    r"(?: \w+){0,3} for\W*(?:about |just |only )?$"
)
_SLOT_AFTER = re.compile(r"\s*(?:slot|window|allocation|booking|reservation)\b", re.IGNORECASE)
"""Beside the days or weeks that machines are there for: a run ends in them, the work around it need not."""
_EVENT = re.compile(r"\b(?:before|until) (?:the|an?|our|its|their|my) (?:[\w-]+ ){1,3}in\W*$", re.IGNORECASE)
"""In front of the weeks until something: "before the spring fair in three months"."""
_PER_TOKEN = re.compile(r"\s*(?:per|an?|each|/)\s*(?:output |generated |new )?token\b", re.IGNORECASE)
_SPEED = re.compile(
    r"\s*\+?\s*(?:tok(?:en)?s?/s(?:ec)?|tok(?:en)?s? (?:per|a|each) sec(?:ond)?|t/s)\b", re.IGNORECASE
)
_WANTED = re.compile(
    r"(?:\b(?:at least|min(?:imum)?|need|want|must|target|>|faster than|above)\W*)(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:<=?|\b(?:under|within|below|less than|at most|max(?:imum)?|up to)\b)\W*$", re.IGNORECASE
)
"""In front of a time for each token that is a limit."""
_SHORT_WORDS = 5
"""A text of so few words that names days or weeks says until when."""


def read_times(text: Passage, fields: Fields, *, asked: bool = False) -> list[ReadAnswer]:
    """Return what the times in a text answer: latency, deadline, horizon and writing speed.

    Args:
        text: What was written; the times that were read are taken.
        fields: The fields of a profile.
        asked: Whether it replies to how fast an answer must come, so that any short time is the limit.
    """
    found: dict[str, ReadAnswer] = {}
    complaint = COMPLAINT.search(text.text) is not None
    for span, unit, end in _times(text):
        path = "" if _A_DAY.match(text.after(end)) else _path(text, span, unit, end, complaint)
        if not path and asked and factor("ms", unit) is not None and not _A_DAY.match(text.after(end)):
            path = _FIRST_WORDS
        if not path or path in found or path not in fields:
            continue
        start = _start(text, span)
        words = text.text[start:end].strip(" ,;:()")
        answer = _answer(fields[path], span, unit, words, text)
        text.take(span.start, end)
        if answer is not None:
            found[path] = ReadAnswer(path, answer, words, start)
    return list(found.values())


def _times(text: Passage) -> list[tuple[Span, str, int]]:
    """Return numbers with a unit of time or of speed, and "a second" as one of it."""
    found: list[tuple[Span, str, int]] = []
    for span in numbers_in(text):
        speed = _SPEED.match(text.text, span.end)
        unit = _UNIT.match(text.text, span.end)
        if speed:
            found.append((span, "tokens/s", speed.end()))
        elif unit and (each := _PER_TOKEN.match(text.text, unit.end())):
            pace = _pace(span, unit.group("unit").lower())
            found.extend(() if pace is None else ((pace, "tokens/s", each.end()),))
        elif unit:
            found.append((span, unit.group("unit").lower(), unit.end()))
    for match in _SINGLE.finditer(text.text):
        if text.free(match.start(), match.end()):
            whole = Span(1.0 / _divided_by(match["part"]), None, None, match.start(), match.start())
            found.append((whole, match["unit"].lower(), match.end()))
    return sorted(found, key=lambda item: item[0].start)


def _pace(span: Span, unit: str) -> Span | None:
    """Return a time for each token as tokens a second, None for no time of seconds or less."""
    times = factor("ms", unit)
    if times is None or span.value <= 0.0:
        return None
    low, high = (1e3 / (end * times) if end else None for end in (span.high, span.low))
    return Span(1e3 / (span.value * times), low, high, span.start, span.end)


def _divided_by(part: str | None) -> int:
    return 1 if part is None else _PARTS[part.lower().split()[-1]]


def _path(text: Passage, span: Span, unit: str, end: int, complaint: bool) -> str:
    before, after = text.before(span.start), text.after(end)
    if unit == "tokens/s":
        paced = _SPEED.match(text.text, span.end) is None and _AT_MOST.search(before)
        wanted = "+" in text.text[span.end : end] or _WANTED.search(before) or paced
        return "latency.tokens_per_s" if wanted else ""
    long = factor("weeks", unit) is not None and factor("ms", unit) is None
    if long or unit.startswith("day"):
        return _path_of_days(text, unit, before, after, long=long)
    if re.match(r"\s*(?:to|->|→)\s*\d", after) or re.search(r"\d\s*m?s to\s*$", before):
        return ""
    if (unit.startswith(("s", "m")) and GRANTED.search(before)) or _is_waited_gladly(before, after):
        return _FIRST_WORDS
    if unit.startswith(("s", "m", "µ", "u")) and _is_longest(before, after):
        return _FIRST_WORDS
    if (complaint and not _LIMIT_AFTER.match(after)) or _is_of_today(before):
        return ""
    if BORNE.match(after) or (unit.startswith(("h", "min")) and HAPPENED.search(f"{before}|{after}")):
        return ""
    alone = unit.startswith("m") and factor("ms", unit) == 1 and _ALONE_AFTER.match(after)
    alone = (alone or _is_few_seconds(text, span, unit, after)) and _ALONE_BEFORE.search(before)
    alone = alone or (factor("ms", unit) in _SHORT_MS and LEFT_UNTIL.match(after))
    limit = _LIMIT_BEFORE.search(before) or _LIMIT_AFTER.match(after) or re.search(r"\bin\W*$", before)
    if not limit and not alone:
        return ""
    near = before[-30:] + " | " + after[:16]
    return "latency.total_ms" if _WHOLE.search(near) and not _FIRST.search(near) else _FIRST_WORDS


def _path_of_days(text: Passage, unit: str, before: str, after: str, *, long: bool) -> str:
    """Return the field of a time of days or longer: a slot, a horizon or a deadline; empty for all else."""
    if unit.startswith(("day", "week")) and (_SLOT_BEFORE.search(before) or _SLOT_AFTER.match(after)):
        return THERE
    planned = HORIZON_AFTER.match(after) or (HORIZON.search(before) and not PASSED.search(before))
    hired = unit.startswith("month") and HIRED.search(before) and not WEIGHED.search(f"{before}|{after}")
    if long and planned and not hired and "credit" not in before:
        return "time.horizon_months"
    answered = unit.startswith("day") and RESULTS.search(before)
    return "time.deadline_weeks" if not answered and _is_deadline(text, before, after) else ""


def _is_waited_gladly(before: str, after: str) -> bool:
    """Return whether a time is one that somebody waits gladly, or above which people are lost."""
    if WAITS_GLADLY.search(before) or (LOST_ABOVE.search(before) and LOSES.match(after)):
        return True
    return WAIT_OF.search(before) is not None and FINE_AFTER.match(after) is not None


def _is_longest(before: str, after: str) -> bool:
    """Return whether nobody waits for longer than a time, or those who must are lost."""
    if AT_LONGEST.search(before):
        return True
    return LOST_IF.search(before) is not None and LOST_AFTER.match(after) is not None


def _is_few_seconds(text: Passage, span: Span, unit: str, after: str) -> bool:
    """Return whether few seconds stand alone in a text in which nothing else is told by its length."""
    short_time = factor("ms", unit) == 1000.0 and 0.0 < span.value <= _FEW_SECONDS
    before = text.before(span.start)
    if not short_time or _LASTING.search(text.text) or _MEASURED.search(before) or LASTS.search(before):
        return False
    return _ENDS.match(after) is not None


def _is_of_today(before: str) -> bool:
    """Return whether the words in front of a time tell how long it takes now, and no limit is asked for."""
    now = _CURRENT.search(before)
    if now is None:
        return False
    return _NEEDS.search(before) is None or _TODAY.search(before) is not None


def _is_deadline(text: Passage, before: str, after: str) -> bool:
    """Return whether days or weeks are a deadline: "within", "live in", or a short "in two weeks"."""
    cue = _DEADLINE.search(before)
    if cue is None or after.startswith(" of") or _PAST.search(before) or JOBS.search(before):
        return False
    if _RUN.match(after) or _FACTOR.search(before):
        return False
    if not re.fullmatch(r"in\W*(?:under|about|less than|the)?\W*", cue.group(), re.IGNORECASE):
        return True
    ready = _READY.search(before + after) or _EVENT.search(before)
    return bool(ready) or len(text.text.split()) <= _SHORT_WORDS


def _start(text: Passage, span: Span) -> int:
    """Return where the words of a limit begin, with "p95 under" or "first words within" in front."""
    front = _LIMIT_BEFORE.search(text.before(span.start))
    return span.start if front is None else span.start - len(text.before(span.start)) + front.start()


def _answer(field: Field, span: Span, unit: str, words: str, text: Passage) -> Answer | None:
    times = factor(field.unit, unit)
    if times is None:
        return None
    value = round(span.value * times) if field.whole else span.value * times
    low, high = (None if end is None else short(end * times) for end in (span.low, span.high))
    if not text.fits(field, words, value, low, high):
        return None
    return Answer(short(value), "answered", low, high, words)
