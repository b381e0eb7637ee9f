"""The transcript: plain text blocks, of which only the latest are mounted."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.layout import DockArrangeResult
from textual.reactive import Reactive
from textual.widgets import Static

from advisor.conversation.turns import Turn
from advisor.tui.messages import AnswerOpened

WINDOW = 40
"""Messages mounted at most; earlier ones come back on demand."""
SLACK = 20
"""Messages over the window before the oldest are unmounted."""

_ARROWS = {"▲": "$success", "▼": "$error", "✕": "$error"}


class TurnBlock(Static):
    """One message; an answer opens again when it is clicked."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    """Nothing scrolls in a message: once it has its size, the screen need not be laid out again."""

    def __init__(self, turn: Turn, *, sending: bool = False) -> None:
        super().__init__(_content(turn), markup=False, classes=_classes(turn, sending=sending))
        self._said = turn.kind, turn.text
        self._opens(turn)

    def heard(self, turn: Turn) -> bool:
        """Become the message that these words were heard as; return False when they were heard as others."""
        if (turn.kind, turn.text) != self._said:
            return False
        self.set_classes(_classes(turn))
        self._opens(turn)
        return True

    def _opens(self, turn: Turn) -> None:
        self._path = turn.fields[0] if turn.fields else ""
        if self._path:
            self.tooltip = "Click to change this answer"

    def on_click(self, event: events.Click) -> None:
        """Open the answer, unless the click ends a selection of text."""
        if self._path and not self.screen.get_selected_text():
            event.stop()
            self.post_message(AnswerOpened(self._path))


class Earlier(Static):
    """The row above the window that brings back earlier messages."""

    hidden = -1
    """How many there are, as it tells; none told yet."""

    def show(self, hidden: int) -> None:
        """Tell how many messages are hidden, and take no room where none is."""
        self.hidden = hidden
        self.display = hidden > 0
        self.update(f"▲ {hidden} earlier messages")

    def on_click(self) -> None:
        """Bring back a window's worth."""
        transcript = self.parent
        if isinstance(transcript, Transcript):
            transcript.show_earlier()


class Transcript(VerticalScroll, can_focus=False):
    """What was said so far; it stays at the end unless the user scrolled back."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    """How far it scrolls is known when it is laid out, so that more words need no second layout."""

    def __init__(self) -> None:
        super().__init__(id="transcript")
        self._room = Size(0, 0)
        self._turns: tuple[Turn, ...] = ()
        self._first = 0
        self._sending: TurnBlock | None = None

    def compose(self) -> ComposeResult:
        """Lay out the row for earlier messages."""
        yield Earlier("", markup=False, id="earlier")

    @property
    def container_size(self) -> Size:
        """The room that the messages have in the present layout: by it the toolkit scrolls to their end."""
        return self._room

    def arrange(self, size: Size, optimal: bool = False) -> DockArrangeResult:
        """Lay out the messages, and remember the room that they have."""
        self._room = size
        return super().arrange(size, optimal)

    def on_mount(self) -> None:
        """Keep to the end from the start."""
        self.anchor()
        self._label_earlier()

    async def show(self, turns: tuple[Turn, ...]) -> None:
        """Show a transcript, touching only what differs from what is on the screen."""
        same = _common(self._turns, turns)
        sending, self._sending = self._sending, None
        if sending is not None and same == len(self._turns) < len(turns) and sending.heard(turns[same]):
            same, sending = same + 1, None
        self._turns = turns
        blocks = list(self.query(TurnBlock))
        gone = [block for block in blocks if block is sending]
        known = [block for block in blocks if block is not sending]
        gone += known[max(0, same - self._first) :]
        if same < self._first:
            self._first = max(0, same - WINDOW)
            gone, same = known + gone, self._first
        with self.app.batch_update():
            await self.remove_children(gone)
            start = max(same, len(turns) - WINDOW)
            if start > same:
                await self.remove_children(TurnBlock)
                self._first = start
            await self.mount_all(TurnBlock(turn) for turn in turns[start:])
            await self._trim()
        self.anchor()

    def show_sending(self, text: str) -> None:
        """Show the user's words at once, before the engine has heard them."""
        self._sending = TurnBlock(Turn("answer", text), sending=True)
        self.mount(self._sending)
        self.anchor()

    def show_earlier(self) -> None:
        """Mount another window of earlier messages, keeping the place."""
        start = max(0, self._first - WINDOW)
        blocks = [TurnBlock(turn) for turn in self._turns[start : self._first]]
        self._first = start
        self.release_anchor()
        if blocks:
            self.mount_all(blocks, after=self.query_one("#earlier"))
        self._label_earlier()

    async def _trim(self) -> None:
        mounted = len(self._turns) - self._first
        if mounted > WINDOW + SLACK:
            extra = mounted - WINDOW
            await self.remove_children(list(self.query(TurnBlock))[:extra])
            self._first += extra
        self._label_earlier()

    def _label_earlier(self) -> None:
        row = self.query_one("#earlier", Earlier)
        if row.hidden != self._first:
            row.show(self._first)


def _common(old: tuple[Turn, ...], new: tuple[Turn, ...]) -> int:
    """Return how many turns at the start are the same."""
    for place, (a, b) in enumerate(zip(old, new, strict=False)):
        if a != b:
            return place
    return min(len(old), len(new))


def _classes(turn: Turn, *, sending: bool = False) -> str:
    """Return the classes by which a message is drawn."""
    return f"-{turn.kind} {'-editable' if turn.fields else ''} {'-sending' if sending else ''}"


def _content(turn: Turn) -> Content:
    """Return a message with its arrows coloured; the meaning stands in the signs too."""
    if turn.by_user:
        return Content.assemble(("❯ ", "bold $accent"), turn.text)
    content = Content(turn.text)
    if turn.kind != "change":
        return content
    for place, char in enumerate(turn.text):
        if char in _ARROWS:
            content = content.stylize(f"bold {_ARROWS[char]}", place, place + 1)
    return content
