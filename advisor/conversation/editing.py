"""Reopening an earlier answer, also one that no question covers, and what its replies say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.conversation import phrases
from advisor.conversation.echo import value_text
from advisor.conversation.engine import Engine
from advisor.conversation.turns import Ask, ask_again, clean
from advisor.decide.values import choice_words
from advisor.errors import UserError, shown
from advisor.profile import Answer, Field, Profile

YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer, for the list in which each can be edited."""

    path: str
    label: str
    value: str
    said: str
    """The user's words."""
    sure: bool
    """False when the answer was "not sure"."""


def answer_rows(engine: Engine, profile: Profile) -> tuple[AnswerRow, ...]:
    """Return what the user said, in the order of the table of fields."""
    rows = []
    for field in engine.fields:
        answer = profile.answers.get(field.path)
        if answer is None or answer.state == "assumed":
            continue
        text = value_text(engine, field.path, answer)
        rows.append(AnswerRow(field.path, field.label, text, shown(answer.said, 80), answer.known))
    return tuple(rows)


def reopened(engine: Engine, profile: Profile, words: str) -> Ask:
    """Return the question that asks for an answer again.

    Args:
        engine: The advisor.
        profile: The answers so far.
        words: A field path, or some words of its label.

    Raises:
        UserError: When no answer goes by these words.
    """
    path = _path(engine, profile, words)
    for question in engine.questions.values():
        if path in question.fields:
            return ask_again(question)
    field = engine.fields[path]
    replies = tuple(clean(choice_words(field, choice)) for choice in _choices(field))
    text = f"{field.label}? {field.help}"
    if field.kind == "choices":
        text = f"{text}\nNow: {_held(field, profile)}. {phrases.SEVERAL}"
    return Ask(f"field:{path}", text, field.help, "", replies, (path,))


def reply_answers(engine: Engine, ask: Ask, number: int) -> Mapping[str, Answer]:
    """Return what quick reply ``number`` (from 1) says.

    Raises:
        UserError: When there is no such reply.
    """
    if not 1 <= number <= len(ask.replies):
        raise UserError(phrases.ONLY_SO_MANY.format(number=number, count=len(ask.replies)))
    if ask.id in engine.questions:
        return engine.questions[ask.id].replies[number - 1].answers
    field = engine.fields[ask.fields[0]]
    choice = _choices(field)[number - 1]
    value = choice == YES_NO[0] if field.kind == "flag" else (choice,) if field.kind == "choices" else choice
    return {field.path: Answer(value, said=ask.replies[number - 1])}


def _held(field: Field, profile: Profile) -> str:
    """Return what an answer of several words holds now, by the numbers of its replies."""
    words = profile.words(field.path)
    held = [f"{n} {choice_words(field, c)}" for n, c in enumerate(field.choices, 1) if c in words]
    return " · ".join(held) or "nothing"


def _choices(field: Field) -> tuple[str, ...]:
    return YES_NO if field.kind == "flag" else field.choices


def _path(engine: Engine, profile: Profile, words: str) -> str:
    if words in engine.fields:
        return words
    wanted = words.casefold().removeprefix("the ").strip()
    said = [row for row in answer_rows(engine, profile) if row.path != "use_case.story"]
    for row in said:
        if wanted and (wanted in row.label.casefold() or wanted in row.path.replace("_", " ")):
            return row.path
    whole = next((f.path for f in engine.fields if f.kind == "choices" and f.label.casefold() == wanted), "")
    if whole:
        return whole
    known = ", ".join(row.label for row in said) or "none yet"
    raise UserError(f"No answer is called {shown(words)!r}; you answered: {known}.")
