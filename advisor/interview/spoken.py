"""Languages in a text: how many there are, and into how many a text is translated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from advisor.interview.reading import SENTENCE, Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.interview.tongues import language_names
from advisor.profile import Answer, Fields
from advisor.profile.bounds import check_bounds
from advisor.profile.numbers import number_at
from advisor.quantity import plain_number

COUNT, NAMES = "language.count", "language.names"
_SAID = Sayings(
    "interview/spoken",
    lambda: {
        "tongue": f"(?:{'|'.join(language_names())})",
        "back": Sayings("interview/corrected").text("back"),
    },
)
_pattern = _SAID.pattern


def read_languages(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return how many languages a text speaks of, where it counts them: "into 8 languages".

    Who takes a count back with names means as many as are named: "5 languages, no, only English and Thai".
    """
    instead = next(_pattern("instead").finditer(text.text), None)
    if instead is not None and _takes_back(instead, text.text):
        for found in _pattern("counted").finditer(text.text, 0, instead.start()):
            text.take(*found.span())
        words = instead.group().strip(" ,;:()")
        count = float(len(_pattern("and").split(instead["names"])))
        return [ReadAnswer(COUNT, Answer(count, "answered", said=words), words, instead.start())]
    for found in _pattern("counted").finditer(text.text):
        span = number_at(text.text, found.start("number"))
        if span is None or not text.free(*found.span()) or span.value < 1:
            continue
        words = text.take(*found.span())
        answer = Answer(check_bounds(fields[COUNT], float(round(span.value))), "answered", said=words)
        return [ReadAnswer(COUNT, answer, words, found.start())]
    return []


def _takes_back(instead: re.Match[str], text: str) -> bool:
    """Return whether names told instead take a count back: weak words do so right behind it."""
    if _pattern("weakly").match(instead.group()) is None:
        return True
    counts = list(_pattern("counted").finditer(text, 0, instead.start()))
    return not counts or bool(_pattern("between").fullmatch(text, counts[-1].end(), instead.start()))


def translated(text: Passage, found: Sequence[ReadAnswer]) -> list[ReadAnswer]:
    """Return answers with a volume that goes into several languages multiplied by them, which is noted.

    translations = texts x languages into which each goes, where one sentence, or the next that speaks of
    them, tells both; what is counted as translations is counted already.

    Args:
        text: The text.
        found: What was read from it.
    """
    into = next(_pattern("into").finditer(text.text), None)
    if into is None or _pattern("translates").search(text.text) is None:
        return list(found)
    targets = _targets(into)
    return [_times(hit, targets, text) if _goes_into(hit, into, text) else hit for hit in found]


def with_the_rest(text: Passage, found: Sequence[ReadAnswer]) -> list[ReadAnswer]:
    """Return answers in which the languages of a part of the texts are joined by that of all others, which is
    noted: "some contracts are in French" says nothing of the others."""
    return [_with_others(hit, text) if hit.path == NAMES else hit for hit in found]


def _with_others(hit: ReadAnswer, text: Passage) -> ReadAnswer:
    others, names = _SAID.text("others"), hit.answer.value
    if not isinstance(names, tuple) or others in names:
        return hit
    places = [m.start() for name in names for m in re.finditer(rf"\b{re.escape(str(name))}\b", text.text)]
    if not places or not all(_pattern("partly").search(text.text, 0, place) for place in places):
        return hit
    text.notes.append(_SAID.sentence("rest", part=", ".join(map(str, names)), others=others))
    return replace(hit, answer=replace(hit.answer, value=(*names, others)))


def _targets(into: re.Match[str]) -> float:
    """Return the number of languages behind "into": told as a figure or by their names."""
    span = number_at(into["number"], 0) if into["number"] else None
    return span.value if span is not None else float(len(_pattern("and").split(into["names"])))


def _goes_into(hit: ReadAnswer, into: re.Match[str], text: Passage) -> bool:
    if hit.path not in _SAID.value("volumes") or _pattern("translations").search(hit.span):
        return False
    for sentence in SENTENCE.finditer(text.text):
        if sentence.start() <= into.start() < sentence.end():
            near = text.text[sentence.start() : into.start()]
            last = text.text.rfind(".", 0, max(0, sentence.start() - 1))
            return hit.start >= sentence.start() or (hit.start > last and bool(_pattern("them").search(near)))
    return False


def _times(hit: ReadAnswer, targets: float, text: Passage) -> ReadAnswer:
    answer = hit.answer
    if targets < 2 or not isinstance(answer.value, (int, float)):
        return hit
    low, high = (None if end is None else end * targets for end in (answer.low, answer.high))
    value = answer.value * targets
    parts = {"words": repr(hit.span), "count": plain_number(targets), "all": plain_number(value)}
    text.notes.append(_SAID.sentence("note", **parts))
    return replace(hit, answer=replace(answer, value=value, low=low, high=high))
