"""The chat while the engine loads, thinks, fails, or cannot save."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from textual.app import App

from advisor.decide.standing import Standing
from advisor.errors import UserError
from advisor.interview.order import Asked
from advisor.interview.reading import Reading
from advisor.profile import Profile
from advisor.tui.screens.frame import MOMENT_SECONDS
from advisor.tui.widgets.prompt import Prompt
from tests.conversation.fakes import FakeAdvisor
from tests.tui.driver import NARROW, application, chatting, screen_text, settled, type_in


def prompt(app: App[None]) -> Prompt:
    return app.screen.query_one(Prompt)


async def test_the_first_question_is_there_before_the_advisor_is_loaded(tmp_path: Path) -> None:
    gate = threading.Event()

    def slowly() -> FakeAdvisor:
        gate.wait(10)
        return FakeAdvisor()

    app = application(tmp_path, slowly)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert "What should the AI do?" in screen_text(pilot)
        assert "Answer customers" in screen_text(pilot)
        await pilot.press("2", "enter")
        assert "❯ Answer from documents" in screen_text(pilot)
        gate.set()
        await settled(pilot)
        assert [row.value for row in app.chat.answers] == ["questions over your documents"]


async def test_typing_goes_on_while_the_engine_thinks(tmp_path: Path) -> None:
    gate, started = threading.Event(), threading.Event()

    class Slow(FakeAdvisor):
        def next_question(self, profile: Profile, skipped: Sequence[str] = ()) -> Asked | None:
            if profile.answers:
                started.set()
                gate.wait(10)
            return super().next_question(profile, skipped)

    async with chatting(application(tmp_path, Slow)) as pilot:
        await pilot.press("1", "enter")
        while not started.is_set():
            await pilot.pause(0.01)
        await pilot.pause(MOMENT_SECONDS + 0.1)
        assert "Working it out…" in screen_text(pilot)
        await pilot.press("2", "k", "enter")
        assert prompt(pilot.app).value == "2k"
        assert "One moment" in screen_text(pilot)
        assert "In front: Hosted model" in screen_text(pilot)
        gate.set()
        await settled(pilot)
        assert prompt(pilot.app).value == "2k"
        assert "How many requests on a normal day?" in screen_text(pilot)
        assert "Working it out…" not in screen_text(pilot)


async def test_an_answer_that_the_engine_fails_on_is_taken_back(tmp_path: Path) -> None:
    class Broken(FakeAdvisor):
        def standing(self, profile: Profile) -> Standing:
            if profile.number("workload.requests_per_day") == 5000:
                raise ZeroDivisionError("no devices")
            return super().standing(profile)

    async with chatting(application(tmp_path, Broken)) as pilot:
        await type_in(pilot, "1", "2")
        assert "ZeroDivisionError" in screen_text(pilot)
        assert [row.path for row in pilot.app.chat.answers] == ["use_case.kind"]
        await type_in(pilot, "1")
        assert len(pilot.app.chat.answers) == 2


async def test_a_failure_elsewhere_leaves_the_chat_usable(tmp_path: Path) -> None:
    class Broken(FakeAdvisor):
        def read(self, text: str, asked: object = None) -> Reading:
            raise ZeroDivisionError("no words")

    async with chatting(application(tmp_path, Broken)) as pilot:
        await type_in(pilot, "some words")
        assert "ZeroDivisionError" in screen_text(pilot)
        await type_in(pilot, "1")
        assert len(pilot.app.chat.answers) == 1


async def test_an_advisor_that_cannot_be_loaded_says_why_each_time(tmp_path: Path) -> None:
    def broken() -> FakeAdvisor:
        raise UserError("The book models.toml cannot be read.")

    async with chatting(application(tmp_path, broken)) as pilot:
        assert "models.toml cannot be read." in screen_text(pilot)
        await type_in(pilot, "1")
        assert not pilot.app.chat.busy
        assert len(pilot.app._notifications) == 2


async def test_answers_that_cannot_be_saved_are_called_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    async with chatting(application(tmp_path)) as pilot:
        await type_in(pilot, "1")
        assert "not saved" in screen_text(pilot)
        assert [note.severity for note in pilot.app._notifications] == ["warning"]
