"""Beginning a conversation, or taking up a saved one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from advisor.conversation.dialogue import Dialogue
from advisor.conversation.engine import Engine
from advisor.conversation.finish import Render
from advisor.conversation.keeper import Keeper
from advisor.conversation.store import SessionInfo, Store, StoreProblem
from advisor.conversation.turns import History
from advisor.conversation.view import View
from advisor.errors import UserError


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

    def unfinished(self) -> tuple[SessionInfo, ...]:
        """Return the conversations that can be taken up, latest first."""
        try:
            return tuple(info for info in self.store.sessions() if not info.finished)
        except StoreProblem:
            return ()

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
        return self._dialogue(engine, Keeper(self.store, self.warning, session), history, listen)

    def _dialogue(
        self, engine: Engine, keeper: Keeper, history: History | None, listen: Callable[[View], None]
    ) -> Dialogue:
        return Dialogue(
            engine,
            self.render,
            keeper,
            as_of=self.as_of,
            folder=self.folder,
            history=history,
            listen=listen,
        )
