"""One dialogue for every front end: what was said goes in, immutable views come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from advisor.conversation import money, phrases
from advisor.conversation.answering import Answering
from advisor.conversation.asides import told_aside
from advisor.conversation.editing import AnswerRow, answer_rows
from advisor.conversation.engine import Engine
from advisor.conversation.finish import Render, Reporter
from advisor.conversation.guide import Guide
from advisor.conversation.keeper import Keeper
from advisor.conversation.put_back import told_back
from advisor.conversation.record import Record
from advisor.conversation.steering import Act
from advisor.conversation.turns import Heard, History, Step, clean, turn
from advisor.conversation.view import View, view_of
from advisor.conversation.what_if import what_would
from advisor.conversation.words import Intent, recognise
from advisor.errors import UserError
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
        note: str = "",
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
            note: What to say first: which conversation is taken up.
        """
        self.engine = engine
        self._guide = Guide(engine)
        self._note = note
        begun = history or History((self._guide.opening(),))
        self._record = Record(begun, self._guide, keeper)
        self._reporter = Reporter(engine, render, as_of, seed, folder or Path.cwd())
        self._reporter.resume(begun)
        self._answering = Answering(engine, self._guide, self._record, listen, self._end)
        self._answering.go_on()

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
        """Return what to do first: say what is taken up, and show its report where it was finished."""
        if not self._now.finished or not self._note:
            return replace(self._end(), flash=self._note)
        if self._reporter.text:
            return Heard("report", flash=self._note)
        return replace(self.report(), flash=f"{self._note} {phrases.REPORT_GONE}")

    def pick(self, number: int) -> Heard:
        """Give quick reply ``number`` of what is on the screen; 0 is "not sure"."""
        return self.say(str(number))

    def edit(self, words: str) -> Heard:
        """Ask for an earlier answer again, by field path or by words of its label."""
        return self.say(f"edit {words}")

    def back(self) -> Heard:
        """Take back one step: the last answer, words on the card, a correction or what was dropped."""
        return self._record.back()

    def redo(self) -> Heard:
        """Do again what was taken back."""
        return self._record.redo()

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
        self._record.amend(replace(step, report=path, written=self._reporter.written), "report", path)
        return Heard("report")

    @property
    def _now(self) -> Step:
        return self._record.now

    def _verbs(self) -> Mapping[Act, Callable[[Intent], Heard]]:
        return {
            "answer": lambda intent: self._answering.read(intent.text),
            "pick": lambda intent: self._answering.pick(int(intent.text)),
            "not_sure": lambda _: self._answering.not_sure(),
            "skip": lambda _: self._answering.skip(),
            "back": lambda _: self.back(),
            "redo": lambda _: self.redo(),
            "why": lambda _: self.why(),
            "report": lambda _: self.report(),
            "quit": lambda _: Heard("quit"),
            "help": lambda _: Heard("help"),
            "explain": self._explain,
            "edit": lambda intent: self._answering.edit(intent.text),
            "what_if": self._what_if,
            "gets": self._gets,
            "bill": self._bill,
            "keep": lambda _: self._answering.keep(),
            "again": lambda _: self._answering.again(),
            "reject": lambda _: self._answering.drop(),
            "reject_all": lambda _: self._answering.drop(whole=True),
        }

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

    def _end(self) -> Heard:
        return self.report() if self._now.finished else Heard()
