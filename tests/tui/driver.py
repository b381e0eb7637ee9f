"""Drives the real application without a terminal, with the small advisor of the conversation's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from advisor.conversation.begin import Beginning
from advisor.conversation.engine import Engine
from advisor.conversation.opening import opening_view
from advisor.tui.app import AdvisorApp
from advisor.tui.widgets.prompt import Prompt
from tests.conversation.fakes import QUESTIONS, FakeAdvisor, beginning

WIDE, NARROW = (120, 36), (80, 24)


def application(
    folder: Path,
    load: Callable[[], Engine] = FakeAdvisor,
    *,
    begun: Beginning | None = None,
    resume: bool = False,
    new: bool = False,
) -> AdvisorApp:
    begun = begun or beginning(folder)
    return AdvisorApp(load, begun, opening_view(QUESTIONS[0]), resume=resume, new=new)


@asynccontextmanager
async def chatting(app: AdvisorApp, size: tuple[int, int] = WIDE) -> AsyncIterator[Pilot[None]]:
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the engine has answered and the screen shows it."""
    app = pilot.app
    assert isinstance(app, AdvisorApp)
    await pilot.pause()
    await app.workers.wait_for_complete()
    for _ in range(200):
        await pilot.pause()
        if not app.chat.busy:
            break
        await app.workers.wait_for_complete()
    await pilot.pause()


async def type_in(pilot: Pilot[None], *lines: str) -> None:
    """Type lines into the prompt, each ended by Enter."""
    for line in lines:
        pilot.app.screen.query_one(Prompt).insert_text_at_cursor(line)
        await pilot.press("enter")
        await settled(pilot)


def screen_text(pilot: Pilot[None]) -> str:
    """Return the screen as lines of text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
