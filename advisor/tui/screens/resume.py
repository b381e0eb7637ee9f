"""Which conversation to go on with."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from advisor.conversation.store import SessionInfo
from advisor.errors import shown
from advisor.quantity import counted

MOST = 8
"""Conversations offered."""
NEW = "new"


class ResumeScreen(ModalScreen[str | None]):
    """Offers the unfinished conversations; gives an id, or None for a new one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,n", "dismiss(None)", "New", show=False)]

    def __init__(self, sessions: tuple[SessionInfo, ...]) -> None:
        """Prepare the list.

        Args:
            sessions: Unfinished conversations, latest first.
        """
        super().__init__()
        self._sessions = sessions[:MOST]

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(classes="dialog") as box:
            box.border_title = "Go on where you stopped?"
            box.border_subtitle = "Enter takes the marked one · Esc starts a new one"
            rows = [Option(_line(info), id=info.id) for info in self._sessions]
            yield OptionList(*rows, Option(Content.styled("Start a new one", "bold $accent"), id=NEW))

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Close with the choice."""
        event.stop()
        self.dismiss(None if event.option_id == NEW else event.option_id)


def _line(info: SessionInfo) -> Content:
    when = datetime.fromisoformat(info.updated).astimezone().strftime("%d %b %H:%M")
    return Content.assemble(
        (f"{when:<14}", "$foreground-muted"),
        (f"{shown(info.title, 40):<42}", "bold $foreground"),
        (counted(info.steps, "answer"), "$foreground-muted"),
    )
