"""What a front end shows: one immutable picture of the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.conversation import phrases
from advisor.conversation.changes import Mark, marks
from advisor.conversation.record import Record
from advisor.conversation.turns import Ask, Turn

if TYPE_CHECKING:
    from advisor.decide.standing import Standing


@dataclass(frozen=True, slots=True)
class View:
    """The conversation at one moment."""

    turns: tuple[Turn, ...]
    ask: Ask | None
    pending: bool
    """Whether a reading waits to be kept."""
    replies: tuple[str, ...]
    """Quick replies by number from 1; those to the reading while one waits."""
    standing: Standing | None
    moved: Mapping[str, Mark]
    """How each plan moved with the last answer, by title."""
    title: str
    answered: int
    finished: bool
    report: str
    """Path of the saved report, empty before."""
    can_undo: bool
    can_redo: bool
    warning: str
    on_disk: bool


def view_of(record: Record) -> View:
    """Return the picture of a conversation."""
    step, history, guide = record.now, record.history, record.guide
    standing = guide.standing(step.profile)
    earlier = guide.standing(record.before_answer.profile) if history.cursor else None
    replies = step.ask.replies if step.ask else ()
    return View(
        turns=tuple(history.turns()),
        ask=step.ask,
        pending=step.pending is not None,
        replies=phrases.KEEP_REPLIES if step.pending else replies,
        standing=standing,
        moved=marks(earlier, standing) if standing else {},
        title=record.title,
        answered=sum(1 for _, answer in step.profile if answer.state != "assumed"),
        finished=step.finished,
        report=step.report,
        can_undo=history.cursor > 0,
        can_redo=history.cursor + 1 < len(history.steps),
        warning=record.keeper.warning,
        on_disk=record.keeper.on_disk,
    )
