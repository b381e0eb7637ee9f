"""Two jobs in one story, each with words and a volume of its own; steps of one pipeline are one job."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from advisor.interview.per import per_day
from advisor.interview.reading import SENTENCE_END, Passage
from advisor.interview.sayings import Sayings
from advisor.profile.numbers import NUMBER_RE, number_at

_FORMS = {"s": "s", "es": "s", "ies": "s", "ing": "ing", "ying": "ing", "ed": "ed"}
_MONEY = re.compile(r"[$€£] ?$")
_WORD = re.compile(r"\w")
_NAMED = re.compile(r"[\w-]+")
_SAID = Sayings("interview/jobs")
_AGAIN = re.compile(r"\b(?:them|it|these|those|each one)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Job:
    """A job that a story names."""

    family: str
    words: str
    start: int
    end: int
    """Where its own words end; its volume may stand in a sentence behind them."""
    form: str
    """How its verb ends: that of two jobs of one sentence is the same."""
    a_day: float = 0.0
    """Its own volume; 0 where none stands with it."""
    volume: tuple[int, int] = (0, 0)
    """Where its volume stands."""

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Return where it is told of: its words, and its volume."""
        return (self.start, self.end), self.volume


@dataclass(frozen=True, slots=True)
class TwoJobs:
    """Two jobs of a story in its order, with the place where the second one begins to be spoken of."""

    first: Job
    second: Job
    joined: int

    @property
    def sized(self) -> Job:
        """Return the job that is sized: the larger where both have a volume, else the one named first."""
        if not (self.first.a_day and self.second.a_day):
            return self.first
        return max(self.first, self.second, key=lambda job: job.a_day)

    def without_the_other(self, text: Passage) -> Passage:
        """Return a text with the words blanked out that tell the job that is not sized, and those that join
        the two; what stands between the jobs and is no part of either stays, as do the ends of sentences."""
        other = self.second if self.sized is self.first else self.first
        plain = text.text
        for start, end in other.places:
            plain = plain[:start] + " " * (end - start) + plain[end:]
        joint = _WORD.sub(" ", plain[self.joined : self.second.start])
        plain = plain[: self.joined] + joint + plain[self.second.start :]
        return Passage(plain, remarks=text.remarks, notes=text.notes)

    def remark(self) -> str:
        """Return what is said of both; what "them" stands for in the other one is told in its place."""
        other = self.second if self.sized is self.first else self.first
        of_both = self.first.words.partition(" ")[2]
        return _SAID.sentence(
            "remark",
            first=self.first.words,
            second=self.second.words,
            sized=self.sized.words,
            other=_AGAIN.sub(lambda _: of_both, other.words, count=1),
        )


def two_jobs(text: Passage) -> TwoJobs | None:
    """Return the two jobs of a text; None where it names one, steps of one, or more than two. Where one
    sentence joins them, both verbs end in the same way."""
    found = list(_jobs(text))
    if len({job.family for job in found}) != 2:
        return None
    first = found[0]
    second = next(job for job in found if job.family != first.family)
    joint = _SAID.pattern("joins", shape="{}$").search(text.text[: second.start])
    if joint is None or joint.start() < first.start or _is_pipeline(first, second):
        return None
    if joint.group()[0] not in ".;" and (
        first.form != second.form or _parted(text, first.start, joint.start())
    ):
        return None
    seconds = _with_volume(text, second, _end(text, second.end))
    firsts, seconds = _shared(_with_volume(text, first, joint.start()), seconds)
    return TwoJobs(firsts, seconds, joint.start())


def _shared(first: Job, second: Job) -> tuple[Job, Job]:
    """Return both jobs, one volume for both where it stands behind: "tag and answer them, 300 a day"."""
    if first.a_day or not second.a_day or not _on_the_same(first, second):
        return first, second
    volume = second.volume[0]
    return replace(first, a_day=second.a_day), replace(second, end=min(second.end, volume), volume=(0, 0))


def _parted(text: Passage, start: int, end: int) -> bool:
    return SENTENCE_END.search(text.text, start, end) is not None


def _jobs(text: Passage) -> Iterator[Job]:
    """Yield the jobs that a text names, in its order."""
    never = _SAID.pattern("never")
    found = []
    for name, pattern in _families():
        for match in pattern.finditer(text.text):
            if never.search(text.text[max(0, match.start() - 60) : match.start()]) is None:
                form = _FORMS.get(match["form"].lower(), "")
                found.append(Job(name, match.group(), match.start(), match.end(), form))
    yield from sorted(found, key=lambda job: job.start)


def _with_volume(text: Passage, job: Job, end: int) -> Job:
    """Return a job with its words up to its volume, where one stands with it before another begins."""
    for match in NUMBER_RE.finditer(text.text, job.start, end):
        span = number_at(text.text, match.start())
        rate = None if span is None else _SAID.pattern("rate").match(text.text, span.end, end)
        if span is not None and rate is not None and not _MONEY.search(text.text[: span.start]):
            a_day, volume = span.value * per_day(rate), (span.start, rate.end())
            if _parted(text, job.start, span.start):
                own = _in_words(text, job, _end(text, job.start))
                words = f"{own.words}, {text.text[slice(*volume)]}"
                return replace(own, words=words, a_day=a_day, volume=volume)
            words = text.text[job.start : rate.end()]
            return replace(job, words=words, end=rate.end(), a_day=a_day, volume=volume)
    return _in_words(text, job, end)


def _in_words(text: Passage, job: Job, end: int) -> Job:
    """Return a job of which no volume is told in its own words, up to the first comma."""
    words = text.text[job.start : end].split(",")[0].rstrip()
    return replace(job, words=words, end=job.start + len(words))


def _end(text: Passage, place: int) -> int:
    stop = SENTENCE_END.search(text.text, place)
    return stop.start() if stop else len(text.text)


def _is_pipeline(first: Job, second: Job) -> bool:
    """Return whether the second job works on what the first gives."""
    row = next(row for row in _SAID.rows("family") if row.text("name") == first.family)
    gives = row.pattern_if_any("gives", shape=rf"^\w+ {_SAID.text('those')}*(?:{{}})\b")
    if gives is not None and gives.search(second.words):
        return True
    return any(
        row.text("first") == first.family
        and second.family in row.value("then")
        and ("same" not in row or _on_the_same(first, second))
        for row in _SAID.rows("pipeline")
    )


def _on_the_same(first: Job, second: Job) -> bool:
    """Return whether the second job is done on things that the first one names: "them", "the cracks"."""
    if _AGAIN.search(second.words) is not None:
        return True
    named = {word.removesuffix("s") for word in _NAMED.findall(first.words.casefold())}
    again = _SAID.pattern("those", shape=r"^\w+ {}+(?P<thing>[\w-]+)").search(second.words)
    return again is not None and again["thing"].casefold().removesuffix("s") in named


@cache
def _families() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns of each kind of work; ``form`` is how the verb ends."""
    return tuple((row.text("name"), row.pattern("does", shape=r"\b{}\b")) for row in _SAID.rows("family"))
