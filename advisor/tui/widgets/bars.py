"""The one-line bars: stages above the chat, the result below it on narrow terminals."""

from __future__ import annotations

from typing import Literal

from textual.content import Content
from textual.widgets import Static

from advisor.conversation.view import View
from advisor.tui.presenter import StageState, kept, progress, stages, strip

_SIGNS: dict[StageState, str] = {"done": "✓", "now": "●", "open": "○"}
_STYLES: dict[StageState, str] = {
    "done": "$text-success",
    "now": "bold $text-accent",
    "open": "$foreground-muted",
}


class StageBar(Static):
    """Name, stages, how far we are, and whether it is saved."""

    def __init__(self) -> None:
        super().__init__("", markup=False, id="stages")
        self._view: View | None = None

    def show(self, view: View) -> None:
        """Show how far the conversation is."""
        self._view = view
        self._draw()

    def on_resize(self) -> None:
        """Fit the line."""
        self._draw()

    def _draw(self) -> None:
        name = Content.styled(" ◆ Advisor ", "bold $accent")
        if self._view is None:
            self.update(name)
            return
        right = "  ".join(part for part in (progress(self._view), kept(self._view)) if part)
        room = self.content_size.width - len(right) - 1
        left = next(
            (
                line
                for line in (_stages(self._view, names) for names in ("all", "now", "none"))
                if line.cell_length < room - 12
            ),
            Content(""),
        )
        gap = " " * max(1, room - name.cell_length - left.cell_length)
        style = "bold $text-warning" if self._view.warning else "$foreground-muted"
        self.update(Content.assemble(name, left, gap, (right, style)))


def _stages(view: View, names: Literal["all", "now", "none"]) -> Content:
    """Return the stages with all their names, with that of the present one, or with none."""
    parts = []
    for stage in stages(view):
        named = names == "all" or (names == "now" and stage.state == "now")
        text = f"  {_SIGNS[stage.state]} {stage.name}" if named else f" {_SIGNS[stage.state]}"
        parts.append(Content.styled(text, _STYLES[stage.state]))
    return Content("").join(parts)


class SummaryStrip(Static):
    """The result in one line, where there is no room for the panel."""

    def __init__(self) -> None:
        super().__init__("", markup=False, id="strip")
        self._view: View | None = None

    def show(self, view: View) -> None:
        """Show the plan in front."""
        self._view = view
        self._draw()

    def on_resize(self) -> None:
        """Fit the line."""
        self._draw()

    def _draw(self) -> None:
        if self._view is not None:
            hint = "F2 details"
            width = max(20, self.content_size.width)
            text = strip(self._view, width - len(hint) - 2)
            self.update(Content.assemble(text.ljust(width - len(hint)), (hint, "$foreground-muted")))
