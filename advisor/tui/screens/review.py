"""All answers, each of which can be given again."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from advisor.conversation.editing import AnswerRow
from advisor.errors import shown

_LABEL = 40


class ReviewScreen(ModalScreen[str | None]):
    """Lists the answers; Enter or a click gives the path of the one to change."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+e,q", "dismiss(None)", "Close", show=False)]

    def __init__(self, rows: tuple[AnswerRow, ...]) -> None:
        """Prepare the list.

        Args:
            rows: What was said so far.
        """
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(classes="dialog") as box:
            box.border_title = "Your answers"
            box.border_subtitle = "Enter changes the marked one · Esc closes"
            if self._rows:
                yield OptionList(*(Option(_line(row), id=row.path) for row in self._rows))
            else:
                yield Static("Nothing was said yet.", markup=False)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Close with the path of the answer."""
        event.stop()
        self.dismiss(event.option_id)


def _line(row: AnswerRow) -> Content:
    value_style = "bold $foreground" if row.sure else "italic $text-warning"
    return Content.assemble(
        (f"{shown(row.label, _LABEL - 1):<{_LABEL}}", "$foreground-muted"),
        (shown(row.value, 60), value_style),
    )
