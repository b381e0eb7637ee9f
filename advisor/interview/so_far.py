"""What a team uses today and what came of what it tried, told apart from what it wants.

"We pay OpenAI $9k a month" is present use, "we tried RAG and it did not help" a failure, "tuning beat it" a
result, "train a 7B from scratch" an order. Mentions of techniques and places (see ``outcomes``) that stand
together are told of together; the words in front of them and behind them, up to the next mention, say what
is told. Where they say nothing for certain, nothing is taken. The words stand in ``so_far.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from advisor.interview.outcomes import mentions, sentence_of
from advisor.interview.reading import Passage
from advisor.interview.runs_on import DEVICE, HIRED, devices_named, place_of, trains
from advisor.interview.sayings import WHOLE, Sayings
from advisor.interview.scores import Mention

Standing = Literal["failed", "worked", "current", "wanted", "supposed"]
_IN_FRONT = ("front", "has", "who", "subject", "beside", "unsure", "neither")
"""Patterns that must end in front of the mention."""
_SAID = Sayings("interview/so_far")
_ENDING = r"(?<!\w)(?:{})[\s,]*$"
_REACH = 160
"""Characters in front of and behind a mention that are looked at."""


class Told(NamedTuple):
    """What is told of one word at one place; nothing where its words say nothing for certain."""

    word: str
    start: int
    end: int
    standings: frozenset[Standing]


class Around(NamedTuple):
    """The words around mentions that stand together."""

    sentence: str
    """All in front of them within the sentence."""
    front: str
    """The same, back to the mention before."""
    inside: str
    behind: str
    """Up to the next mention, within the sentence."""
    following: str
    """The next sentence."""
    question: bool
    """Whether the sentence ends in a question mark."""
    rest: str = ""
    """All behind them within the sentence."""
    device: bool = False
    """Whether one of them is a device."""


def _pattern(table: str, name: str) -> re.Pattern[str]:
    """Return the pattern of one side of a way of telling: ``front`` must end in front of the mention."""
    return _SAID.pattern(table, name, shape=_ENDING if name in _IN_FRONT else WHOLE)


def told_of(text: Passage) -> Iterator[Told]:
    """Yield what a text tells of each technique and place that it mentions, in its order."""
    groups = list(_groups(text))
    for place, group in enumerate(groups):
        start, end = group[0].start, max(m.end for m in group)
        first, last = sentence_of(text.text, Mention("", start, end))
        before = max((max(m.end for m in groups[place - 1]) if place else 0), first)
        after = min(groups[place + 1][0].start if place + 1 < len(groups) else last, last)
        around = Around(
            text.text[first:start][-_REACH:],
            text.text[min(before, start) : start][-_REACH:],
            text.text[start:end],
            text.text[end : max(end, after)][:_REACH],
            _next_sentence(text.text, last, [m for other in groups[place + 1 :] for m in other]),
            text.text[last : last + 1] == "?" or (last == len(text.text) and text.text.endswith("?")),
            text.text[end:last],
            any(mention.word == DEVICE for mention in group),
        )
        yield from _told(text, group, standings_of(around))


def _told(text: Passage, group: list[Mention], standings: frozenset[Standing]) -> Iterator[Told]:
    """Yield what is told of each word of a group; a device in use is a place, by whose it is."""
    devices = [m for m in group if m.word == DEVICE]
    for mention in group:
        if mention.word == DEVICE:
            if "current" in standings and not trains(text, mention):
                yield Told(place_of(text, mention), mention.start, mention.end, frozenset({"current"}))
        elif mention.word == HIRED and (_covers(mention, devices) or trains(text, mention)):
            yield Told(mention.word, mention.start, mention.end, standings - {"current"})
        else:
            yield Told(mention.word, mention.start, mention.end, standings)


def _covers(mention: Mention, others: list[Mention]) -> bool:
    return any(other.start < mention.end and mention.start < other.end for other in others)


def _groups(text: Passage) -> Iterator[list[Mention]]:
    """Yield mentions that overlap or that only words such as "and" or "on a" part."""
    group: list[Mention] = []
    for mention in sorted([*mentions(text), *devices_named(text)], key=lambda m: (m.start, -m.end)):
        end = max((m.end for m in group), default=0)
        between = text.text[end : mention.start]
        if group and not (mention.start < end or _pattern("others", "joined").fullmatch(between)):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _next_sentence(text: str, end: int, later: list[Mention]) -> str:
    """Return the sentence behind a place up to the first mention in it."""
    begin = end + 1
    if begin >= len(text):
        return ""
    _, stop = sentence_of(text, Mention("", begin + 1, begin + 1))
    return text[begin : min([stop, *(m.start for m in later if m.start >= begin)])][:_REACH].strip()


def standings_of(around: Around) -> frozenset[Standing]:
    """Return what the words around mentions tell: a verdict and whether they are in use today, a wish, or
    that they are only supposed."""
    if _ends("others", "front", around.sentence):
        return frozenset({"supposed"})
    found: set[Standing] = set()
    verdict = None if _ends("others", "beside", around.front) else _verdict(around)
    if verdict is not None:
        found.add(verdict)
    if _wanted(around):
        return frozenset() if found else frozenset({"wanted"})
    if _current(around):
        found.add("current")
    return frozenset(found)


def tells_of_today(sentence: str) -> bool:
    """Return whether a sentence up to some place tells of what is in use: "A bank serves a 13B at"."""
    return standings_of(Around(sentence, sentence, "", "", "", question=False)) == {"current"}


def _ends(table: str, name: str, words: str) -> bool:
    return _pattern(table, name).search(words) is not None


def _wanted(around: Around) -> bool:
    """Return whether mentions are wished for, ordered or asked about."""
    clause = re.split(r"[;:]\s|\s[-–—]\s|\bbut\b", around.sentence)[-1]
    order = _pattern("wanted", "start").match(around.sentence + around.inside)
    return bool(order) or _ends("wanted", "front", clause) or _asked(around)


def _asked(around: Around) -> bool:
    """Return whether the clause of a mention is a question."""
    clause = re.split(r"[,;:]\s", around.sentence)[-1]
    if _pattern("wanted", "asked").match(clause + " "):
        return True
    return around.question and not _pattern("wanted", "then_asked").search(around.rest)


def _current(around: Around) -> bool:
    clause = re.split(r"[;:]\s|\bbut\b", around.sentence)[-1]
    behind = around.behind.lstrip()
    if _pattern("others", "later").match(around.behind):
        return False
    return (
        (_ends("current", "subject", around.front) and bool(_pattern("current", "does").match(behind)))
        or (_ends("current", "who", around.front) and bool(_pattern("current", "self").match(around.inside)))
        or _ends("current", "front", clause)
        or _pattern("current", "inside").match(around.inside) is not None
        or _pattern("current", "behind").match(around.behind) is not None
        or (around.device and _pattern("current", "behind_device").match(around.behind) is not None)
        or (around.device and _has_hired(around))
    )


def _has_hired(around: Around) -> bool:
    """Return whether somebody has what is hired by its own words: "we have one reserved L40S"."""
    return bool(_pattern("current", "hired_itself").match(around.inside)) and _ends(
        "current", "has", around.front
    )


def _verdict(around: Around) -> Standing | None:
    """Return the last verdict behind mentions, else the next sentence's on a trial, else one in front."""
    behind = _last_verdict(around.behind)
    if behind is None and _tried(around) and _pattern("tried", "next").match(around.following):
        behind = _last_verdict(around.following)
    if behind is not None:
        return "failed" if _ends("others", "neither", around.front) else behind
    if _ends("failed", "front", around.front):
        return "failed"
    return "worked" if _ends("worked", "front", around.front) else None


def _tried(around: Around) -> bool:
    return (
        _ends("tried", "front", around.front)
        or _pattern("tried", "inside").match(around.inside) is not None
        or _pattern("tried", "behind").match(around.behind) is not None
    )


def _last_verdict(words: str) -> Standing | None:
    """Return the last verdict in some words that is no wish and no supposition."""
    found: list[tuple[int, Standing]] = []
    left = words
    for match in _pattern("failed", "behind").finditer(words):
        left = left[: match.start()] + "." * (match.end() - match.start()) + left[match.end() :]
        found.append((match.start(), "failed"))
    found += [(match.start(), "worked") for match in _pattern("worked", "behind").finditer(left)]
    sure = [hit for hit in found if not _ends("others", "unsure", words[: hit[0]])]
    return max(sure, default=(0, None), key=lambda hit: hit[0])[1]
