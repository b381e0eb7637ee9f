"""The report as it will be read."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Markdown, Static

from advisor.errors import shown
from advisor.tui.paths import short_path


class ReportScreen(Screen[None]):
    """A preview; the file is on disk already."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ctrl+s", "dismiss", "Back to the chat", key_display="Esc", priority=True),
        Binding("y", "copy", "Copy all"),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("pageup,b", "page(-1)", "Back", show=False),
        Binding("pagedown,space", "page(1)", "On", show=False),
        Binding("home,g", "end(-1)", "Top", show=False),
        Binding("end,G", "end(1)", "End", show=False),
    ]

    def __init__(self, text: str, path: str, note: str = "") -> None:
        """Prepare the preview.

        Args:
            text: The report in Markdown.
            path: Where it was saved; empty when it could not be.
            note: Which conversation it is of, where one was taken up.
        """
        super().__init__()
        self._text = text
        self._path = path
        self._note = note

    def compose(self) -> ComposeResult:
        """Lay out the report."""
        where = f"saved as {shown(short_path(self._path), 300)}" if self._path else "not saved"
        yield Static(
            Content.assemble((" ◆ Report  ", "bold $accent"), (where, "$foreground-muted")),
            markup=False,
            id="stages",
        )
        if self._note:
            yield Static(self._note, markup=False, id="note")
        with VerticalScroll(id="report"):
            yield Markdown(self._text, open_links=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one("#report").focus()

    def action_copy(self) -> None:
        """Copy the report; where the terminal forbids that, the file is the way."""
        self.app.copy_to_clipboard(self._text)
        hint = f" If it did not arrive, open {self._path}." if self._path else ""
        self.notify(f"Sent to the terminal's clipboard.{hint}", markup=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#report").scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        area = self.query_one("#report")
        area.scroll_relative(y=pages * max(1, area.size.height - 2), animate=False)

    def action_end(self, way: int) -> None:
        """Scroll to the top or the end."""
        area = self.query_one("#report")
        if way < 0:
            area.scroll_home(animate=False)
        else:
            area.scroll_end(animate=False)
