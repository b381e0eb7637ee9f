"""The chat: keys, clicks and lines become commands to the engine."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from advisor.conversation import phrases
from advisor.conversation.editing import AnswerRow
from advisor.conversation.store import SessionInfo
from advisor.conversation.view import View
from advisor.tui.bindings import CHAT_KEYS
from advisor.tui.choices import Choices, offered_choices
from advisor.tui.controller import Command, Controller
from advisor.tui.messages import AnswerOpened, Drafted, Failed, MarkMoved, Moved, Opened, Progressed, Said
from advisor.tui.offer import MOST, chosen, offer_view
from advisor.tui.screens.frame import ChatFrame
from advisor.tui.screens.review import ReviewScreen
from advisor.tui.widgets.prompt import Prompt
from advisor.tui.widgets.question import Question
from advisor.tui.widgets.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was said while the advisor was still being loaded."""

    command: Command
    draft: str
    """As it stood in the prompt."""
    ask: str
    """Id of the question on the screen."""


class ChatScreen(ChatFrame):
    """Shows the conversation and turns keys, clicks and lines into commands."""

    BINDINGS: ClassVar[list[BindingType]] = [key.binding() for key in CHAT_KEYS]

    def __init__(self, controller: Controller, opening: View, offered: tuple[SessionInfo, ...] = ()) -> None:
        """Prepare to show a conversation.

        Args:
            controller: Runs commands in worker threads.
            opening: What to show until the advisor is loaded.
            offered: Unfinished conversations to choose from first; words typed instead begin a new one.
        """
        self._opening, self._offered = opening, offered[:MOST]
        super().__init__(offer_view(opening, self._offered) if offered else opening)
        self._controller = controller
        self.answers: tuple[AnswerRow, ...] = ()
        """What was said so far."""
        self.ready = False
        """Whether the advisor is loaded and the conversation begun."""
        self._waiting: Waiting | None = None
        self._failure = ""

    def choices(self, view: View) -> Choices:
        """Return what can be picked now: a saved conversation while some are offered."""
        return offered_choices(view) if self._offered else super().choices(view)

    async def on_mount(self) -> None:
        """Show the first question at once; it takes keys once it was drawn."""
        await self.show(self.view)
        self.set_focus(self.query_one(Prompt))

    def question_drawn(self) -> None:
        """Take keys from now on."""
        self.post_message(Opened())

    def say(self, text: str) -> None:
        """Take a line as if it had been typed and sent."""
        self.post_message(Said(text, text))

    @on(Said)
    async def said(self, message: Said) -> None:
        """Send a line, or what Enter means when nothing is typed; what was not seen yet is not answered."""
        if self.unseen:
            self.flash(phrases.NOT_SEEN)
            return
        question = self.query_one(Question)
        text = message.text.strip() or question.taken()
        if self._offered:
            await self._choose(text)
            return
        if not text and not self.view.pending:
            self.flash(phrases.NOTHING_TYPED)
            return
        shown = question.label(text) if message.shown or not message.text else message.shown
        self.command(lambda dialogue: dialogue.say(text), shown)

    @on(Drafted)
    def drafted(self, message: Drafted) -> None:
        """Mark the reply whose number is being typed."""
        self.query_one(Question).mark_number(message.text.strip())

    @on(MarkMoved)
    def mark_moved(self, message: MarkMoved) -> None:
        """Move the mark among the replies."""
        if not self.query_one(Prompt).value:
            self.query_one(Question).move_mark(message.by)

    @on(AnswerOpened)
    def answer_opened(self, message: AnswerOpened) -> None:
        """Ask for an earlier answer again."""
        self.open_answer(message.path)

    def open_answer(self, path: str | None) -> None:
        """Ask for an answer again; None leaves things as they are."""
        if path is not None:
            self.command(lambda dialogue: dialogue.edit(path))

    def command(self, command: Command, shown: str = "") -> None:
        """Hand a command to the engine, one at a time; typing goes on meanwhile.

        Args:
            command: What to do.
            shown: The user's words, shown at once.
        """
        if self._failure:
            self.complain(self._failure, "error")
            return
        if self._offered:
            self.flash(phrases.OFFER_ONLY)
            return
        if not self.ready and self.view.ask is None:
            self.flash(phrases.STILL_OPENING)
            return
        if self.busy:
            self.flash(phrases.ONE_MOMENT)
            return
        self.set_busy(True)
        draft, self.query_one(Prompt).value = self.query_one(Prompt).value, ""
        if shown:
            self.query_one(Transcript).show_sending(shown)
        if self.ready:
            self._run(command)
        else:
            self._waiting = Waiting(command, draft, self.view.ask.id if self.view.ask else "")

    @property
    def offers(self) -> bool:
        """Whether saved conversations are offered and none was begun yet."""
        return bool(self._offered)

    async def _choose(self, text: str) -> None:
        """Take up the conversation of a number, or begin a new one with the words."""
        choice = chosen(text, self._offered)
        if choice is None:
            self.flash(phrases.OFFER_WHY if text == "?" else phrases.OFFER_ONLY)
            return
        self._offered = ()
        self.query_one(Prompt).value = ""
        if choice.session is None:
            await self.show(self._opening)
        if choice.words:
            self.command(lambda dialogue: dialogue.say(choice.words), choice.words)
        self.begin(choice.session)

    async def action_new(self) -> None:
        """Begin a new conversation while saved ones are offered; what is being typed stays."""
        if self._offered:
            draft = self.query_one(Prompt).value
            await self._choose("new")
            self.query_one(Prompt).value = draft

    def begin(self, session: str | None) -> None:
        """Begin a conversation, or take one up by its id, which takes no answers until it is shown."""
        if session is not None:
            self.set_busy(True)
        self._begin(session)

    @work(thread=True, exclusive=True, group="dialogue", exit_on_error=False)
    def _begin(self, session: str | None) -> None:
        self.post_message(self._controller.begin(session, self._hear))

    def _hear(self, view: View) -> None:
        self.post_message(Moved(view))

    @work(thread=True, exclusive=True, group="dialogue", exit_on_error=False)
    def _run(self, command: Command) -> None:
        self.post_message(self._controller.run(command))

    async def on_moved(self, message: Moved) -> None:
        """Show what an answer moved, while the next question is still being chosen."""
        self.show_results(message.view)
        await self.query_one(Transcript).show(message.view.turns)

    async def on_progressed(self, message: Progressed) -> None:
        """Show what the conversation has become."""
        first, self.ready = not self.ready, True
        self.answers = message.answers
        self.set_busy(False)
        await self.show(message.view)
        self._follow(message)
        if first and self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self._send(waiting)

    def _send(self, waiting: Waiting) -> None:
        """Send the line that waited for the advisor, unless another question stands there than it answers."""
        if self.view.ask is None or self.view.ask.id != waiting.ask:
            self.query_one(Prompt).value = waiting.draft
            self.flash(phrases.NOT_SEEN)
            return
        self.set_busy(True)
        self._run(waiting.command)

    def on_failed(self, message: Failed) -> None:
        """Say what went wrong; the conversation stays as it was."""
        self.set_busy(False)
        self._failure = "" if self.ready else message.sentence
        self.complain(message.sentence, "error")

    def _follow(self, message: Progressed) -> None:
        heard = message.heard
        if heard.flash:
            self.flash(heard.flash)
        else:
            self.unflash()
        if heard.effect == "edit":
            prompt = self.query_one(Prompt)
            prompt.value = heard.prefill
            prompt.cursor_position = len(heard.prefill)
        elif heard.effect == "report":
            self._show_report(message)
        elif heard.effect == "help":
            self.action_help()
        elif heard.effect == "quit":
            self.app.call_later(self.app.action_quit)

    def _show_report(self, message: Progressed) -> None:
        """Open the preview; its Markdown widget is imported only now."""
        screen = import_module("advisor.tui.screens.report")
        note = message.heard.flash
        self.app.push_screen(screen.ReportScreen(message.report_text, message.view.report, note))

    def action_undo(self) -> None:
        """Take back the last answer."""
        self.command(lambda dialogue: dialogue.back())

    def action_redo(self) -> None:
        """Give it again."""
        self.command(lambda dialogue: dialogue.redo())

    def action_report(self) -> None:
        """Save and show the report as it stands."""
        self.command(lambda dialogue: dialogue.report())

    def action_review(self) -> None:
        """Go through the answers; while a reading waits, change its words."""
        if self.view.pending:
            self.command(lambda dialogue: dialogue.say("e"))
            return
        self.app.push_screen(ReviewScreen(self.answers), self.open_answer)
