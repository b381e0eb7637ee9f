"""The history of one conversation, saved with every change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advisor.conversation.guide import Guide
from advisor.conversation.keeper import Keeper
from advisor.conversation.turns import Heard, History, Step, Turn
from advisor.decide.words import named
from advisor.errors import shown

NAMELESS = "A new project"
TITLE_LIMIT = 60
"""Characters of the first words that name a conversation."""


@dataclass(slots=True)
class Record:
    """The steps so far; each change is committed before the call returns."""

    history: History
    guide: Guide
    keeper: Keeper

    @property
    def now(self) -> Step:
        """Return the step on the screen."""
        return self.history.now

    @property
    def before(self) -> Step:
        """Return the step before the present one, or the first."""
        return self.history.steps[max(0, self.history.cursor - 1)]

    @property
    def title(self) -> str:
        """Return the conversation's name: the use case once it is known, until then its first words."""
        use_case = self.guide.engine.use_cases.get(self.now.profile.text("use_case.kind"))
        if use_case:
            title = named(self.now.profile, use_case.title)
            return title[:1].upper() + title[1:]
        return first_words(self.history) or NAMELESS

    def showing(self, step: Step) -> Record:
        """Return the record as it would be with the present step changed, without saving it."""
        return replace(self, history=self.history.amended(step))

    def push(self, step: Step, kind: str, text: str) -> None:
        """Go on with a new step; a reading that waits and what was undone are given up."""
        self.history = self.history.amended(replace(self.now, pending=None)).pushed(step)
        self._keep(kind, text)

    @property
    def can_move_back(self) -> bool:
        """Whether there is a step before the present one."""
        return self.history.cursor > 0

    def give_up(self, *turns: Turn) -> None:
        """Forget the present step, which cannot be worked with, and say so in the one before."""
        kept = History(self.history.steps[: self.history.cursor], self.history.cursor - 1)
        self.history = kept.amended(kept.now.saying(*turns))
        self._keep("given up", turns[-1].text)

    def amend(self, step: Step, kind: str, text: str) -> None:
        """Change the present step."""
        self.history = self.history.amended(step)
        self._keep(kind, text)

    def move(self, by: int, done: str, at_end: str) -> Heard:
        """Go one step back or forth, and say so."""
        moved = self.history.moved(by)
        if moved is None:
            return Heard(flash=at_end)
        self.history = moved
        self._keep("back" if by < 0 else "redo", "")
        return Heard("moved", done)

    def _keep(self, kind: str, text: str) -> None:
        """Save what was said, understood or not; a conversation in which nothing was said leaves no trace."""
        if len(self.history.steps) > 1 or first_words(self.history):
            self.keeper.keep(self.history, title=self.title, kind=kind, text=text)
        else:
            self.keeper.forget()


def first_words(history: History) -> str:
    """Return what the user said first, in one short line; empty when nothing was said."""
    said = next((turn.text for turn in history.turns() if turn.by_user), "")
    return shown(" ".join(said.split()), TITLE_LIMIT)
