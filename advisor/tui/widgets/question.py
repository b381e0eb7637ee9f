"""The quick replies: numbered, in as many columns as fit, for keys and mouse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widgets import Static

from advisor.tui.choices import Choices, number_of
from advisor.tui.layout import NUMBER_WIDTH, Cell, columns_of, row_of
from advisor.tui.messages import Said

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


class Question(VerticalScroll, can_focus=False):
    """Quick replies to the question, or to a reading that waits; more than fit scroll with the mark."""

    marked: reactive[int] = reactive(0)
    """Number of the reply that Enter takes, 0 for none."""
    hovered: reactive[str] = reactive("")
    """What a click here would say, empty for nothing."""

    def __init__(self) -> None:
        super().__init__(id="question")
        self._choices = Choices()
        self._columns: tuple[tuple[Cell, ...], ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out one block of text."""
        yield Static("", markup=False, id="replies")

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
        """Draw the mark, and bring it into view."""
        self._draw()
        if self.marked:
            self.scroll_to(y=max(0, row_of(self._columns, self.marked) - 1), animate=False)

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
        if not self.is_mounted:
            return
        width = self.scrollable_content_region.width or 60
        self._columns = columns_of(self._choices.replies, width, most_rows(self.app.size.height))
        lines = [line for row in zip_longest(*self._columns) for line in self._row(row)]
        if self._choices.others:
            lines.append(self._last_row())
        self.query_one("#replies", Static).update(Content("\n").join(lines))

    def _row(self, row: Iterable[Cell | None]) -> Iterator[Content]:
        """Yield the lines of the replies that stand beside each other."""
        cells = [cell for cell in row if cell]
        for place in range(max(len(cell.lines) for cell in cells)):
            yield Content("  ").join(self._line(cell, place) for cell in cells)

    def _line(self, cell: Cell, place: int) -> Content:
        on = cell.number == self.marked or str(cell.number) == self.hovered
        pointer = "›" if cell.number == self.marked else " "
        style = "bold $text-accent" if on else "$foreground"
        head = f"{cell.number:>2}{pointer} " if place == 0 else " " * NUMBER_WIDTH
        label = cell.lines[place] if place < len(cell.lines) else " " * cell_len(cell.lines[0])
        text = Content.assemble((head, "bold $accent"), (label, style))
        return text.stylize(Style.from_meta({"reply": str(cell.number)}))

    def _last_row(self) -> Content:
        parts = []
        for key, label in self._choices.others:
            style = "bold $text-accent" if key == self.hovered else "$foreground-muted"
            cell = Content.assemble((f" {key}  ", "bold $accent"), (label, style))
            parts.append(cell.stylize(Style.from_meta({"reply": key})).pad_right(3))
        return Content("").join(parts)
