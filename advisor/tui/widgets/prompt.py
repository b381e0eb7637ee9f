"""The line where the user types: Enter sends, a paste never does."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.markup import escape
from textual.widgets import Input

from advisor.errors import shown
from advisor.tui.bindings import CHAT_KEYS
from advisor.tui.messages import Drafted, MarkMoved, Said

MOST = 20_000
"""Characters that are kept of what is typed or pasted."""
FLASH_SECONDS = 6.0
"""How long a passing remark stays."""
_TAKEN = frozenset(key.key for key in CHAT_KEYS)


def _own(binding: Binding) -> Binding:
    """Return a binding of the text line without the keys that the chat has taken."""
    keys = [key for key in binding.key.split(",") if key not in _TAKEN]
    return replace(binding, key=",".join(keys))


class Prompt(Input, inherit_bindings=False):
    """One line of free text that is never blocked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(_own(row) for row in Input.BINDINGS if isinstance(row, Binding) and _own(row).key),
        Binding("ctrl+j", "submit", "Send", show=False),
        Binding("up", "mark(-1)", "Mark", show=False),
        Binding("down", "mark(1)", "Mark", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(
            id="prompt",
            max_length=MOST,
            select_on_focus=False,
        )
        self.cursor_blink = False

    def action_mark(self, by: int) -> None:
        """Move the mark among the quick replies."""
        self.post_message(MarkMoved(by))

    def flash(self, text: str) -> None:
        """Show a passing remark on the frame."""
        self.border_subtitle = escape(text)
        self.set_timer(FLASH_SECONDS, lambda: self.unflash(text))

    def unflash(self, text: str) -> None:
        """Take a remark off the frame if it is still there."""
        if self.border_subtitle == escape(text):
            self.border_subtitle = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is being typed; a lone question mark asks why at once."""
        event.stop()
        if event.value == "?":
            self.value = ""
            self.post_message(Said("?", ""))
        else:
            self.post_message(Drafted(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send the line."""
        event.stop()
        self.post_message(Said(event.value, event.value.strip()))

    def _on_paste(self, event: events.Paste) -> None:
        """Take over pasted text as one line; it is sent only by Enter."""
        event.stop()
        event.prevent_default()
        text = shown(" ".join(event.text.split()), MOST)
        self.insert_text_at_cursor(text)
        if len(text) > self.content_size.width:
            self.flash(f"{len(text):,} characters pasted; Enter sends them, and all of it is shown.")
