"""Messages between widgets, screens and the worker that talks to the engine."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from advisor.conversation.editing import AnswerRow
from advisor.conversation.turns import Heard
from advisor.conversation.view import View


@dataclass
class Opened(Message):
    """The chat is drawn and its prompt takes keys."""


@dataclass
class Said(Message):
    """The user sent a line or picked a reply."""

    text: str
    shown: str
    """How it appears in the transcript until the engine has heard it; empty for words that steer."""


@dataclass
class MarkMoved(Message):
    """The user moved the mark among the quick replies."""

    by: int


@dataclass
class Drafted(Message):
    """The text in the prompt changed."""

    text: str


@dataclass
class AnswerOpened(Message):
    """The user wants to give an earlier answer again."""

    path: str


@dataclass
class Progressed(Message):
    """The conversation went on; a worker posts it."""

    view: View
    heard: Heard
    answers: tuple[AnswerRow, ...]
    report_text: str


@dataclass
class Moved(Message):
    """The ranking is known while the next question is still being chosen; a worker posts it."""

    view: View


@dataclass
class Failed(Message):
    """The engine could not be loaded or failed; a worker posts it."""

    sentence: str
