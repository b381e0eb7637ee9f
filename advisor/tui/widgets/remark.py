"""Passing remarks: on the frame of the prompt where they fit, else in lines of their own above it."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from advisor.tui.widgets.prompt import FLASH_SECONDS, Prompt

FRAME_COLUMNS = 8
"""Columns of the prompt's frame beside a remark on it."""
COLUMNS_A_SECOND = 15
"""How fast a remark of several lines is read."""


class Remark(Static):
    """One remark at a time, which goes by itself; nothing of it is cut."""

    def __init__(self) -> None:
        super().__init__("", markup=False, id="remark")
        self._text = ""

    def on_mount(self) -> None:
        """Take no room while there is nothing to say."""
        self.display = False

    def say(self, text: str, prompt: Prompt) -> None:
        """Show a remark.

        Args:
            text: One or two sentences.
            prompt: The line below, whose frame bears short remarks.
        """
        self.clear(prompt)
        columns = cell_len(text)
        if columns <= prompt.size.width - FRAME_COLUMNS:
            prompt.flash(text)
            return
        self._text, self.display = text, True
        self.update(Content(text))
        self.set_timer(max(FLASH_SECONDS, columns / COLUMNS_A_SECOND), lambda: self._go(text))

    def speaks(self, prompt: Prompt) -> bool:
        """Return whether a remark is on the screen."""
        return bool(self._text or prompt.border_subtitle)

    def clear(self, prompt: Prompt) -> None:
        """Take away what was said last."""
        prompt.border_subtitle = ""
        self._go(self._text)

    def _go(self, text: str) -> None:
        if text == self._text:
            self._text, self.display = "", False
