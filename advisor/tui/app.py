"""The application: themes, screens, the keys that work everywhere."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable
from pathlib import PurePath
from time import monotonic
from typing import Any, ClassVar

from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from advisor.conversation import phrases
from advisor.conversation.begin import Beginning
from advisor.conversation.engine import Engine
from advisor.conversation.opening import taking_up_view
from advisor.conversation.view import View
from advisor.tui.bindings import APP_KEYS, CHAT_KEYS
from advisor.tui.controller import Controller
from advisor.tui.presenter import farewell
from advisor.tui.screens.chat import ChatScreen
from advisor.tui.themes import DARK, LIGHT

TWICE_SECONDS = 2.0
"""Within this time a second Ctrl+C quits."""
SENDING = frozenset({"enter", "ctrl+j"})
WRITING = frozenset({"backspace", "delete", "left", "right", "home", "end"})
"""Keys that send a line, and those that change it without being letters."""
WARM_AFTER_S = 1.0
"""The tables of words are read so long after the start, when the first question stands, in seconds."""


def _writes(event: events.Event) -> bool:
    """Return whether a key or a paste only writes into the prompt."""
    return isinstance(event, events.Paste) or (
        isinstance(event, events.Key) and (event.is_printable or event.key in WRITING)
    )


def _sends(event: events.Event) -> bool:
    """Return whether a key as it comes from the terminal sends the line."""
    return isinstance(event, events.Key) and event.key in SENDING and not event.is_forwarded


def _leaves(event: events.Event) -> bool:
    return isinstance(event, events.Key) and event.key in {key.key for key in APP_KEYS}


class AdvisorApp(App[None]):
    """The chat in a terminal."""

    TITLE = "Advisor"
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        f"styles/{name}.tcss" for name in ("base", "chat", "dialogs", "report")
    ]
    BINDINGS: ClassVar[list[BindingType]] = [key.binding() for key in APP_KEYS]

    def __init__(
        self,
        load: Callable[[], Engine],
        beginning: Beginning,
        opening: View,
        *,
        resume: bool = False,
        new: bool = False,
    ) -> None:
        """Prepare the application; the advisor is loaded after the first paint.

        Args:
            load: Assembles the advisor; called in a worker thread.
            beginning: Begins or takes up a conversation.
            opening: What to show until the advisor is loaded.
            resume: Go on with the conversation that was used last, finished or not.
            new: Start a new one without asking.
        """
        super().__init__()
        self.animation_level = "none"
        self._controller = Controller(load, beginning)
        latest = beginning.latest() if resume else None
        self._taken_up = latest.id if latest else None
        self._nothing_to_resume = resume and latest is None
        first = taking_up_view(opening, latest) if latest else opening
        self.chat = ChatScreen(self._controller, first, () if new or resume else beginning.unfinished())
        """The screen of the conversation."""
        self._interrupted = -TWICE_SECONDS
        self._early: list[events.Event] | None = []

    def get_default_screen(self) -> Screen[Any]:
        """Return the chat."""
        return self.chat

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed before the first screen is drawn; everything else goes its way."""
        if self._early is not None and isinstance(event, events.Key | events.Paste) and not _leaves(event):
            self._early.append(event)
        elif _sends(event) and self.chat.is_current and event.time < self.chat.seen_since:
            self.chat.flash(phrases.NOT_SEEN)
        else:
            await super().on_event(event)

    async def on_opened(self) -> None:
        """Hand the prompt the words that were typed before it was drawn, in order, and no other key.

        Any other would answer a question that nobody had seen.
        """
        early, self._early = self._early or [], None
        for event in early:
            if _writes(event) or _sends(event) or event.time >= self.chat.seen_since:
                await self.on_event(event)

    def post_display_hook(self) -> None:
        """Tell the chat that it was drawn."""
        if self.chat.is_current:
            self.chat.drawn()

    def on_mount(self) -> None:
        """Choose the colours and load the advisor once the first frame is out."""
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name
        wished = os.environ.get("TEXTUAL_THEME", "")
        if wished in self.available_themes:
            self.theme = wished
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self.chat.offers:
            self._warm()
            return
        self.chat.begin(self._taken_up)
        self.set_timer(WARM_AFTER_S, self._warm)
        if self._nothing_to_resume:
            self.chat.flash(phrases.NOTHING_TO_RESUME)

    @work(thread=True, group="warm", exit_on_error=False)
    def _warm(self) -> None:
        """Read ahead what the first words need. All that is loaded then stays to the end: the interpreter
        need not look through it again and again for circles of dead objects, some 30 to 100 ms each time."""
        self._controller.warm()
        gc.freeze()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer every key of the chat in the palette too."""
        yield from super().get_system_commands(screen)
        if screen is self.chat:
            for key in CHAT_KEYS:
                if "(" not in key.action:
                    yield SystemCommand(key.label, key.help, getattr(self.chat, f"action_{key.action}"))

    def action_interrupt(self) -> None:
        """Copy what is selected; otherwise quit when pressed twice."""
        if selected := self.screen.get_selected_text():
            self.copy_to_clipboard(selected)
            self.notify("Sent the selection to the terminal's clipboard.")
        elif monotonic() - self._interrupted < TWICE_SECONDS:
            self.call_later(self.action_quit)
        else:
            self._interrupted = monotonic()
            self.notify("Press Ctrl+C again to quit; every answer is saved.", timeout=TWICE_SECONDS)

    async def action_quit(self) -> None:
        """Leave, and say how to come back."""
        view = self.chat.view
        self.exit(message=farewell(view))
