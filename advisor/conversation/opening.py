"""The first question before the advisor is loaded, so that a screen has something to show at once."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from advisor.conversation import phrases
from advisor.conversation.turns import ask_again, turn
from advisor.conversation.view import View
from advisor.errors import shown

if TYPE_CHECKING:
    from advisor.conversation.store import SessionInfo
    from advisor.interview.questions import Question


def taking_up_view(opening: View, info: SessionInfo) -> View:
    """Return the picture of a saved conversation that is being opened: it asks nothing yet.

    Args:
        opening: The picture of a conversation in which nothing was said.
        info: The conversation.
    """
    said = phrases.OPENING.format(title=shown(info.title), when=info.when)
    return replace(opening, turns=(turn("welcome", said),), ask=None, replies=(), title=shown(info.title))


def opening_view(question: Question) -> View:
    """Return the picture of a conversation in which nothing was said."""
    ask = ask_again(question)
    return View(
        turns=(turn("welcome", phrases.WELCOME), turn("question", ask.text)),
        ask=ask,
        pending=False,
        replies=ask.replies,
        standing=None,
        moved=MappingProxyType({}),
        title="A new project",
        answered=0,
        finished=False,
        report="",
        can_undo=False,
        can_redo=False,
        warning="",
        on_disk=False,
    )
