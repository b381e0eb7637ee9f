"""Every key of the chat in one place: the footer, the help and the palette read from here."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that can be done with a key."""

    id: str
    """For rebinding: ``App.set_keymap({id: key})``."""
    key: str
    action: str
    label: str
    """A word or two, for the footer."""
    help: str
    """One line, for the help and the palette."""
    footer: bool = True

    def binding(self) -> Binding:
        """Return the binding; it goes before those of the prompt, which has keys of its own."""
        return Binding(self.key, self.action, self.label, show=self.footer, priority=True, id=self.id)


CHAT_KEYS: tuple[Key, ...] = (
    Key("chat.help", "f1", "help", "Help", "What you can say, and every key"),
    Key("chat.details", "f2", "details", "Details", "Show or hide the ranking"),
    Key("chat.undo", "ctrl+z", "undo", "Undo", "Take back the last answer"),
    Key("chat.redo", "ctrl+y", "redo", "Redo", "Give it again", footer=False),
    Key("chat.edit", "ctrl+e", "review", "Edit", "Go through your answers and change any"),
    Key("chat.report", "ctrl+s", "report", "Report", "Save and show the report as it stands"),
    Key("chat.new", "escape", "new", "New", "Something new, while saved projects are offered", footer=False),
    Key("chat.up", "pageup", "scroll(-1)", "Up", "Scroll back", footer=False),
    Key("chat.down", "pagedown", "scroll(1)", "Down", "Scroll on", footer=False),
)
"""Keys of the chat, in the order of the footer."""

APP_KEYS: tuple[Key, ...] = (
    Key("app.interrupt", "ctrl+c", "interrupt", "Quit", "Copy the selection; twice to quit", footer=False),
    Key("app.quit", "ctrl+q", "quit", "Quit", "Leave; everything is saved"),
)
"""Keys that work on every screen."""

PROMPT_HELP: tuple[tuple[str, str], ...] = (
    ("Enter", "Send; with nothing typed it keeps what was read, or takes the marked reply"),
    ("Up, Down", "Mark a quick reply"),
    ("?", "Why we ask"),
    ("Click", "A reply picks it; one of your answers opens it again"),
)
"""What the prompt and the mouse do, for the help."""


def key_name(key: str) -> str:
    """Return a key as people write it.

    >>> key_name("ctrl+z"), key_name("f1"), key_name("pageup")
    ('Ctrl+Z', 'F1', 'PageUp')
    """
    names = {"ctrl": "Ctrl", "pageup": "PageUp", "pagedown": "PageDown", "enter": "Enter", "escape": "Esc"}
    return "+".join(names.get(part, part.upper()) for part in key.split("+"))
