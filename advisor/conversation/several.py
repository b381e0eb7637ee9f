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
    from advisor.conversation.turns import Step
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
    if ask is None or step.pending is not None or not ask.id.startswith("field:"):
        return None
    field = engine.fields[ask.fields[0]]
    if field.kind != "choices":
        return None
    had = step.profile.words(field.path)
    take = _TAKEN.fullmatch(line)
    if line.casefold() in NOTHING:
        picked: tuple[str, ...] = ()
    else:
        choices = _picked(field, take[1] if take else line)
        if choices is None:
            return None
        picked = tuple(word for word in had if word not in choices) if take else choices
    if not picked:
        return Corrected({}, (field.path,))
    return Corrected({field.path: Answer(picked, said=line)}, ())


def _picked(field: Field, what: str) -> tuple[str, ...] | None:
    """Return the choices that numbers of replies or names point at, None where they point at none."""
    if not NUMBERS.fullmatch(what):
        found = named(what, (entry(field, choice) for choice in field.choices))
        return tuple(str(item.value) for item in found) if found is not None else None
    numbers = [int(number) for number in re.findall(r"\d+", what)]
    wrong = next((number for number in numbers if not 1 <= number <= len(field.choices)), None)
    if wrong is not None:
        raise UserError(f"There is no reply {wrong}: pick from 1 to {len(field.choices)}.")
    return tuple(dict.fromkeys(field.choices[number - 1] for number in numbers))
