"""``--resume`` opens the conversation used last, and nothing is answered that was not seen."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from math import inf
from pathlib import Path

import pytest

from advisor.interview.order import Asked
from advisor.profile import Profile
from advisor.tui.app import AdvisorApp
from advisor.tui.screens.report import ReportScreen
from advisor.tui.widgets.prompt import Prompt
from tests.conversation.fakes import FakeAdvisor, beginning, talk
from tests.tui.driver import NARROW, WIDE, application, chatting, screen_text, settled, type_in

both = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
FINISHED = ("1", "2", "1", "1")


def values(app: object) -> list[str]:
    assert isinstance(app, AdvisorApp)
    return [row.value for row in app.chat.answers]


@both
async def test_the_last_one_is_opened_though_it_was_finished(tmp_path: Path, size: tuple[int, int]) -> None:
    talk(tmp_path, "3")
    talk(tmp_path, *FINISHED)
    async with chatting(application(tmp_path, resume=True), size) as pilot:
        assert isinstance(pilot.app.screen, ReportScreen)
        assert "Customer chatbot" in screen_text(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert values(pilot.app)[0] == "customer chatbot"
        assert 'the report of "Customer chatbot", last used' in " ".join(screen_text(pilot).split())
        await type_in(pilot, "edit requests", "3")
        assert "100,000 requests/day" in values(pilot.app)


async def test_one_that_was_not_finished_is_named_too(tmp_path: Path) -> None:
    talk(tmp_path, *FINISHED)
    talk(tmp_path, "3")
    async with chatting(application(tmp_path, resume=True)) as pilot:
        assert 'Going on with "Classification and moderation", last used' in screen_text(pilot)


async def test_one_that_was_only_looked_at_was_used_last(tmp_path: Path) -> None:
    talk(tmp_path, "3")
    talk(tmp_path, "1", "2")
    async with chatting(application(tmp_path)) as pilot:
        await pilot.press("2", "enter")
        await settled(pilot)
        assert values(pilot.app) == ["classification and moderation"]
    latest = beginning(tmp_path).latest()
    assert latest is not None
    assert latest.title == "Classification and moderation"


@both
async def test_no_key_answers_a_conversation_that_is_still_being_opened(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    talk(tmp_path, "1", "2", "1", "report")
    report = next((tmp_path / "reports").iterdir())
    before, gate = report.read_text("utf-8"), threading.Event()

    def slowly() -> FakeAdvisor:
        gate.wait(10)
        return FakeAdvisor()

    app = application(tmp_path, slowly, resume=True)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert 'Opening "Customer chatbot", last used' in screen_text(pilot)
        assert "What should the AI do?" not in screen_text(pilot)
        await pilot.press("1", "enter")
        assert "still being opened" in screen_text(pilot)
        gate.set()
        await settled(pilot)
        assert app.chat.view.ask is not None
        assert app.chat.view.ask.id == "team"
        assert app.screen.query_one(Prompt).value == "1"
    assert report.read_text("utf-8") == before


async def test_enter_before_the_first_frame_sends_nothing(tmp_path: Path) -> None:
    talk(tmp_path, "1", "2")
    app = application(tmp_path)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        app._early, app.chat.seen_since = [], inf
        await pilot.press("1", "enter", "escape")
        await app.on_opened()
        await settled(pilot)
        assert app.chat.offers
        assert app.screen.query_one(Prompt).value == "1"
        assert "typed before the question stood here" in " ".join(screen_text(pilot).split())


async def test_a_question_that_was_put_and_not_drawn_takes_no_answer(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        await type_in(pilot, "1")
        asked = pilot.app.chat.view.ask
        pilot.app.chat.seen_since = inf
        await type_in(pilot, "2")
        assert pilot.app.chat.view.ask == asked
        assert pilot.app.screen.query_one(Prompt).value == "2"
        pilot.app.chat.seen_since = 0.0
        await pilot.press("enter")
        await settled(pilot)
        assert "5,000 requests/day" in values(pilot.app)


async def test_every_question_that_stands_has_been_drawn(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        for line in FINISHED[:3]:
            assert not pilot.app.chat.unseen
            await type_in(pilot, line)


async def test_a_line_for_the_first_question_is_no_answer_to_another(tmp_path: Path) -> None:
    class Another(FakeAdvisor):
        """Begins with a question of its own, as a plugin may make it."""

        def next_question(self, profile: Profile, skipped: Sequence[str] = ()) -> Asked | None:
            return super().next_question(profile, ("purpose", *skipped))

    gate = threading.Event()

    def slowly() -> FakeAdvisor:
        gate.wait(10)
        return Another()

    app = application(tmp_path, slowly)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await pilot.press("1", "enter")
        gate.set()
        await settled(pilot)
        assert values(app) == []
        assert app.screen.query_one(Prompt).value == "1"


async def test_the_saved_report_of_a_finished_conversation_is_shown_as_it_stands(tmp_path: Path) -> None:
    talk(tmp_path, *FINISHED)
    report = next((tmp_path / "reports").iterdir())
    report.write_text("# My own words about it\n", "utf-8")
    async with chatting(application(tmp_path, resume=True)) as pilot:
        assert isinstance(pilot.app.screen, ReportScreen)
        assert "My own words about it" in screen_text(pilot)
    assert report.read_text("utf-8") == "# My own words about it\n"
    assert len(list((tmp_path / "reports").iterdir())) == 1


async def test_ctrl_z_takes_back_one_correction_and_not_the_story(tmp_path: Path) -> None:
    async with chatting(application(tmp_path), NARROW) as pilot:
        await type_in(pilot, "a chat, 5k a day", "requests: 300", "1")
        for told in ("keeping 2 facts; the card waits again", "Took back: 'requests: 300'"):
            await pilot.press("ctrl+z")
            await settled(pilot)
            assert told in " ".join(screen_text(pilot).split())
            assert "a chat, 5k a day" in screen_text(pilot)
        await pilot.press("ctrl+y")
        await settled(pilot)
        assert "Done again: 'requests: 300'" in screen_text(pilot)
