"""One dialogue for every front end: what was said goes in, immutable views come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from advisor.conversation import money, phrases
from advisor.conversation.asides import told_aside
from advisor.conversation.corrections import correction
from advisor.conversation.echo import answers_text
from advisor.conversation.editing import AnswerRow, answer_rows, reopened, reply_answers
from advisor.conversation.engine import Engine
from advisor.conversation.finish import Render, Reporter
from advisor.conversation.guide import Guide
from advisor.conversation.hearing import dropped, hear, mended, told
from advisor.conversation.keeper import Keeper
from advisor.conversation.put_back import told_back
from advisor.conversation.record import Record
from advisor.conversation.several import several_picked
from advisor.conversation.steering import Act
from advisor.conversation.turns import Heard, History, Step, Turn, clean, turn
from advisor.conversation.view import View, view_of
from advisor.conversation.what_if import what_would
from advisor.conversation.words import LAST, Intent, recognise
from advisor.errors import UserError
from advisor.profile import Answer
from advisor.report.lock import without_lock


class Dialogue:
    """A conversation that can be answered, questioned, undone and resumed.

    Every verb commits what it changed to the store before it returns.
    """

    def __init__(
        self,
        engine: Engine,
        render: Render,
        keeper: Keeper,
        *,
        as_of: date,
        seed: int = 0,
        folder: Path | None = None,
        history: History | None = None,
        listen: Callable[[View], None] = lambda _: None,
    ) -> None:
        """Take up or begin a conversation.

        Args:
            engine: The assembled advisor.
            render: Writes the report.
            keeper: Where the conversation is saved.
            as_of: The day on which the advice is given.
            seed: Seed of the draws behind the advice.
            folder: Where reports are saved; the working directory when None.
            history: A saved conversation to go on with.
            listen: Told what an answer moved, while the next question is still being chosen.
        """
        self.engine = engine
        self._guide = Guide(engine)
        self._listen = listen
        begun = history or History((self._guide.opening(),))
        self._record = Record(begun, self._guide, keeper)
        self._reporter = Reporter(engine, render, as_of, seed, folder or Path.cwd())
        self._reporter.resume(begun)
        self._go_on()

    @property
    def view(self) -> View:
        """Return the conversation as a front end shows it."""
        return view_of(self._record)

    @property
    def report_text(self) -> str:
        """Return the report as last written, for reading; the file also holds what verifies it."""
        return without_lock(self._reporter.text)

    @property
    def answers(self) -> tuple[AnswerRow, ...]:
        """Return what was said so far, for review."""
        return answer_rows(self.engine, self._now.profile)

    def say(self, text: str) -> Heard:
        """Take a line as typed: an answer, a number, or a word that steers.

        Returns:
            What the front end must do beside showing the view.
        """
        text = clean(text)
        intent = recognise(text, pending=self._now.pending is not None)
        try:
            asked = (self.engine, self._guide.standing, self._now, intent)
            told = told_aside(*asked) or told_back(*asked)
            return self._aside(text, told) if told else self._verbs()[intent.act](intent)
        except UserError as error:
            self._record.amend(
                self._now.saying(turn("answer", text), turn("problem", error)), "problem", text
            )
            return Heard()

    def start(self) -> Heard:
        """Return what to do first: show the report when a finished conversation is taken up."""
        return self._end()

    def pick(self, number: int) -> Heard:
        """Give quick reply ``number`` of what is on the screen; 0 is "not sure"."""
        return self.say(str(number))

    def edit(self, words: str) -> Heard:
        """Ask for an earlier answer again, by field path or by words of its label."""
        return self.say(f"edit {words}")

    def back(self) -> Heard:
        """Take back the last answer, or drop the reading that waits."""
        if self._now.pending is not None:
            return self._drop()
        label = self._now.label
        return self._record.move(
            -1, f'Took back: {label}. "redo" brings it back.', "There is nothing to take back."
        )

    def redo(self) -> Heard:
        """Give the answer again that was taken back."""
        if self._now.pending is not None:
            self._drop(whole=True)
        return self._record.move(1, "It counts again.", "There is nothing to bring back.")

    def why(self) -> Heard:
        """Say why the question matters, in general and now."""
        ask = self._now.ask
        if ask is None:
            return Heard(flash="No question is open; every answer has its reason in the report.")
        reasons = "\n".join(dict.fromkeys(part for part in (ask.why, ask.why_now) if part))
        return self._aside("why?", reasons)

    def what_if(self, text: str) -> Heard:
        """Work out what another answer would do, without giving it."""
        return self.say(f"what if {text}")

    def report(self) -> Heard:
        """Write the report as it stands now."""
        if not any(answer.known for _, answer in self._now.profile):
            return Heard(flash=phrases.NOTHING_SAID)
        try:
            said = self._reporter.save(self._now.profile, self._record.title)
        except UserError as error:
            self._record.amend(self._now.saying(turn("problem", error)), "problem", "report")
            return Heard()
        path = str(self._reporter.path or "")
        step = self._now if said in self._now.turns else self._now.saying(said)
        self._record.amend(replace(step, report=path), "report", path)
        return Heard("report")

    @property
    def _now(self) -> Step:
        return self._record.now

    def _verbs(self) -> Mapping[Act, Callable[[Intent], Heard]]:
        return {
            "answer": lambda intent: self._read(intent.text),
            "pick": lambda intent: self._pick(int(intent.text)),
            "not_sure": lambda _: self._not_sure(),
            "skip": lambda _: self._skip(),
            "back": lambda _: self.back(),
            "redo": lambda _: self.redo(),
            "why": lambda _: self.why(),
            "report": lambda _: self.report(),
            "quit": lambda _: Heard("quit"),
            "help": lambda _: Heard("help"),
            "explain": self._explain,
            "edit": lambda intent: self._edit(intent.text),
            "what_if": self._what_if,
            "gets": self._gets,
            "bill": self._bill,
            "keep": lambda _: self._keep(),
            "again": lambda _: self._again(),
            "reject": lambda _: self._drop(),
            "reject_all": lambda _: self._drop(whole=True),
        }

    def _read(self, text: str) -> Heard:
        if not text:
            return Heard(flash=phrases.NOTHING_TYPED)
        fixed = several_picked(self.engine, self._now, text) or correction(self.engine, self._now, text)
        if fixed is None:
            self._record.amend(hear(self.engine, self._now, text), "read", text)
        elif self._now.pending is not None:
            self._record.amend(mended(self.engine, self._now, text, fixed), "read", text)
        else:
            said = turn("answer", text, fixed.paths), turn("change", told(self.engine, fixed))
            label = ", ".join(self.engine.fields[path].label for path in fixed.paths)
            self._answer(fixed.answers, said, label, without=fixed.emptied)
            return self._end()
        return Heard()

    def _pick(self, number: int) -> Heard:
        step = self._now
        if step.pending is not None:
            return Heard(flash=phrases.KEEP_FIRST)
        if step.ask is None:
            return Heard(flash="No question is open; ask a what-if, edit an answer, or type report.")
        number = len(step.ask.replies) if number == LAST else number
        answers = reply_answers(self.engine, step.ask, number)
        label = step.ask.replies[number - 1]
        self._answer(answers, (turn("answer", label, tuple(answers)),), label)
        return self._end()

    def _not_sure(self) -> Heard:
        step = self._now
        if step.ask is None or step.pending is not None:
            return self._pick(0)
        unsure = Answer(None, "unknown", said=phrases.NOT_SURE.lower())
        answers = {path: unsure for path in step.ask.fields if not step.profile.said(path)}
        said = (turn("answer", phrases.NOT_SURE, step.ask.fields),)
        self._answer(answers, said, phrases.NOT_SURE.lower(), skip=step.ask.id)
        return self._end()

    def _skip(self) -> Heard:
        ask = self._now.ask
        if ask is None or self._now.pending is not None:
            return self._pick(0)
        self._answer({}, (turn("answer", "skip"),), "a skipped question", skip=ask.id)
        return self._end()

    def _keep(self) -> Heard:
        pending = self._now.pending
        if pending is None:
            return Heard()
        label = answers_text(self.engine, pending.answers, words=pending.text)
        self._answer(pending.answers, pending.turns, label)
        return self._end()

    def _again(self) -> Heard:
        words = self._now.pending.text if self._now.pending else ""
        self._drop()
        return Heard("edit", prefill=words)

    def _drop(self, *, whole: bool = False) -> Heard:
        pending = self._now.pending
        before = None if whole or pending is None else pending.before
        self._record.amend(replace(self._now, pending=before), "dropped", "")
        return Heard("moved", dropped(self.engine, pending, before))

    def _edit(self, words: str) -> Heard:
        step = self._now
        ask = reopened(self.engine, step.profile, words)
        turns = (turn("question", ask.text),)
        self._record.push(
            replace(step, turns=turns, ask=ask, pending=None, finished=False, label="the wish to edit"),
            "edit",
            words,
        )
        return Heard()

    def _explain(self, intent: Intent) -> Heard:
        return self._aside(intent.line, self.engine.explain(intent.text))

    def _what_if(self, intent: Intent) -> Heard:
        told = what_would(self.engine, self._guide.standing, self._now, intent.text)
        return self._aside(intent.line, f"{told}\n{phrases.GO_ON}")

    def _gets(self, intent: Intent) -> Heard:
        return self._aside(intent.line, money.gets(self.engine, self._now.profile, intent.text))

    def _bill(self, intent: Intent) -> Heard:
        return self._aside(intent.line, money.bill(self.engine, self._now.profile))

    def _aside(self, asked: str, told: str) -> Heard:
        self._record.amend(self._now.saying(turn("answer", asked), turn("aside", told)), "aside", asked)
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
        step = self._guide.answered(self._now, answers, said, label)
        for path in without:
            step = replace(step, profile=step.profile.without(path))
        if skip:
            step = replace(step, skipped=(*step.skipped, skip))
        self._record.push(step, "answer", label)
        self._go_on()

    def _go_on(self) -> None:
        """Work out what follows from the present step, unless that was done before."""
        before, step = self._record.before, self._now
        if step.ask is not None or step.finished:
            return
        try:
            step = self._guide.moved(before, step)
            self._listen(view_of(self._record.showing(step)))
            step = self._guide.asking(step, before.ask.remaining if before.ask else 0)
        except Exception as error:
            if not self._record.can_move_back:
                raise
            self._record.give_up(*self._now.turns, turn("problem", phrases.unworkable(error)))
        else:
            self._record.amend(step, "question", "")

    def _end(self) -> Heard:
        return self.report() if self._now.finished else Heard()
