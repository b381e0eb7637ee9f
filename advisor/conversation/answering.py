"""Answers as they come in: by number, in words that wait to be kept, passed over, opened again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from advisor.conversation import phrases
from advisor.conversation.corrections import correction
from advisor.conversation.editing import reopened, reply_answers
from advisor.conversation.engine import Engine
from advisor.conversation.guide import Guide
from advisor.conversation.hearing import dropped, hear, mended, told
from advisor.conversation.parted import parted
from advisor.conversation.record import Record
from advisor.conversation.several import several_picked
from advisor.conversation.turns import Heard, Step, Turn, turn
from advisor.conversation.view import View, view_of
from advisor.conversation.words import LAST
from advisor.errors import shown
from advisor.profile import Answer
from advisor.quantity import counted

LABEL_LIMIT = 40
"""Characters of the user's words that name a step."""


def quoted(words: str) -> str:
    """Return the user's words as the name of a step."""
    return f"'{shown(' '.join(words.split()), LABEL_LIMIT)}'"


@dataclass(frozen=True, slots=True)
class Answering:
    """Takes answers into the record of a conversation and works out what follows from them."""

    engine: Engine
    guide: Guide
    record: Record
    listen: Callable[[View], None]
    """Told what an answer moved, while the next question is still being chosen."""
    end: Callable[[], Heard]
    """What follows an answer: the report when it was the last."""

    @property
    def _now(self) -> Step:
        return self.record.now

    def read(self, text: str) -> Heard:
        """Take free text: it picks several, corrects something, or is read and waits to be kept."""
        if not text:
            return Heard(flash=phrases.NOTHING_TYPED)
        if two := parted(text):
            self.read(two[0])
            return self.read(two[1])
        fixed = several_picked(self.engine, self._now, text) or correction(
            self.engine, self._now, text, self.record.last_card
        )
        if fixed is None:
            self._heard(hear(self.engine, self._now, text), text)
        elif self._now.pending is not None:
            self._heard(mended(self.engine, self._now, text, fixed), text)
        else:
            said = turn("answer", text, fixed.paths), turn("change", told(self.engine, fixed))
            self._answer(fixed.answers, said, quoted(text), without=fixed.emptied)
            return self.end()
        return Heard()

    def _heard(self, step: Step, text: str) -> None:
        """Take over what was heard: a card that changed is a step of its own, other words are none."""
        held = self._now.pending.answers if self._now.pending is not None else None
        holds = step.pending.answers if step.pending is not None else None
        if holds == held:
            self.record.amend(step, "read", text)
        else:
            self.record.push(replace(step, label=quoted(text)), "read", text)

    def pick(self, number: int) -> Heard:
        """Take quick reply ``number`` of the question that is open."""
        step = self._now
        if step.pending is not None:
            return Heard(flash=phrases.KEEP_FIRST)
        if step.ask is None:
            return Heard(flash="No question is open; ask a what-if, edit an answer, or type report.")
        number = len(step.ask.replies) if number == LAST else number
        answers = reply_answers(self.engine, step.ask, number)
        label = step.ask.replies[number - 1]
        self._answer(answers, (turn("answer", label, tuple(answers)),), label)
        return self.end()

    def not_sure(self) -> Heard:
        """Remember that the user cannot tell, and go on."""
        step = self._now
        if step.ask is None or step.pending is not None:
            return self.pick(0)
        unsure = Answer(None, "unknown", said=phrases.NOT_SURE.lower())
        answers = {path: unsure for path in step.ask.fields if not step.profile.said(path)}
        said = (turn("answer", phrases.NOT_SURE, step.ask.fields),)
        self._answer(answers, said, phrases.NOT_SURE.lower(), skip=step.ask.id)
        return self.end()

    def skip(self) -> Heard:
        """Pass the question over."""
        ask = self._now.ask
        if ask is None or self._now.pending is not None:
            return self.pick(0)
        self._answer({}, (turn("answer", "skip"),), "a skipped question", skip=ask.id)
        return self.end()

    def keep(self) -> Heard:
        """Take the reading that waits for an answer."""
        pending = self._now.pending
        if pending is None:
            return Heard()
        facts = sum(1 for answer in pending.answers.values() if answer.value != pending.text)
        label = phrases.KEEPING.format(facts=counted(facts, "fact"))
        self._answer(pending.answers, pending.turns, label)
        return self.end()

    def again(self) -> Heard:
        """Give the words of the reading that waits back, to be changed."""
        words = self._now.pending.text if self._now.pending else ""
        self.drop()
        return Heard("edit", prefill=words)

    def drop(self, *, whole: bool = False) -> Heard:
        """Drop the reading that waits, or the last words of it."""
        pending = self._now.pending
        before = None if whole or pending is None else pending.before
        label = phrases.DROPPING.format(words=quoted(pending.text if pending else ""))
        self.record.push(replace(self._now, turns=(), pending=before, label=label), "dropped", "")
        return Heard("moved", dropped(self.engine, pending, before))

    def edit(self, words: str) -> Heard:
        """Ask for an earlier answer again."""
        step = self._now
        if step.pending is not None:
            return Heard(flash=phrases.EDIT_WAITS)
        ask = reopened(self.engine, step.profile, words)
        turns = (turn("question", ask.text),)
        self.record.push(
            replace(step, turns=turns, ask=ask, finished=False, label="the wish to edit"),
            "edit",
            words,
        )
        return Heard()

    def _answer(
        self,
        answers: Mapping[str, Answer],
        said: tuple[Turn, ...],
        label: str,
        *,
        skip: str = "",
        without: tuple[str, ...] = (),
    ) -> None:
        step = self.guide.answered(self._now, answers, said, label)
        for path in without:
            step = replace(step, profile=step.profile.without(path))
        if skip:
            step = replace(step, skipped=(*step.skipped, skip))
        self.record.push(step, "answer", label)
        self.go_on()

    def go_on(self) -> None:
        """Work out what follows from the present step, unless that was done before."""
        before, step = self.record.before, self._now
        if step.ask is not None or step.finished:
            return
        try:
            step = self.guide.moved(before, step)
            self.listen(view_of(self.record.showing(step)))
            step = self.guide.asking(step, before.ask.remaining if before.ask else 0)
        except Exception as error:
            if not self.record.can_move_back:
                raise
            self.record.give_up(*self._now.turns, turn("problem", phrases.unworkable(error)))
        else:
            self.record.amend(step, "question", "")
