"""What is said behind the first words: it corrects a fact, adds to them or tells another job.

"No, the chats are 400 a day" answers no question that is open; "and there are 12 languages" makes no other
project of the first one; "also a chatbot with 400 chats a day" is a job of its own and replaces no volume.
The words that tell these apart stand in ``later.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from advisor.conversation import phrases
from advisor.conversation.echo import spread, value_text
from advisor.conversation.entries import OF_MANY
from advisor.errors import shown
from advisor.interview.reading import Reading
from advisor.interview.sayings import Sayings
from advisor.profile.coerce import coerce

if TYPE_CHECKING:
    from advisor.conversation.engine import Engine
    from advisor.conversation.turns import Step
    from advisor.interview.questions import Question
    from advisor.profile import Answer

KIND = "use_case.kind"
_CLAUSES = re.compile(r"(?:[,;]|\.(?=\s|$)|\n)\s*(?:and |but )?")
_WORDS = re.compile(r"[^\W\d_]+")
_NAME_WORDS = 3
"""Words that are nothing but the name of a kind."""
_NEAR = 4
"""Words behind "it is a" that name what it is."""
_pattern = Sayings("conversation/later").pattern
_LEAST_WORDS = 3
_LETTERS = 4
"""Letters of a word in the title of a kind that names it."""


@dataclass(frozen=True, slots=True)
class Added:
    """What counts of words that come behind others."""

    answers: dict[str, Answer]
    remarks: tuple[str, ...] = ()


def heard_behind(engine: Engine, step: Step, text: str) -> Reading:
    """Return the reading of a line; a correction and another job are no reply to the question that is open.

    Args:
        engine: The advisor.
        step: The step on the screen.
        text: What the user said.
    """
    question = engine.questions.get(step.ask.id) if step.ask else None
    return (
        _of_another_job(engine, step, text)
        or _correction(engine, step, question, text)
        or engine.read(text, asked=question)
    )


def added(engine: Engine, step: Step, answers: Mapping[str, Answer], text: str) -> Added:
    """Return what words say that came behind others: the kind that was told stays unless another is named,
    lists grow, and an addition replaces no figure."""
    kept = dict(answers)
    before = _said(step)
    asked = step.ask.fields if step.ask is not None and step.pending is None else ()
    if KIND in kept and KIND in before and KIND not in asked and not _names_a_kind(engine, kept[KIND], text):
        del kept[KIND]
        if not kept and before[KIND].value in engine.use_cases:
            return Added(kept, (phrases.TASK_STAYS.format(title=value_text(engine, KIND, before[KIND])),))
    if not _pattern("adds").match(text.strip()):
        return Added(kept)
    remarks = []
    for path, answer in tuple(kept.items()):
        had = before.get(path)
        if had is None or had.state == "assumed" or path in asked or had.value == answer.value:
            continue
        if engine.fields[path].kind in OF_MANY:
            kept[path] = _joined(engine, path, had, answer)
        elif had.value is not None:
            del kept[path]
            remarks.append(_not_replaced(engine, path, had, answer))
    return Added(kept, tuple(remarks))


def _said(step: Step) -> Mapping[str, Answer]:
    """Return what was said before, on the card that waits too."""
    return {**dict(step.profile), **(step.pending.answers if step.pending is not None else {})}


def _joined(engine: Engine, path: str, had: Answer, answer: Answer) -> Answer:
    if not (isinstance(had.value, tuple) and isinstance(answer.value, tuple)):
        return answer
    values = coerce(engine.fields[path], [*had.value, *answer.value], said=answer.said)
    return replace(answer, value=values.value)


def _not_replaced(engine: Engine, path: str, had: Answer, answer: Answer) -> str:
    return phrases.NOT_REPLACED.format(
        label=engine.fields[path].label,
        had=value_text(engine, path, had),
        new=spread(answer) or value_text(engine, path, answer),
        said=shown(answer.said or ""),
    )


def _correction(engine: Engine, step: Step, question: Question | None, text: str) -> Reading | None:
    """Return what a correction states where it speaks of something else than the question that is open."""
    found = _pattern("corrects").match(text.strip())
    if found is None or question is None or step.pending is not None:
        return None
    if any(_pattern("yes_or_no").match(reply.label) for reply in question.replies):
        return None
    stated = text.strip()[found.end() :]
    if len(stated.split()) < _LEAST_WORDS:
        return None
    reading = engine.read(stated)
    spoken = {hit.path for hit in reading.answers} - {KIND}
    return reading if spoken and not spoken & set(question.fields) else None


def _names_a_kind(engine: Engine, kind: Answer, text: str) -> bool:
    """Return whether a line says outright what the project is: "it is for translation", "a voice bot"."""
    words = text.strip()
    if _pattern("adds").match(words):
        return False
    found = _pattern("corrects").match(words)
    words = words[found.end() :] if found else words
    alone = len(_WORDS.findall(words)) <= _NAME_WORDS and not any(char.isdigit() for char in words)
    opens = _pattern("is_a").match(words) or (_pattern("article").match(words) if found else None)
    if not alone and opens is None:
        return False
    plain = " ".join(words[opens.end() if opens else 0 :].casefold().split()[:_NEAR])
    title = engine.use_cases[str(kind.value)].title.casefold()
    return (kind.said or "").casefold() in plain or any(
        word in plain for word in title.split() if len(word) >= _LETTERS
    )


def _of_another_job(engine: Engine, step: Step, text: str) -> Reading | None:
    """Return the reading of an addition without the job that it names beside the first, which is told."""
    line = text.strip()
    adds, first = _pattern("adds").match(line), _said(step).get(KIND)
    if adds is None or first is None or not isinstance(first.value, str):
        return None
    clauses = [clause for clause in _CLAUSES.split(line[adds.end() :].strip()) if clause]
    others = [clause for clause in clauses if _is_another(engine, first.value, clause)]
    if not others:
        return None
    rest = ", ".join(clause for clause in clauses if clause not in others)
    reading = engine.read(rest) if rest else Reading()
    said = phrases.ANOTHER_JOB.format(
        other=shown("; ".join(others)), first=shown(engine.use_cases[first.value].title)
    )
    answers = tuple(hit for hit in reading.answers if hit.path != KIND)
    return replace(reading, answers=answers, unread=(said, *reading.unread))


def _is_another(engine: Engine, first: str, clause: str) -> bool:
    """Return whether a clause names a thing of another kind than the first."""
    kind = next((hit.answer for hit in engine.read(clause).answers if hit.path == KIND), None)
    opens = _pattern("another").match(clause)
    if kind is None or kind.value == first or str(kind.value) not in engine.use_cases or opens is None:
        return False
    return _is_keyword(engine, kind)


def _is_keyword(engine: Engine, kind: Answer) -> bool:
    """Return whether the words of a kind name its work, and not only the field in which it is done."""
    said = (kind.said or "").casefold()
    return said not in engine.use_cases[str(kind.value)].hints
