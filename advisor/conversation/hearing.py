"""Free text: read, echoed as understood, and kept waiting until the user says that it is right."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.conversation import phrases
from advisor.conversation.corrections import Corrected
from advisor.conversation.echo import answers_text, value_text
from advisor.conversation.engine import Engine
from advisor.conversation.entries import OF_MANY, card_lines
from advisor.conversation.steering import NO_ANSWERS, bare
from advisor.conversation.turns import Pending, Step, Turn, turn
from advisor.profile.bounds import must_confirm
from advisor.profile.coerce import coerce

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.interview.reading import Reading
    from advisor.profile import Answer

STORY = "use_case.story"
"""The words as said; a card does not repeat them."""
KIND = "use_case.kind"
REMARK_WORDS = 12
"""A longer text on a reading that waits is a description of its own."""
NAMES_A_KIND = 4
"""Letters of a word in the title of a kind that names it."""
ADDS = re.compile(
    r"(?:and|plus|also|in addition|additionally)\b"
    r"|(?:\w+,? )?(?:we|i|it|they|there)(?:'s| is| are)? (?:also|too)\b",
    re.IGNORECASE,
)
"""Words in front of what comes to a list beside what is in it."""
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
    answers = found = {read.path: read.answer for read in reading.answers}
    said = (turn("answer", text, tuple(answers)), *_corrections(engine, reading))
    if step.pending is not None:
        answers = found = _without_a_guess(engine, step.pending.answers, answers, text)
    answers = found = _joined(engine, step, answers, text)
    understood = answers_text(engine, answers, words=text)
    if not understood:
        return step.saying(*said, *_not_understood(text, reading))
    doubts = (must_confirm(engine.fields[path], answer) for path, answer in answers.items())
    remarks = (*(doubt for doubt in doubts if doubt), *reading.unread)
    if step.pending is not None:
        answers = {**step.pending.answers, **answers}
        said = (*step.pending.turns, *said)
    listed = card_lines(engine, answers)
    single = answers_text(engine, _unlisted(engine, found) if listed else found, words=text)
    lines = (f"I read: {single}." if single else "I read:", *listed, *remarks)
    echo = turn("reading", "\n".join(lines))
    return replace(step, pending=Pending(text, answers, (*said, echo)))


def _joined(engine: Engine, step: Step, answers: Mapping[str, Answer], text: str) -> dict[str, Answer]:
    """Return what words say that add to lists: "and also English" leaves the languages before it."""
    if not ADDS.match(text.strip()):
        return dict(answers)
    before = step.pending.answers if step.pending is not None else dict(step.profile)
    joined = dict(answers)
    for path, answer in answers.items():
        had = before.get(path)
        if engine.fields[path].kind not in OF_MANY or had is None or had.state == "assumed":
            continue
        if isinstance(had.value, tuple) and isinstance(answer.value, tuple):
            values = coerce(engine.fields[path], [*had.value, *answer.value], said=answer.said)
            joined[path] = replace(answer, value=values.value)
    return joined


def _without_a_guess(
    engine: Engine, before: Mapping[str, Answer], answers: Mapping[str, Answer], text: str
) -> dict[str, Answer]:
    """Return what a remark on a reading says, without another kind of project that it does not name."""
    kind, words = answers.get(KIND), text.casefold()
    if kind is None or KIND not in before or len(words.split()) > REMARK_WORDS:
        return dict(answers)
    title = engine.use_cases[str(kind.value)].title.casefold()
    named = any(word in words for word in title.split() if len(word) >= NAMES_A_KIND)
    return {path: answer for path, answer in answers.items() if path != KIND or named}


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
        return replace(step.saying(turn("answer", text), turn("reading", phrases.NOTHING_LEFT)), pending=None)
    listed = card_lines(engine, answers)
    single = answers_text(engine, _unlisted(engine, left) if listed else left)
    lines = (told(engine, fixed), f"Still read: {single}." if single else "Still read:", *listed)
    said = (*pending.turns, turn("answer", text, fixed.paths), turn("reading", "\n".join(lines)))
    return replace(step, pending=replace(pending, answers=answers, turns=said))


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
