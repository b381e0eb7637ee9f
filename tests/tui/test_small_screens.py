"""The chat in a terminal that is small, or changes its size."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.tui.choices import Choices
from advisor.tui.widgets.prompt import Prompt
from advisor.tui.widgets.question import Question
from tests.tui.driver import NARROW, WIDE, application, chatting, screen_text, type_in


async def test_the_terminal_may_change_its_size_midway(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        await type_in(pilot, "1")
        for size in (NARROW, (200, 60), (50, 14), WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "How many requests" in screen_text(pilot)


async def test_replies_stay_readable_on_a_tiny_screen(tmp_path: Path) -> None:
    async with chatting(application(tmp_path), (40, 12)) as pilot:
        shown = screen_text(pilot)
        assert "1  Answer customers" in shown
        assert "3  Sort or moderate" in shown


@pytest.mark.parametrize("size", [NARROW, (60, 16), (40, 12)])
async def test_the_marked_reply_is_in_view_and_whole_on_a_small_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with chatting(application(tmp_path), size) as pilot:
        question = pilot.app.screen.query_one(Question)
        replies = tuple(f"Run number {number} on a phone, a device or a laptop" for number in range(1, 20))
        question.show(Choices(replies))
        await pilot.pause()
        for number in (1, 10, 19):
            question.marked = number
            await pilot.pause()
            await pilot.pause()
            shown = screen_text(pilot)
            assert f"{number:>2}› Run number {number}" in shown
        assert "…" not in "\n".join(line for line in shown.splitlines() if "Run number" in line)
        assert pilot.app.screen.query_one(Prompt).region.bottom < size[1]
