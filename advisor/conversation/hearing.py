"""Free text: read, echoed as understood, and kept waiting until the user says that it is right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.conversation import phrases
from advisor.conversation.corrections import Corrected
from advisor.conversation.echo import STORY, answers_text, value_text
from advisor.conversation.engine import Engine
from advisor.conversation.entries import OF_MANY, card_lines
from advisor.conversation.later import added, heard_behind
from advisor.conversation.steering import NO_ANSWERS, bare
from advisor.conversation.turns import Pending, Step, Turn, turn
from advisor.errors import shown
from advisor.profile import Answer
from advisor.profile.bounds import must_confirm
from advisor.profile.coerce import coerce

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.interview.reading import Reading

LATIN_ENDS = "\u0250"
"""The first letter behind the Latin blocks of Unicode."""


def hear(engine: Engine, step: Step, text: str) -> Step:
    """Return the step with a text read in it; what was found waits to be kept.

    Words said while another reading waits are added to it; where both speak of a field, the later holds.

    Args:
        engine: The advisor.
        step: The step on the screen.
        text: What the user said.
    """
    reading = heard_behind(engine, step, text)
    behind = added(engine, step, {read.path: read.answer for read in reading.answers}, text)
    reading = replace(reading, unread=(*behind.remarks, *reading.unread))
    answers = found = behind.answers
    said = (turn("answer", text, tuple(answers)), *_corrections(engine, reading))
    if not answers_text(engine, answers, words=text):
        return _remembering(step, reading).saying(*said, *_not_understood(text, reading))
    doubts = (must_confirm(engine.fields[path], answer) for path, answer in answers.items())
    remarks = (*(doubt for doubt in doubts if doubt), *reading.notes, *reading.unread)
    answers = {**answers, **_forbidden(step, reading)}
    if step.pending is not None:
        answers = {**step.pending.answers, **answers}
        said = (*step.pending.turns, *said)
    listed = card_lines(engine, answers)
    single = answers_text(engine, _unlisted(engine, found) if listed else found, words=text)
    echo = turn("reading", "\n".join((*_headed("I read:", single, listed), *remarks)))
    return replace(step, turns=(), pending=Pending(text, answers, (*said, echo), step.pending))


def _headed(head: str, single: str, listed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of a card; the first one says something, if only what is counted below."""
    if single or not listed:
        return (f"{head} {single}.", *listed)
    return (f"{head} {listed[0]}", *listed[1:])


def _forbidden(step: Step, reading: Reading) -> dict[str, Answer]:
    """Return the sentences that forbid something and were not used, behind those of before, as the report
    tells them; nothing where there are none."""
    new = [ban.sentence for ban in reading.forbidden]
    waiting = step.pending.answers.get(STORY) if step.pending is not None else None
    before = str((waiting.value if waiting is not None else step.profile.text(STORY)) or "")
    told = [before, *(f"{words}." for words in new if words not in before)]
    return {STORY: Answer(" ".join(filter(None, told)))} if new else {}


def _remembering(step: Step, reading: Reading) -> Step:
    """Return the step with what a reading forbids and nothing else of it, kept for the report."""
    kept = _forbidden(step, reading)
    return replace(step, profile=step.profile.with_answers(kept)) if kept else step


def mended(engine: Engine, step: Step, text: str, fixed: Corrected) -> Step:
    """Return the step with a reading that waits corrected; all else that was read stays as it was.

    Args:
        engine: The advisor.
        step: The step on the screen, with a reading that waits.
        text: What the user said.
        fixed: What that corrects.
    """
    pending = step.pending
    if pending is None:
        return step
    merged = {**pending.answers, **fixed.answers}
    answers = {path: answer for path, answer in merged.items() if path not in fixed.emptied}
    left = {path: answer for path, answer in answers.items() if path != STORY}
    if not answers_text(engine, left):
        nothing = turn("answer", text), turn("reading", phrases.NOTHING_LEFT)
        return replace(step, turns=nothing, pending=None)
    listed = card_lines(engine, answers)
    single = answers_text(engine, _unlisted(engine, left) if listed else left)
    lines = (told(engine, fixed), *_headed("Still read:", single, listed))
    said = (*pending.turns, turn("answer", text, fixed.paths), turn("reading", "\n".join(lines)))
    before = _mended_before(engine, pending.before, fixed)
    return replace(step, turns=(), pending=replace(pending, answers=answers, turns=said, before=before))


def _mended_before(engine: Engine, pending: Pending | None, fixed: Corrected) -> Pending | None:
    """Return what waited before the last words without what was taken out of it since."""
    if pending is None:
        return None
    answers = {path: answer for path, answer in pending.answers.items() if path not in fixed.emptied}
    gone = {path: [item.value for item in fixed.out if item.path == path] for path in answers}
    for path, answer in answers.items():
        if gone[path] and isinstance(answer.value, tuple):
            left = [value for value in answer.value if value not in gone[path]]
            answers[path] = coerce(engine.fields[path], left, said=answer.said)
    return replace(pending, answers=answers, before=_mended_before(engine, pending.before, fixed))


def dropped(engine: Engine, pending: Pending | None, before: Pending | None) -> str:
    """Return what is said when a reading is dropped: which words went, and what still waits.

    Args:
        engine: The advisor.
        pending: The reading that waited.
        before: What waits now.
    """
    if pending is None or before is None:
        return phrases.DROPPED
    left = answers_text(engine, before.answers, words=before.text)
    return phrases.DROPPED_LAST.format(said=shown(pending.text, 80), left=left)


def _unlisted(engine: Engine, answers: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """Return the answers that a card does not show entry by entry."""
    return {path: answer for path, answer in answers.items() if engine.fields[path].kind not in OF_MANY}


def told(engine: Engine, fixed: Corrected) -> str:
    """Return what a correction did, a sentence for each answer: what went, and what is in it now."""
    found = []
    for path in fixed.paths:
        out = ", ".join(item.words for item in fixed.out if item.path == path)
        answer = fixed.answers.get(path)
        now = value_text(engine, path, answer) if answer is not None else "nothing"
        gone = f"taken out of it: {out}; " if out else ""
        found.append(f"{engine.fields[path].label}: {gone}{'left' if out else 'now'}: {now}.")
    return " ".join(found)


def _not_understood(text: str, reading: Reading) -> tuple[Turn, ...]:
    if hint := NO_ANSWERS.get(bare(text)):
        return (turn("problem", phrases.NO_ANSWER_HINTS[hint]),)
    if reading.unread:
        signed = (phrases.CHECKED_BY_SIGNER,) if reading.forbidden else ()
        return (turn("problem", "\n".join((*reading.unread, *signed))),)
    if reading.claims:
        return ()
    return (turn("problem", phrases.NOTHING_READ if _in_latin_letters(text) else phrases.ENGLISH_ONLY),)


def _in_latin_letters(text: str) -> bool:
    """Return whether most letters of a text are Latin ones, as in every language that we could half read."""
    letters = [char for char in text if char.isalpha()]
    latin = sum(1 for char in letters if char < LATIN_ENDS)
    return 2 * latin >= len(letters)


def _corrections(engine: Engine, reading: Reading) -> tuple[Turn, ...]:
    told = [engine.claim_correction(claim) for claim in reading.claims]
    return tuple(turn("claim", f"{lines}\nSource: {source}") for lines, source in told)
