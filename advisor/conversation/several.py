"""Several words picked at once where an answer of several is open: "5, 16", "rag and lora", "drop 2"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.conversation.corrections import DENIED, NOTHING, NUMBERS, OUT, Corrected
from advisor.conversation.entries import entry, named
from advisor.errors import UserError
from advisor.profile import Answer

if TYPE_CHECKING:
    from advisor.conversation.engine import Engine
    from advisor.conversation.turns import Ask, Step
    from advisor.profile import Field

_TAKEN = re.compile(rf"(?:{OUT}|{DENIED})\s+(.+)", re.IGNORECASE)


def several_picked(engine: Engine, step: Step, text: str) -> Corrected | None:
    """Return what several numbers, names or "none" answer to an open question for several words.

    Args:
        engine: The advisor.
        step: The step on the screen.
        text: What the user said: ``"5, 16"``, ``"rag and lora"``, ``"drop 2 and 5"``, ``"none"``.

    Raises:
        UserError: When a number is not one of the replies.
    """
    ask, line = step.ask, text.strip().rstrip(".!")
    if ask is None or step.pending is not None:
        return None
    field, take = engine.fields[ask.fields[0]], _TAKEN.fullmatch(line)
    opened = ask.id.startswith("field:")
    if field.kind != "choices" or not (opened or take):
        return None
    if line.casefold() in NOTHING:
        return Corrected({}, (field.path,))
    offered = _offered(engine, ask, field)
    choices = _picked(field, offered, take[1] if take else line, by_name=opened)
    if choices is None:
        return None
    return _without(field, step, choices, line) if take else _answered(field, choices, line)


def _offered(engine: Engine, ask: Ask, field: Field) -> tuple[tuple[str, ...], ...]:
    """Return which of the field's words each reply says, by its number."""
    question = engine.questions.get(ask.id)
    if question is None:
        return tuple((choice,) for choice in field.choices)
    values = (
        reply.answers[field.path].value if field.path in reply.answers else () for reply in question.replies
    )
    return tuple(tuple(word for word in field.choices if isinstance(v, tuple) and word in v) for v in values)


def _answered(field: Field, choices: tuple[str, ...], line: str) -> Corrected:
    return Corrected({field.path: Answer(choices, said=line)}, ())


def _without(field: Field, step: Step, choices: tuple[str, ...], line: str) -> Corrected:
    """Return an answer without some of its words.

    Raises:
        UserError: When it holds none of them.
    """
    had = step.profile.words(field.path)
    gone = tuple(entry(field, word) for word in had if word in choices)
    if not gone:
        words = ", ".join(entry(field, word).words for word in had) or "nothing"
        raise UserError(f"{field.label}: that is not in it; it holds {words}.")
    left = tuple(word for word in had if word not in choices)
    if not left:
        return Corrected({}, (field.path,), gone)
    return Corrected({field.path: Answer(left, said=line)}, (), gone)


def _picked(
    field: Field, offered: tuple[tuple[str, ...], ...], what: str, *, by_name: bool
) -> tuple[str, ...] | None:
    """Return the choices that numbers of replies or names point at, None where they point at none."""
    if not NUMBERS.fullmatch(what):
        found = named(what, (entry(field, choice) for choice in field.choices)) if by_name else None
        return tuple(str(item.value) for item in found) if found is not None else None
    numbers = [int(number) for number in re.findall(r"\d+", what)]
    wrong = next((number for number in numbers if not 1 <= number <= len(offered)), None)
    if wrong is not None:
        raise UserError(f"There is no reply {wrong}: pick from 1 to {len(offered)}.")
    return tuple(dict.fromkeys(word for number in numbers for word in offered[number - 1]))
