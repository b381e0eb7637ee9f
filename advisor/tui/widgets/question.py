"""The quick replies: numbered, in as many columns as fit, for keys and mouse."""

from __future__ import annotations

from itertools import zip_longest

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widgets import Static

from advisor.conversation import phrases
from advisor.tui.messages import Said
from advisor.tui.presenter import Cell, columns_of

OTHER_ROWS = 15
"""Rows of the screen that the replies leave to everything else."""


class Question(Static):
    """Quick replies to the question, or to a reading that waits."""

    marked: reactive[int] = reactive(0)
    """Number of the reply that Enter takes, 0 for none."""
    hovered: reactive[int] = reactive(-1)
    """Number of the reply under the mouse; -1 for none, as 0 is "not sure"."""

    def __init__(self) -> None:
        super().__init__("", markup=False, id="question")
        self._replies: tuple[str, ...] = ()
        self._pending = False
        self._asked = False

    def show(self, replies: tuple[str, ...], *, pending: bool, asked: bool) -> None:
        """Show the replies to a question; while a reading waits, those to the reading."""
        self._replies, self._pending, self._asked = replies, pending, asked
        self.marked = 1 if pending else 0
        self.hovered = -1
        self.set_class(pending, "-pending")
        self.display = bool(replies) or asked
        self.border_title = "Is that right?" if pending else "Pick a number, or use your own words"
        self._draw()

    def move_mark(self, by: int) -> None:
        """Move the mark up or down, around the ends."""
        if self._replies:
            place = self.marked + by - 1 if self.marked else (0 if by > 0 else -1)
            self.marked = place % len(self._replies) + 1

    def mark_number(self, text: str) -> None:
        """Mark the reply whose number is being typed, and none for other words."""
        number = int(text) if text.isdecimal() and len(text) <= 2 else 0
        waiting = 1 if self._pending and not text else 0
        self.marked = number if 0 < number <= len(self._replies) else waiting

    def taken(self) -> str:
        """Return what Enter says when nothing is typed."""
        return str(self.marked) if self.marked else ""

    def label(self, text: str) -> str:
        """Return the words of the reply that a number picks, to show them at once."""
        number = int(text) if text.isdecimal() and len(text) <= 2 else -1
        if self._pending:
            return ""
        if number == 0:
            return phrases.NOT_SURE if self._asked else ""
        return self._replies[number - 1] if 0 < number <= len(self._replies) else text

    def watch_marked(self) -> None:
        """Draw the mark."""
        self._draw()

    def watch_hovered(self) -> None:
        """Draw the reply under the mouse."""
        self._draw()

    def on_resize(self) -> None:
        """Fit the columns."""
        self._draw()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        self.hovered = event.style.meta.get("reply", -1)

    def on_leave(self) -> None:
        """Forget the mouse."""
        self.hovered = -1

    def on_click(self, event: events.Click) -> None:
        """Pick what was clicked."""
        reply = event.style.meta.get("reply")
        if reply is not None:
            text = "?" if reply == _WHY else str(reply)
            self.post_message(Said(text, self.label(text) if reply != _WHY else ""))

    def _draw(self) -> None:
        width = self.content_size.width or 60
        columns = columns_of(self._replies, width, max(4, self.app.size.height - OTHER_ROWS))
        rows = zip_longest(*columns)
        lines = [Content("  ").join(self._cell(cell) for cell in row if cell) for row in rows]
        if self._asked and not self._pending:
            lines.append(self._last_row())
        self.update(Content("\n").join(lines))

    def _cell(self, cell: Cell) -> Content:
        on = cell.number in {self.marked, self.hovered}
        pointer = "›" if cell.number == self.marked else " "
        style = "bold $text-accent" if on else "$foreground"
        text = Content.assemble((f"{cell.number:>2}{pointer} ", "bold $accent"), (cell.label, style))
        return text.stylize(Style.from_meta({"reply": cell.number}))

    def _last_row(self) -> Content:
        parts = []
        for number, key, label in ((0, "0", phrases.NOT_SURE), (_WHY, "?", phrases.WHY)):
            style = "bold $text-accent" if number == self.hovered else "$foreground-muted"
            cell = Content.assemble((f" {key}  ", "bold $accent"), (label, style))
            parts.append(cell.stylize(Style.from_meta({"reply": number})).pad_right(3))
        return Content("").join(parts)


_WHY = -2
"""Stands for "why we ask" among the numbers of the replies."""
