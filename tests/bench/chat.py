"""How long a key and an answer take to be on the screen: ``python -m tests.bench.chat``."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

import advisor.tui
from advisor.conversation.opening import opening_view
from advisor.tui.app import AdvisorApp
from advisor.tui.controller import Command, Controller
from advisor.tui.messages import Failed, Progressed
from advisor.tui.widgets.prompt import Prompt
from tests.conversation.fakes import QUESTIONS, FakeAdvisor, beginning, talk
from tests.tui.driver import settled

if TYPE_CHECKING:
    from textual.screen import Screen

STYLES = Path(advisor.tui.__file__).parent / "styles"
TURNS = 300
KEYS = 60
ANSWERS = 12
KEY_BUDGET_MS, ANSWER_BUDGET_MS = 5.0, 16.0
PATIENCE_S = 5.0


class Timed(Controller):
    """A controller that notes when it was done."""

    told = 0.0

    def run(self, command: Command) -> Progressed | Failed:
        """Run a command and note the time."""
        try:
            return super().run(command)
        finally:
            Timed.told = time.perf_counter()


class Watched(AdvisorApp):
    """The application with the time of its last paint."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [STYLES / Path(path).name for path in AdvisorApp.CSS_PATH]
    painted = 0.0

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        super()._display(screen, renderable)
        self.painted = time.perf_counter()


async def until(done: Callable[[], bool]) -> None:
    """Let the application work until something holds."""
    end = time.perf_counter() + PATIENCE_S
    while not done() and time.perf_counter() < end:
        await asyncio.sleep(0)


async def key_ms(app: Watched) -> float:
    """Return the time from a key to the paint that shows it."""
    prompt = app.screen.query_one(Prompt)
    before, start = prompt.value, time.perf_counter()
    # Loaded late: the toolkit reads how often to paint when it is loaded, which advisor.tui sets before.
    app.post_message(import_module("textual.events").Key("a", "a"))
    await until(lambda: prompt.value != before and app.painted > start)
    await asyncio.sleep(0.02)
    return (app.painted - start) * 1e3


async def answer_ms(app: Watched, line: str) -> float:
    """Return the time from the end of the computing to the last paint of what came of an answer."""
    start = time.perf_counter()
    app.chat.say(line)
    await until(lambda: Timed.told > start and not app.chat.busy)
    await asyncio.sleep(0.2)
    return (app.painted - Timed.told) * 1e3


async def measured(size: tuple[int, int]) -> tuple[list[float], list[float]]:
    """Return the times of keys and of answers with a long transcript behind them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        talk(folder, "1", *["why?"] * (TURNS // 2))
        app = Watched(FakeAdvisor, beginning(folder), opening_view(QUESTIONS[0]), resume=True)
        app.chat._controller = Timed(FakeAdvisor, beginning(folder))
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            assert len(app.chat.view.turns) > TURNS
            keys = [await key_ms(app) for _ in range(KEYS)]
            app.screen.query_one(Prompt).value = ""
            answers = [await answer_ms(app, line) for line in ("2", "back") * ANSWERS]
            return keys, answers


def main() -> None:
    """Print both times beside their budgets."""
    for size in ((80, 24), (120, 36), (200, 50)):
        keys, answers = asyncio.run(measured(size))
        print(
            f"{size[0]}x{size[1]}: a key {statistics.median(keys):.1f} ms median, {max(keys):.1f} most "
            f"(budget {KEY_BUDGET_MS:g}); an answer beyond its computing {statistics.median(answers):.1f} ms "
            f"median, {max(answers):.1f} most (budget {ANSWER_BUDGET_MS:g})"
        )


if __name__ == "__main__":
    main()
