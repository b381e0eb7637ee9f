"""The conversation as immutable data: turns, questions asked, steps and their history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from advisor.errors import shown
from advisor.profile import Answer, Profile

if TYPE_CHECKING:
    from advisor.interview.order import Asked
    from advisor.interview.questions import Question

Kind = Literal["welcome", "question", "answer", "reading", "change", "aside", "claim", "report", "problem"]
"""What a turn is: only ``answer`` is spoken by the user."""

TURN_LIMIT = 20_000
"""Characters of one turn that are kept."""


def clean(text: object) -> str:
    """Return a stranger's text with its line breaks but without control characters.

    >>> clean("a\\x1b[31mb\\u202ec\\r\\nd")
    'a[31mbc\\nd'
    """
    lines = str(text)[: TURN_LIMIT * 2].splitlines()
    return "\n".join(shown(line.replace("\t", " "), TURN_LIMIT) for line in lines)[:TURN_LIMIT].strip("\n")


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of the transcript, cleaned for the screen."""

    kind: Kind
    text: str
    fields: tuple[str, ...] = ()
    """Paths that an answer filled, so that it can be edited."""

    @property
    def by_user(self) -> bool:
        """Whether the user said it."""
        return self.kind == "answer"


def turn(kind: Kind, text: object, fields: tuple[str, ...] = ()) -> Turn:
    """Return a turn with its text cleaned."""
    return Turn(kind, clean(text), fields)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as it stands on the screen."""

    id: str
    text: str
    why: str
    why_now: str
    replies: tuple[str, ...]
    fields: tuple[str, ...]
    remaining: int = 0
    """Questions that could still change the advice, this one included; 0 when that is not known."""


def ask_of(asked: Asked) -> Ask:
    """Return the question that the engine chose."""
    return replace(ask_again(asked.question), why_now=clean(asked.why_now), remaining=asked.remaining)


def ask_again(question: Question) -> Ask:
    """Return a question out of order, to edit its answer."""
    return Ask(
        id=question.id,
        text=clean(question.ask),
        why=clean(question.why),
        why_now="",
        replies=tuple(clean(reply.label) for reply in question.replies),
        fields=tuple(question.fields),
    )


@dataclass(frozen=True, slots=True)
class Pending:
    """Free text that was read and waits to be kept."""

    text: str
    answers: Mapping[str, Answer]
    turns: tuple[Turn, ...]
    before: Pending | None = None
    """What waited before the last words were added to it."""


@dataclass(frozen=True, slots=True)
class Step:
    """The conversation after one answer."""

    turns: tuple[Turn, ...]
    """What was said since the step before."""
    profile: Profile
    ask: Ask | None = None
    """None while the next question is being chosen, and at the end."""
    pending: Pending | None = None
    skipped: tuple[str, ...] = ()
    finished: bool = False
    report: str = ""
    """Path of the saved report."""
    written: str = ""
    """Digest of that report as it was written, so that it is known again."""
    label: str = ""
    """What the step did in a few words: ``"5,000 requests/day"``."""

    def saying(self, *turns: Turn) -> Step:
        """Return the step with more said in it."""
        if self.pending is not None:
            return replace(self, pending=replace(self.pending, turns=(*self.pending.turns, *turns)))
        return replace(self, turns=(*self.turns, *turns))


@dataclass(frozen=True, slots=True)
class History:
    """The steps so far, with a cursor for undo and redo; at least one step."""

    steps: tuple[Step, ...]
    cursor: int = 0

    @property
    def now(self) -> Step:
        """Return the step on the screen."""
        return self.steps[self.cursor]

    def pushed(self, step: Step) -> History:
        """Return the history with a new step; what was undone is given up."""
        return History((*self.steps[: self.cursor + 1], step), self.cursor + 1)

    def amended(self, step: Step) -> History:
        """Return the history with the present step changed."""
        before, after = self.steps[: self.cursor], self.steps[self.cursor + 1 :]
        return History((*before, step, *after), self.cursor)

    def moved(self, by: int) -> History | None:
        """Return the history one step back or forth, or None at its end."""
        cursor = self.cursor + by
        return History(self.steps, cursor) if 0 <= cursor < len(self.steps) else None

    def turns(self) -> Iterator[Turn]:
        """Yield everything said up to the cursor."""
        for step in self.steps[: self.cursor + 1]:
            yield from step.turns
        if self.now.pending is not None:
            yield from self.now.pending.turns


@dataclass(frozen=True, slots=True)
class Heard:
    """What a front end must do after something was said, beside showing the new turns."""

    effect: Literal["", "quit", "help", "report", "edit", "moved"] = ""
    """``moved`` means that answers were taken back or brought back, so the transcript changed behind us."""
    flash: str = ""
    """One line to show for a moment; not part of the transcript."""
    prefill: str = field(default="")
    """With ``edit``: words to put back into the prompt."""
