"""Keeps one conversation saved, and says so when it cannot."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from advisor.conversation.store import Store, StoreProblem, new_session
from advisor.conversation.turns import History


@dataclass(slots=True)
class Keeper:
    """The saved form of one conversation; a failing disk never stops the talk."""

    store: Store
    warning: str = ""
    """One plain sentence while the conversation is not safe on disk."""
    session: str = field(default_factory=new_session)
    _behind: bool = False
    """Whether an earlier save failed, so that the next one writes every step."""

    @property
    def on_disk(self) -> bool:
        """Whether the conversation can be resumed later."""
        return self.store.path is not None and not self.warning

    def keep(self, history: History, *, title: str, kind: str, text: str) -> None:
        """Save the conversation now; on failure set :attr:`warning` and try all again next time."""
        try:
            self.store.save(self.session, history, title=title, kind=kind, text=text, rewrite=self._behind)
        except StoreProblem as problem:
            self.warning = f"{problem} We go on, but answers since then are lost when you close this."
            self._behind = True
        else:
            if self._behind:
                self.warning, self._behind = "", False

    def forget(self) -> None:
        """Remove a conversation in which nothing is said any more; what stays behind does no harm."""
        with suppress(StoreProblem):
            self.store.forget(self.session)
