"""Talks to the dialogue from worker threads; knows nothing of widgets."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from advisor.conversation.begin import Beginning
from advisor.conversation.dialogue import Dialogue
from advisor.conversation.engine import Engine
from advisor.conversation.turns import Heard
from advisor.conversation.view import View
from advisor.errors import UserError, shown
from advisor.tui.messages import Failed, Progressed

Command = Callable[[Dialogue], Heard]
"""One thing to do with the conversation: ``lambda d: d.say("1")``."""


_COMMON_WORDS = (
    "Our team of developers wants a chatbot that answers 500 questions a day for our customers from our own"
    " documents, within 2 seconds, for $1,000 a month; we have tried an API, and could fine-tune an open"
    " model on a GPU in our own cloud or data centre, as personal data may not leave the EU."
)
"""Read ahead of need: with the first text tables of words are read, and what it speaks of is compiled."""


@dataclass(slots=True)
class Controller:
    """Loads the advisor once and runs one command at a time."""

    load: Callable[[], Engine]
    beginning: Beginning
    dialogue: Dialogue | None = None
    _engine: Engine | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def warm(self) -> None:
        """Load the advisor and its tables of words ahead; a failure shows when the conversation begins."""
        try:
            engine = self._loaded()
        except Exception:
            self._engine = None
            return
        engine.read(_COMMON_WORDS)

    def begin(self, session: str | None, listen: Callable[[View], None]) -> Progressed | Failed:
        """Begin a conversation, or take one up by its id; ``listen`` hears what each answer moves."""
        try:
            self.dialogue = self.beginning.dialogue(self._loaded(), session, listen)
            return self._progress(self.dialogue, self.dialogue.start())
        except Exception as error:
            return Failed(_sentence(error))

    def run(self, command: Command) -> Progressed | Failed:
        """Run a command; the answers so far survive any failure of the engine."""
        if self.dialogue is None:
            return Failed("The advisor is still loading.")
        try:
            return self._progress(self.dialogue, command(self.dialogue))
        except Exception as error:
            return Failed(_sentence(error))

    def _loaded(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = self.load()
            return self._engine

    def _progress(self, dialogue: Dialogue, heard: Heard) -> Progressed:
        return Progressed(dialogue.view, heard, dialogue.answers, dialogue.report_text)


def _sentence(error: Exception) -> str:
    """Return a user's error as it is, and a fault of ours by its kind."""
    if isinstance(error, UserError):
        return shown(error, 400)
    return shown(f"The advisor itself failed ({type(error).__name__}: {error}); your answers are safe.", 400)
