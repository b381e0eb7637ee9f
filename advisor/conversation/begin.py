"""Beginning a conversation, or taking up a saved one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from advisor.conversation import phrases
from advisor.conversation.dialogue import Dialogue
from advisor.conversation.engine import Engine
from advisor.conversation.finish import Render
from advisor.conversation.keeper import Keeper
from advisor.conversation.store import SessionInfo, Store, StoreProblem
from advisor.conversation.turns import History
from advisor.conversation.view import View
from advisor.errors import UserError, shown


@dataclass(frozen=True, slots=True)
class Beginning:
    """Everything a conversation needs beside the advisor itself."""

    store: Store
    render: Render
    as_of: date
    warning: str = ""
    """Why nothing is saved, when that is so."""
    folder: Path = field(default_factory=Path.cwd)
    """Where reports go."""

    def saved(self) -> tuple[SessionInfo, ...]:
        """Return the conversations that can be taken up, finished or not, latest first."""
        try:
            return self.store.sessions()
        except StoreProblem:
            return ()

    def unfinished(self) -> tuple[SessionInfo, ...]:
        """Return the conversations that were not finished, latest first."""
        return tuple(info for info in self.saved() if not info.finished)

    def latest(self) -> SessionInfo | None:
        """Return the conversation that was used last, finished or not; None where there is none."""
        return next(iter(self.saved()), None)

    def dialogue(
        self, engine: Engine, session: str | None = None, listen: Callable[[View], None] = lambda _: None
    ) -> Dialogue:
        """Return a new conversation, or a saved one by its id.

        A saved conversation that cannot be read gives a new one that says so.
        """
        if session is None:
            return self._dialogue(engine, Keeper(self.store, self.warning), None, listen)
        try:
            history = self.store.load(session, engine.fields)
        except (StoreProblem, UserError) as error:
            return self._dialogue(
                engine, Keeper(self.store, f"{error} This is a new conversation."), None, listen
            )
        note = self._note(session, finished=history.now.finished)
        return self._dialogue(engine, Keeper(self.store, self.warning, session), history, listen, note)

    def _note(self, session: str, *, finished: bool) -> str:
        """Return which conversation is taken up, in a sentence, and remember that it is in use."""
        info = next((info for info in self.saved() if info.id == session), None)
        with suppress(StoreProblem):
            self.store.touch(session)
        words = phrases.RESUMED_REPORT if finished else phrases.RESUMED
        return words.format(title=shown(info.title), when=info.when) if info else ""

    def _dialogue(
        self,
        engine: Engine,
        keeper: Keeper,
        history: History | None,
        listen: Callable[[View], None],
        note: str = "",
    ) -> Dialogue:
        return Dialogue(
            engine,
            self.render,
            keeper,
            as_of=self.as_of,
            folder=self.folder,
            history=history,
            listen=listen,
            note=note,
        )
