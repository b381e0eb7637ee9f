"""The conversation line by line, for pipes, screen readers and scripts: no colour, no boxes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from advisor.conversation import phrases
from advisor.conversation.dialogue import Dialogue
from advisor.conversation.turns import Heard, Turn
from advisor.conversation.view import View

INTERRUPTED = 130
"""Exit code after Ctrl-C, as a shell expects it."""
_INDENT = " " * 9
_CUTS = {"moved", "edit"}
"""Effects after which the transcript is shorter or longer than what was printed."""


class PlainChat:
    """Shows a dialogue on a text stream."""

    def __init__(self, dialogue: Dialogue, out: TextIO, *, echo: bool) -> None:
        """Prepare to talk.

        Args:
            dialogue: The conversation, new or taken up.
            out: Where to write.
            echo: Whether to repeat what was typed, as when the input comes from a pipe.
        """
        self._dialogue = dialogue
        self._out = out
        self._echo = echo
        self._shown: tuple[Turn, ...] = ()
        self._offered: tuple[str, ...] = ()
        self._reported: View | None = None

    def run(self, lines: Iterable[str]) -> int:
        """Hold the conversation until the lines end or the user quits; return the exit code."""
        self._warn(self._dialogue.view.warning)
        try:
            if self._follow(self._dialogue.start()):
                return 0
            for line in lines:
                if self._follow(self._dialogue.say(line), line.strip()):
                    return 0
            self._at_end()
        except KeyboardInterrupt:
            self._say_saved()
            return INTERRUPTED
        return 0

    def _follow(self, heard: Heard, line: str = "") -> bool:
        """Show what came of a line; return whether the user quits."""
        if heard.effect in _CUTS:
            self._go_along(line)
        self._show_turns()
        for text in (heard.flash, phrases.help_lines() if heard.effect == "help" else ""):
            if text:
                self._line("Advisor", text)
        if heard.effect == "edit":
            self._line("Advisor", f"Say it again; it was: {heard.prefill}")
        if heard.effect == "report":
            self._show_report()
        if heard.effect == "quit":
            self._say_saved()
            return True
        self._prompt(again=heard.effect in _CUTS)
        return False

    def _go_along(self, line: str) -> None:
        """Take over a transcript that was cut or brought back, without printing it a second time."""
        self._shown = self._dialogue.view.turns
        if self._echo:
            self._line("You", line)

    def _show_turns(self) -> None:
        turns = self._dialogue.view.turns
        for turn in turns[len(self._shown) :]:
            if not turn.by_user or self._echo:
                self._line("You" if turn.by_user else "Advisor", turn.text)
        self._shown = turns

    def _prompt(self, *, again: bool) -> None:
        """Print the quick replies when they are not the ones printed last, then the prompt."""
        view = self._dialogue.view
        if again and view.ask and not view.pending:
            self._line("Advisor", view.ask.text)
        if view.replies and (again or view.replies != self._offered):
            numbered = [f"{place}  {label}" for place, label in enumerate(view.replies, 1)]
            extra = [] if view.pending else [f"0  {phrases.NOT_SURE}", f"?  {phrases.WHY}"]
            self._out.writelines(f"{_INDENT}{row}\n" for row in (*numbered, *extra))
        self._offered = view.replies
        if not self._echo:
            self._out.write("> ")
        self._out.flush()

    def _line(self, speaker: str, text: str) -> None:
        first, *rest = text.split("\n")
        self._out.write(f"{speaker:<9}{first}\n")
        self._out.writelines(f"{_INDENT}{line}\n" for line in rest)

    def _show_report(self) -> None:
        self._reported = self._dialogue.view
        self._out.write(f"\n{self._dialogue.report_text.rstrip()}\n\n")

    def _at_end(self) -> None:
        """When the input ends, keep what waits to be kept and show the report, unless it was just shown."""
        if self._dialogue.view.pending:
            self._dialogue.say("")
        if self._reported == self._dialogue.view:
            return
        heard = self._dialogue.report()
        self._show_turns()
        if heard.flash:
            self._line("Advisor", heard.flash)
        elif heard.effect == "report":
            self._show_report()
        self._out.flush()

    def _say_saved(self) -> None:
        view = self._dialogue.view
        if view.finished or not view.answered:
            return
        if view.on_disk:
            self._line("Advisor", "Your answers are saved; go on with: advisor --plain --resume")
        else:
            self._warn(view.warning)
        self._out.flush()

    def _warn(self, warning: str) -> None:
        if warning:
            self._line("Advisor", f"Warning: {warning}")


def run(dialogue: Dialogue, lines: Iterable[str], out: TextIO, *, echo: bool) -> int:
    """Hold a conversation line by line.

    Args:
        dialogue: The conversation, new or taken up.
        lines: What the user types, line by line.
        out: Where to write.
        echo: Whether to repeat what was typed, as when the input comes from a pipe.

    Returns:
        The exit code: 0, or 130 after Ctrl-C.
    """
    return PlainChat(dialogue, out, echo=echo).run(lines)
