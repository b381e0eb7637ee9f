"""The frame of the chat: where things stand on the screen, and what they show of a view."""

from __future__ import annotations

from math import inf
from sys import getswitchinterval
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer

from advisor.conversation import phrases
from advisor.conversation.view import View
from advisor.tui.choices import Choices, choices_of
from advisor.tui.messages import Opened
from advisor.tui.presenter import placeholder
from advisor.tui.screens.help import HelpScreen
from advisor.tui.widgets.bars import StageBar, SummaryStrip
from advisor.tui.widgets.prompt import Prompt
from advisor.tui.widgets.question import Question
from advisor.tui.widgets.ranking import Ranking
from advisor.tui.widgets.remark import Remark
from advisor.tui.widgets.transcript import Transcript

MOMENT_SECONDS = 0.4
"""After this time at work the screen says that it works."""
COMPLAINT_SECONDS = 12.0
"""How long a problem stays."""
WIDTHS = [(0, "-slim"), (60, "-narrow"), (110, "-wide"), (160, "-broad")]
HEIGHTS = [(0, "-tiny"), (16, "-short"), (30, "-tall")]
"""Classes of the screen from so many columns and rows on."""


class ChatFrame(Screen[None]):
    """Transcript, quick replies, prompt, and the ranking beside them; it knows nothing of the engine."""

    AUTO_FOCUS = "#prompt"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, view: View) -> None:
        """Prepare to show a conversation."""
        super().__init__()
        self.view = view
        """What is on the screen."""
        self.busy = False
        """Whether the engine is at work."""
        self.unseen = True
        """Whether another question was put than the one that is drawn."""
        self.seen_since = inf
        """When the question on the screen was drawn, by the clock of the events."""
        self._laid_out = False
        self._warned = ""
        self._patience: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield StageBar()
        with Horizontal(id="body"):
            with Vertical(id="chat"):
                yield Transcript()
                yield Question()
                yield Remark()
                yield Prompt()
            yield Ranking()
        yield SummaryStrip()
        yield Footer(show_command_palette=True)

    def choices(self, view: View) -> Choices:
        """Return what can be picked now."""
        return choices_of(view)

    async def show(self, view: View) -> None:
        """Show a picture of the conversation."""
        if (self.view.ask, self.view.pending) != (view.ask, view.pending):
            self.unseen, self.seen_since, self._laid_out = True, inf, False
        self.view = view
        self.query_one(Prompt).placeholder = placeholder(view)
        self.query_one(Question).show(self.choices(view))
        self.show_results(view)
        if view.warning and view.warning != self._warned:
            self.complain(view.warning, "warning")
        self._warned = view.warning
        await self.query_one(Transcript).show(view.turns)
        self._laid_out = True
        self.call_after_refresh(self.drawn)

    def drawn(self) -> None:
        """Remember that what was laid out has been drawn; now its question can be answered."""
        if self.unseen and self._laid_out:
            self.unseen, self.seen_since = False, Opened().time - getswitchinterval()
            self.question_drawn()

    def question_drawn(self) -> None:
        """Do what waits for a question to be drawn."""

    def show_results(self, view: View) -> None:
        """Show where the plans stand."""
        self.query_one(StageBar).show(view)
        self.query_one(Ranking).show(view)
        self.query_one(SummaryStrip).show(view)

    def flash(self, text: str) -> None:
        """Show a passing remark at the prompt."""
        self.query_one(Remark).say(text, self.query_one(Prompt))

    def unflash(self) -> None:
        """Take the last remark away."""
        self.query_one(Remark).clear(self.query_one(Prompt))

    def complain(self, sentence: str, severity: Literal["warning", "error"]) -> None:
        """Say what is wrong, for longer than a passing remark."""
        self.app.notify(sentence, severity=severity, timeout=COMPLAINT_SECONDS, markup=False)

    def set_busy(self, busy: bool) -> None:
        """Remember whether the engine is at work, and say so when it takes longer than a moment."""
        self.busy = busy
        if self._patience is not None:
            self._patience.stop()
        self._patience = self.set_timer(MOMENT_SECONDS, self._still_busy) if busy else None
        if not busy:
            self.query_one(Question).remove_class("-busy")
            self.query_one(Prompt).unflash(phrases.WORKING)

    def _still_busy(self) -> None:
        self.query_one(Question).add_class("-busy")
        if not self.query_one(Remark).speaks(self.query_one(Prompt)):
            self.flash(phrases.WORKING)

    def action_help(self) -> None:
        """Open the help."""
        self.app.push_screen(HelpScreen())

    def action_details(self) -> None:
        """Show or hide the ranking; on a narrow terminal it takes the chat's place."""
        self.toggle_class("-details")
        self.call_after_refresh(self.set_focus, self.query_one(Prompt))

    def action_scroll(self, pages: int) -> None:
        """Scroll what is on the screen: the ranking when it has taken the chat's place."""
        transcript = self.query_one(Transcript)
        area = transcript if transcript.region.height else self.query_one(Ranking)
        if pages < 0:
            area.scroll_page_up(animate=False)
        else:
            area.scroll_page_down(animate=False)
