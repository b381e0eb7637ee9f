"""The history of one conversation, saved with every change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from advisor.conversation import phrases
from advisor.conversation.guide import Guide
from advisor.conversation.keeper import Keeper
from advisor.conversation.turns import Heard, History, Step, Turn
from advisor.decide.words import named
from advisor.errors import shown
from advisor.profile import Answer

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

    @property
    def before_answer(self) -> Step:
        """Return the step before the last one that changed what is known, or the first."""
        known = self.now.profile.answers
        earlier = reversed(self.history.steps[: self.history.cursor])
        return next((step for step in earlier if step.profile.answers != known), self.history.steps[0])

    @property
    def last_card(self) -> Mapping[str, Answer]:
        """Return the answers of the last card that was shown, kept or not."""
        steps = reversed(self.history.steps[: self.history.cursor + 1])
        return next((step.pending.answers for step in steps if step.pending is not None), {})

    def showing(self, step: Step) -> Record:
        """Return the record as it would be with the present step changed, without saving it."""
        return replace(self, history=self.history.amended(step))

    def push(self, step: Step, kind: str, text: str) -> None:
        """Go on with a new step; what was undone is given up."""
        self.history = self.history.pushed(step)
        self._keep(kind, text)

    @property
    def can_move_back(self) -> bool:
        """Whether there is a step before the present one."""
        return self.history.cursor > 0

    def give_up(self, *turns: Turn) -> None:
        """Forget the present step, which cannot be worked with, and say so in the one before.

        Args:
            turns: What was said in it and, last, why it does not count; a reading that waits again still
                shows the words.
        """
        kept = History(self.history.steps[: self.history.cursor], self.history.cursor - 1)
        self.history = kept.amended(kept.now.saying(*(turns[-1:] if kept.now.pending else turns)))
        self._keep("given up", turns[-1].text)

    def amend(self, step: Step, kind: str, text: str) -> None:
        """Change the present step."""
        self.history = self.history.amended(step)
        self._keep(kind, text)

    def back(self) -> Heard:
        """Go one step back, and say what that takes back."""
        moved = self.history.moved(-1)
        if moved is None:
            return Heard(flash=phrases.NOTHING_TO_TAKE_BACK)
        gone, self.history = self.now, moved
        self._keep("back", gone.label)
        waits = self.now.pending is not None and gone.pending is None
        return Heard("moved", (phrases.WAITS_AGAIN if waits else phrases.TOOK_BACK).format(label=gone.label))

    def redo(self) -> Heard:
        """Go one step forth, and say what that brings back."""
        moved = self.history.moved(1)
        if moved is None:
            return Heard(flash=phrases.NOTHING_TO_BRING_BACK)
        self.history = moved
        self._keep("redo", self.now.label)
        return Heard("moved", phrases.BROUGHT_BACK.format(label=self.now.label))

    def _keep(self, kind: str, text: str) -> None:
        """Save what was said, understood or not; a conversation in which nothing was said leaves no trace."""
        if first_words(self.history) or any(step.profile.answers for step in self.history.steps):
            self.keeper.keep(self.history, title=self.title, kind=kind, text=text)
        else:
            self.keeper.forget()


def first_words(history: History) -> str:
    """Return what the user said first, in one short line; empty when nothing was said."""
    said = next((turn.text for turn in history.turns() if turn.by_user), "")
    return shown(" ".join(said.split()), TITLE_LIMIT)
