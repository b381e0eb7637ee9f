"""Free text: read, echoed as understood, and kept waiting until the user says that it is right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.conversation import phrases
from advisor.conversation.echo import answers_text
from advisor.conversation.engine import Engine
from advisor.conversation.turns import Pending, Step, Turn, turn
from advisor.profile.bounds import must_confirm

if TYPE_CHECKING:
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
    question = engine.questions.get(step.ask.id) if step.ask else None
    reading = engine.read(text, asked=question)
    answers = {read.path: read.answer for read in reading.answers}
    said = (turn("answer", text, tuple(answers)), *_corrections(engine, reading))
    understood = answers_text(engine, answers, words=text)
    if not understood:
        return step.saying(*said, *_not_understood(text, reading))
    doubts = (must_confirm(engine.fields[path], answer) for path, answer in answers.items())
    remarks = (*(doubt for doubt in doubts if doubt), *reading.unread)
    echo = turn("reading", "\n".join((f"I read: {understood}.", *remarks)))
    if step.pending is not None:
        answers = {**step.pending.answers, **answers}
        said = (*step.pending.turns, *said)
    return replace(step, pending=Pending(text, answers, (*said, echo)))


def _not_understood(text: str, reading: Reading) -> tuple[Turn, ...]:
    if reading.unread:
        return (turn("problem", "\n".join(reading.unread)),)
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
