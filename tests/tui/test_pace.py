"""What keeps the chat quick: how often it is painted, and pauses that it is spared."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.tui import FRAMES_A_SECOND, app
from tests.tui.driver import application, chatting

ASK = "import advisor.tui.app; from textual.constants import MAX_FPS; print(MAX_FPS)"
PLENTY = 10_000
"""Objects that are there for certain when the advisor is loaded."""


@pytest.mark.parametrize(("wished", "found"), [(None, FRAMES_A_SECOND), ("30", 30)])
def test_the_screen_is_painted_soon_after_a_change_unless_the_user_wishes_otherwise(
    wished: str | None, found: int
) -> None:
    known = {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"}
    environment = known if wished is None else {**known, "TEXTUAL_FPS": wished}
    told = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == str(found)


async def test_what_is_loaded_is_left_out_of_later_searches_for_dead_objects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "WARM_AFTER_S", 0.01)
    gc.unfreeze()
    try:
        async with chatting(application(tmp_path)) as pilot:
            for _ in range(100):
                if gc.get_freeze_count():
                    break
                await pilot.pause(0.05)
            assert gc.get_freeze_count() > PLENTY
    finally:
        gc.unfreeze()
