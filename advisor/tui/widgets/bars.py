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


class Bar(Static):
    """One line about the conversation that fits itself to the terminal."""

    def __init__(self, id: str) -> None:
        super().__init__("", markup=False, id=id)
        self._view: View | None = None

    def show(self, view: View) -> None:
        """Show a picture of the conversation."""
        self._view = view
        self.update(self.line(view), layout=False)

    def on_resize(self) -> None:
        """Fit the line."""
        if self._view is not None:
            self.update(self.line(self._view), layout=False)

    def line(self, view: View) -> Content:
        """Return the line for the present width."""
        return Content("")


class StageBar(Bar):
    """Name, stages, how far we are, and whether it is saved."""

    def __init__(self) -> None:
        super().__init__("stages")

    def line(self, view: View) -> Content:
        """Return the name, as many stages as fit, and the state of the conversation."""
        name = Content.styled(" ◆ Advisor ", "bold $accent")
        right = "  ".join(part for part in (progress(view), kept(view)) if part)
        room = self.content_size.width - len(right) - 1
        left = next(
            (
                line
                for line in (_stages(view, names) for names in ("all", "now", "none"))
                if line.cell_length < room - 12
            ),
            Content(""),
        )
        gap = " " * max(1, room - name.cell_length - left.cell_length)
        style = "bold $text-warning" if view.warning else "$foreground-muted"
        return Content.assemble(name, left, gap, (right, style))


def _stages(view: View, names: Literal["all", "now", "none"]) -> Content:
    """Return the stages with all their names, with that of the present one, or with none."""
    parts = []
    for stage in stages(view):
        named = names == "all" or (names == "now" and stage.state == "now")
        text = f"  {_SIGNS[stage.state]} {stage.name}" if named else f" {_SIGNS[stage.state]}"
        parts.append(Content.styled(text, _STYLES[stage.state]))
    return Content("").join(parts)


class SummaryStrip(Bar):
    """The result in one line, where there is no room for the panel."""

    def __init__(self) -> None:
        super().__init__("strip")

    def line(self, view: View) -> Content:
        """Return the plan in front, and the key that shows more."""
        hint = "F2 details"
        width = max(20, self.content_size.width)
        text = strip(view, width - len(hint) - 2)
        return Content.assemble(text.ljust(width - len(hint)), (hint, "$foreground-muted"))
