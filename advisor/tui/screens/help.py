"""What can be said, and every key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from advisor.conversation import phrases
from advisor.tui.bindings import APP_KEYS, CHAT_KEYS, PROMPT_HELP, key_name


class HelpScreen(ModalScreen[None]):
    """The help, made from the same table as the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,q,enter", "dismiss", "Close", show=False)]

    def compose(self) -> ComposeResult:
        """Lay out the text, names in one column and what they do in the other."""
        with VerticalScroll(classes="dialog") as box:
            box.border_title = "Help"
            box.border_subtitle = "Esc closes"
            yield Static(Content.styled("What you can say", "bold $text-accent"))
            yield Static(phrases.HELP_INTRO, markup=False)
            yield from _table(phrases.HELP_ROWS)
            yield Static(Content.styled("\nKeys", "bold $text-accent"))
            yield from _table(tuple(_keys()))


def _table(rows: tuple[tuple[str, str], ...]) -> Iterator[Horizontal]:
    for name, text in rows:
        yield Horizontal(
            Static(name, markup=False, classes="name"), Static(text, markup=False), classes="row"
        )


def _keys() -> Iterator[tuple[str, str]]:
    yield from PROMPT_HELP
    for row in (*CHAT_KEYS, *APP_KEYS):
        yield key_name(row.key), row.help
    yield "Ctrl+P", "Every command, themes included"
