"""Answers sorted by what was, what is and what is wanted: a word that a text tells of stands in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from advisor.interview.outcomes import PATH as WORKED
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.so_far import Standing, Told, told_of
from advisor.profile import Answer, Fields
from advisor.strategy.in_use import GIVEN_UP, TODAY

FAILED = GIVEN_UP
_WISHES = ("wish.deployments", "wish.adaptations", "wish.techniques")
_NOWHERE = Told("", 0, 0, frozenset())
_NAMED: tuple[Standing, ...] = ("current",)
_DONE: tuple[Standing, ...] = ("failed", "worked", "current")
_NO_RESULT: tuple[Standing, ...] = ("failed", "current", "wanted", "supposed")


def told_apart(
    text: Passage, fields: Fields, found: Sequence[ReadAnswer], *, asked: bool = False
) -> list[ReadAnswer]:
    """Return answers with what a text tells of today and of what was tried taken out of the wishes and put
    where it belongs. A word that is told to have worked and to have failed is left out of both.

    Args:
        text: The text.
        fields: The fields of a profile.
        found: What was read from it so far.
        asked: Whether it replies to what is in use or was tried: what it only names is in use then.
    """
    if FAILED not in fields:
        return list(found)
    told = _by_word(text, asked)
    kept = [hit for old in found if (hit := _without(old, told)) is not None]
    known = {hit.path: hit for hit in kept}
    for path, standing in ((WORKED, "worked"), (FAILED, "failed"), *((path, "current") for path in TODAY)):
        words = fields[path].choices or ()
        more = [told[word][standing] for word in told if standing in told[word] and word in words]
        if more:
            known[path] = _with(path, known.get(path), more, text.text)
    return list(known.values())


def _by_word(text: Passage, asked: bool) -> dict[str, dict[Standing, Told]]:
    """Return the first place where each thing is told of a word, without verdicts that contradict."""
    told: dict[str, dict[Standing, Told]] = {}
    for one in told_of(text):
        for standing in one.standings or (_NAMED if asked else ()):
            told.setdefault(one.word, {}).setdefault(standing, one)
    for standings in told.values():
        if "worked" in standings and "failed" in standings:
            del standings["worked"], standings["failed"]
            standings["supposed"] = standings.get("supposed") or next(iter(standings.values()), _NOWHERE)
    return told


def _without(hit: ReadAnswer, told: dict[str, dict[Standing, Told]]) -> ReadAnswer | None:
    """Return an answer without the words that belong elsewhere; None when no word is left."""
    if hit.path not in (*_WISHES, WORKED) or not isinstance(hit.answer.value, tuple):
        return hit
    gone = _no_result if hit.path == WORKED else _no_wish
    words = tuple(w for w in hit.answer.value if isinstance(w, str) and not gone(told.get(w, {})))
    if words == hit.answer.value:
        return hit
    return replace(hit, answer=replace(hit.answer, value=words)) if words else None


def _no_wish(told: Iterable[Standing]) -> bool:
    """Return whether a word is told of as done and never as wished for."""
    return "wanted" not in told and any(standing in told for standing in _DONE)


def _no_result(told: Iterable[Standing]) -> bool:
    """Return whether a word is told of, and nowhere as something that worked."""
    return "worked" not in told and any(standing in told for standing in _NO_RESULT)


def _with(path: str, hit: ReadAnswer | None, more: Sequence[Told], text: str) -> ReadAnswer:
    """Return an answer with more words, in the order of the text."""
    value = hit.answer.value if hit is not None else ()
    old = tuple(w for w in value if isinstance(w, str)) if isinstance(value, tuple) else ()
    new = sorted((one for one in more if one.word not in old), key=lambda one: one.start)
    if hit is not None and not new:
        return hit
    words = [hit.span] if hit is not None else []
    said = ", ".join(dict.fromkeys([*words, *(text[one.start : one.end].strip() for one in new)]))
    answer = Answer((*old, *(one.word for one in new)), said=said)
    return ReadAnswer(path, answer, said, hit.start if hit is not None else new[0].start)
