"""Corrections of answers of one value: "users: 130", "budget is 800", "remove the budget"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.conversation.entries import OF_MANY
from advisor.errors import UserError
from advisor.profile import Answer
from advisor.profile.coerce import coerce

if TYPE_CHECKING:
    from advisor.conversation.engine import Engine
    from advisor.profile import Field

_GIVEN = re.compile(r"(?P<label>[^:=]{3,60}?)\s*[:=]\s*(?P<what>.+)", re.DOTALL)
_CHANGED = re.compile(r"(?:set|change)\s+(?P<label>.+?)\s+(?:to|into)\s+(?P<what>.+)", re.IGNORECASE)
_TOLD = re.compile(
    r"(?:no,? )?(?P<label>[\w ]{3,40}?)\s+(?:is|are|was|were|should be|must be|=)\s+(?P<what>.+)",
    re.IGNORECASE,
)
_MOST_WORDS = 5
"""A longer value is a description, which is read whole."""
_WORD = re.compile(r"[a-z0-9]+")
_FILLERS = frozenset({"the", "a", "an", "our", "your", "my", "of", "on", "in", "it", "is"})


@dataclass(frozen=True, slots=True)
class Single:
    """The fields of one value that a line may name."""

    engine: Engine
    answers: Mapping[str, Answer]
    """What waits or was given, which is likelier meant than what was not spoken of."""
    waiting: bool

    def given(self, line: str) -> tuple[Field, Answer] | None:
        """Return the field that a line names and the value that it gives it, None where it does neither."""
        for pattern in (_GIVEN, _CHANGED, *([_TOLD] if self.waiting else [])):
            if (found := pattern.fullmatch(line)) and (field := self.field(found["label"])):
                answer = self._value(field, found["what"].strip(), line)
                return (field, answer) if answer is not None else None
        return None

    def field(self, label: str) -> Field | None:
        """Return the one field that goes by a name: whole names before parts of labels, answered first."""
        wanted = " ".join(word for word in label.casefold().strip(" ?\"'").split() if word not in _FILLERS)
        if not wanted:
            return None
        known = [field for field in self.engine.fields if field.kind not in OF_MANY]
        for among in ([f for f in known if f.path in self.answers], known):
            whole = [field for field in among if wanted in self._names(field)]
            if whole:
                return whole[0]
        parts = frozenset(_WORD.findall(wanted))
        held = [f for f in known if f.path in self.answers and parts <= frozenset(_WORD.findall(f.label))]
        if len(held) == 1:
            return held[0]
        return next((field for field in known if field.path.partition(".")[0] == wanted), None)

    def _names(self, field: Field) -> Iterator[str]:
        """Yield what a field goes by: its label, its path and the end of it, the question for it."""
        yield " ".join(word for word in field.label.casefold().split() if word not in _FILLERS)
        yield field.path
        yield field.path.rpartition(".")[2].replace("_", " ")
        yield from (q.id.replace("_", " ") for q in self.engine.questions.values() if q.main == field.path)

    def _value(self, field: Field, what: str, line: str) -> Answer | None:
        """Return the value that words give a field: as it is typed, or as a reply to its question says it."""
        if len(what.split()) > _MOST_WORDS or field.kind == "text":
            return None
        try:
            return coerce(field, what, said=line)
        except UserError:
            question = next((q for q in self.engine.questions.values() if field.path in q.fields), None)
            found = {hit.path: hit.answer for hit in self.engine.read(what, asked=question).answers}
            return found.get(field.path) if found.keys() <= {field.path} else None
