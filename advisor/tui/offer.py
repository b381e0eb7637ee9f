"""The unfinished conversations, offered as quick replies before a conversation begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rich.cells import cell_len

from advisor.conversation import phrases
from advisor.conversation.store import SessionInfo
from advisor.conversation.turns import Ask, turn
from advisor.conversation.view import View
from advisor.quantity import counted
from advisor.tui.cells import cut, padded
from advisor.tui.choices import MOST_DIGITS, number_of

MOST = 8
"""Conversations offered."""
TITLE_COLUMNS = 38
"""Columns of a conversation's name, so that a row fits a terminal of 80."""
NEW_WORDS = frozenset({"", "0", "n", "new", "no"})
"""What, typed alone, starts a new conversation in which nothing was said yet."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user wants: a saved conversation, or a new one that begins with some words."""

    session: str | None = None
    words: str = ""


def offer_view(opening: View, sessions: Sequence[SessionInfo]) -> View:
    """Return the picture that offers to go on where the user stopped.

    Args:
        opening: The picture of a conversation in which nothing was said.
        sessions: Unfinished conversations, latest first.
    """
    named = [cut(info.title, TITLE_COLUMNS) for info in sessions]
    width = max(map(cell_len, named), default=0)
    labels = tuple(
        f"{padded(name, width)}  {_progress(info):<10}  {_when(info)}"
        for name, info in zip(named, sessions, strict=True)
    )
    ask = Ask("resume", phrases.OFFER, phrases.OFFER_WHY, "", labels, ())
    return replace(opening, turns=(turn("question", phrases.OFFER),), ask=ask, replies=labels)


def chosen(text: str, sessions: Sequence[SessionInfo]) -> Choice | None:
    """Return what a line means while conversations are offered; None for "?" and a number that none has.

    >>> chosen("a chatbot", ())
    Choice(session=None, words='a chatbot')
    """
    line = text.strip()
    if line.casefold() in NEW_WORDS:
        return Choice()
    if line == "?":
        return None
    if line.isdecimal() and len(line) <= MOST_DIGITS:
        number = number_of(line, len(sessions))
        return Choice(sessions[number - 1].id) if number else None
    return Choice(words=line)


def _progress(info: SessionInfo) -> str:
    """Return how far a conversation came; one in which questions were only passed has no answers."""
    if info.answered:
        return counted(info.answered, "answer")
    return f"{info.skipped} skipped" if info.skipped else "not kept"


def _when(info: SessionInfo) -> str:
    return datetime.fromisoformat(info.updated).astimezone().strftime("%d %b %H:%M")
