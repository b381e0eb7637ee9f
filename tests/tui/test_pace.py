"""What keeps the chat quick: how often it is painted, and pauses that it is spared."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.conversation.turns import Turn
from advisor.tui import FRAMES_A_SECOND, app
from advisor.tui.widgets.question import Question
from advisor.tui.widgets.transcript import Transcript, TurnBlock
from tests.conversation.fakes import talk
from tests.tui.driver import NARROW, application, chatting, settled

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


async def test_the_words_that_were_sent_become_the_answer(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        transcript = pilot.app.screen.query_one(Transcript)
        transcript.show_sending("About 500")
        sent = transcript.query(TurnBlock).last()
        heard = Turn("answer", "About 500", ("workload.requests_per_day",))
        await transcript.show((*pilot.app.chat.view.turns, heard, Turn("question", "And then?")))
        blocks = list(transcript.query(TurnBlock))
        assert blocks[-2] is sent
        assert sent.classes == {"-answer", "-editable"}
        assert len(blocks) == len(pilot.app.chat.view.turns) + 2


async def test_words_heard_as_others_stand_once(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        transcript = pilot.app.screen.query_one(Transcript)
        transcript.show_sending("why?")
        await transcript.show((*pilot.app.chat.view.turns, Turn("aside", "Because.")))
        assert [block.has_class("-aside") for block in transcript.query(TurnBlock)][-1]
        assert not transcript.query(".-sending")


async def test_each_layout_ends_with_the_last_words_however_many_replies_stand_below(tmp_path: Path) -> None:
    talk(tmp_path, "1", *["why?"] * 30)
    async with chatting(application(tmp_path, resume=True), NARROW) as pilot:
        transcript, replies = (pilot.app.screen.query_one(kind) for kind in (Transcript, Question))
        found: list[tuple[int, float]] = []
        pilot.app.screen.screen_layout_refresh_signal.subscribe(
            pilot.app.screen,
            lambda _: found.append((replies.size.height, transcript.max_scroll_y - transcript.scroll_y)),
            immediate=True,
        )
        for line in ("2", "1", "back"):
            pilot.app.chat.say(line)
            await settled(pilot)
        assert len({height for height, _ in found}) > 1
        assert {left for _, left in found} == {0}


async def test_the_replies_grow_pale_only_when_an_answer_takes_longer_than_a_moment(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        chat, replies = pilot.app.chat, pilot.app.screen.query_one(Question)
        chat.set_busy(True)
        assert not replies.has_class("-busy")
        chat._still_busy()
        assert replies.has_class("-busy")
        chat.set_busy(False)
        assert not replies.has_class("-busy")
