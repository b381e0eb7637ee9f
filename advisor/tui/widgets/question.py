"""The quick replies: numbered, in as many columns as fit, for keys and mouse."""

from __future__ import annotations

from itertools import zip_longest

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widgets import Static

from advisor.tui.choices import Choices, number_of
from advisor.tui.messages import Said
from advisor.tui.presenter import Cell, columns_of

OTHER_ROWS, OTHER_ROWS_WITHOUT_FRAMES = 15, 8
"""Rows of the screen that the replies leave to everything else, on a tall screen and on a tiny one."""
ENOUGH_ROWS, FEWEST_ROWS = 7, 4


def most_rows(height: int) -> int:
    """Return how many rows the replies may take on a screen of some rows.

    >>> most_rows(50), most_rows(24), most_rows(15), most_rows(10)
    (35, 9, 7, 4)
    """
    tiny = min(ENOUGH_ROWS, height - OTHER_ROWS_WITHOUT_FRAMES)
    return max(height - OTHER_ROWS, tiny, FEWEST_ROWS)


class Question(Static):
    """Quick replies to the question, or to a reading that waits."""

    marked: reactive[int] = reactive(0)
    """Number of the reply that Enter takes, 0 for none."""
    hovered: reactive[str] = reactive("")
    """What a click here would say, empty for nothing."""

    def __init__(self) -> None:
        super().__init__("", markup=False, id="question")
        self._choices = Choices()

    def show(self, choices: Choices) -> None:
        """Show what can be picked."""
        self._choices = choices
        self.marked = choices.first
        self.hovered = ""
        self.set_class(choices.waiting, "-pending")
        self.display = bool(choices.replies or choices.others)
        self.border_title = choices.title
        self._draw()

    def move_mark(self, by: int) -> None:
        """Move the mark up or down, around the ends."""
        if count := len(self._choices.replies):
            place = self.marked + by - 1 if self.marked else (0 if by > 0 else -1)
            self.marked = place % count + 1

    def mark_number(self, text: str) -> None:
        """Mark the reply whose number is being typed, and none for other words."""
        unmarked = 0 if text else self._choices.first
        self.marked = number_of(text, len(self._choices.replies)) or unmarked

    def taken(self) -> str:
        """Return what Enter says when nothing is typed."""
        return str(self.marked) if self.marked else ""

    def label(self, text: str) -> str:
        """Return the words of the reply that a number picks, to show them at once."""
        return self._choices.label(text)

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
        self.hovered = event.style.meta.get("reply", "")

    def on_leave(self) -> None:
        """Forget the mouse."""
        self.hovered = ""

    def on_click(self, event: events.Click) -> None:
        """Pick what was clicked."""
        if reply := event.style.meta.get("reply"):
            self.post_message(Said(reply, self.label(reply) if reply.isdecimal() else ""))

    def _draw(self) -> None:
        width = self.content_size.width or 60
        columns = columns_of(self._choices.replies, width, most_rows(self.app.size.height))
        rows = zip_longest(*columns)
        lines = [Content("  ").join(self._cell(cell) for cell in row if cell) for row in rows]
        if self._choices.others:
            lines.append(self._last_row())
        self.update(Content("\n").join(lines))

    def _cell(self, cell: Cell) -> Content:
        on = cell.number == self.marked or str(cell.number) == self.hovered
        pointer = "›" if cell.number == self.marked else " "
        style = "bold $text-accent" if on else "$foreground"
        text = Content.assemble((f"{cell.number:>2}{pointer} ", "bold $accent"), (cell.label, style))
        return text.stylize(Style.from_meta({"reply": str(cell.number)}))

    def _last_row(self) -> Content:
        parts = []
        for key, label in self._choices.others:
            style = "bold $text-accent" if key == self.hovered else "$foreground-muted"
            cell = Content.assemble((f" {key}  ", "bold $accent"), (label, style))
            parts.append(cell.stylize(Style.from_meta({"reply": key})).pad_right(3))
        return Content("").join(parts)
