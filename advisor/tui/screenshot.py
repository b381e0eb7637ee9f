"""A picture of the real program: ``python -m advisor.tui.screenshot OUT.svg [--size 120x36]``."""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from advisor.api import Advisor
from advisor.conversation.begin import Beginning
from advisor.conversation.engine import Engine
from advisor.conversation.opening import opening_view
from advisor.conversation.store import Store
from advisor.interview.questions import load_questions
from advisor.report.render import report_markdown
from advisor.tui.app import AdvisorApp

STORY = (
    "help customers on our shop's site, like 5k chats a day, from 120 pages of help articles",
    "",
    "2",
    "what if 10x traffic?",
)
"""What is said before the picture is taken; an empty line keeps what was read."""


async def picture(
    load: Callable[[], Engine], size: tuple[int, int], lines: Sequence[str] = STORY, keys: Sequence[str] = ()
) -> str:
    """Return an SVG of the chat after some lines were said and some keys pressed.

    Args:
        load: Assembles the advisor.
        size: Columns and rows.
        lines: What is said, line by line.
        keys: Keys pressed at the end, as Textual names them.
    """
    opening = opening_view(next(iter(load_questions().values())))
    with tempfile.TemporaryDirectory() as folder:
        beginning = Beginning(Store(None), report_markdown, date.today(), folder=Path(folder))
        app = AdvisorApp(load, beginning, opening, new=True)
        async with app.run_test(size=size) as pilot:
            await _settled(pilot)
            for line in lines:
                app.chat.say(line)
                await _settled(pilot)
            await pilot.press(*keys)
            await _settled(pilot)
            return without_web_fonts(app.export_screenshot(title="advisor"))


def without_web_fonts(svg: str) -> str:
    """Return the picture without fonts from the network; the viewer's fixed-width font takes their place."""
    return re.sub(r"\s*@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)


async def _settled(pilot: Pilot[None]) -> None:
    """Wait until the engine has answered and the screen has drawn it."""
    app = pilot.app
    assert isinstance(app, AdvisorApp)
    await pilot.pause()
    while app.chat.busy or not app.chat.ready:
        await pilot.pause(0.02)
    await app.workers.wait_for_complete()
    await pilot.pause()


def main(argv: Sequence[str] | None = None) -> int:
    """Write the picture and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m advisor.tui.screenshot", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT.svg")
    parser.add_argument("--size", default="120x36", help="columns x rows, 120x36 when left out")
    parser.add_argument("--say", action="append", help="a line to say instead of the usual story; repeatable")
    parser.add_argument("--press", action="append", default=[], help="a key to press at the end; repeatable")
    args = parser.parse_args(argv)
    size = re.fullmatch(r"(\d{2,3})x(\d{2,3})", args.size)
    if size is None:
        parser.error(f"--size is columns x rows, such as 120x36, not {args.size!r}")
    svg = asyncio.run(
        picture(Advisor.load, (int(size[1]), int(size[2])), tuple(args.say or STORY), tuple(args.press))
    )
    args.out.write_text(svg, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
