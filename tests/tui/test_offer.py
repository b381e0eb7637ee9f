"""Conversations that were not finished are offered, and words typed instead are never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.tui.app import AdvisorApp
from advisor.tui.offer import Choice, chosen
from advisor.tui.widgets.prompt import Prompt
from advisor.tui.widgets.question import Question
from tests.conversation.fakes import beginning, talk
from tests.tui.driver import NARROW, WIDE, application, chatting, screen_text, settled

both = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


def values(app: object) -> list[str]:
    assert isinstance(app, AdvisorApp)
    return [row.value for row in app.chat.answers]


@both
async def test_enter_alone_goes_on_with_the_latest(tmp_path: Path, size: tuple[int, int]) -> None:
    talk(tmp_path, "1")
    talk(tmp_path, "1", "2")
    async with chatting(application(tmp_path), size) as pilot:
        shown = screen_text(pilot)
        assert "1› Customer chatbot  2 answers" in shown
        assert "2  Customer chatbot  1 answer " in shown
        assert "What should the AI do?" not in shown
        await pilot.press("enter")
        await settled(pilot)
        assert "May customer messages go to a provider" in screen_text(pilot)


@pytest.mark.parametrize("keys", [("2", "enter"), ("down", "enter")])
async def test_a_number_or_the_arrows_choose(tmp_path: Path, keys: tuple[str, ...]) -> None:
    talk(tmp_path, "3")
    talk(tmp_path, "1", "2")
    async with chatting(application(tmp_path)) as pilot:
        await pilot.press(*keys)
        await settled(pilot)
        assert values(pilot.app) == ["classification and moderation"]


async def test_a_click_chooses(tmp_path: Path) -> None:
    talk(tmp_path, "3")
    talk(tmp_path, "1", "2")
    async with chatting(application(tmp_path)) as pilot:
        inside = pilot.app.screen.query_one(Question).content_region
        await pilot.click(offset=(inside.x + 6, inside.y + 1))
        await settled(pilot)
        assert values(pilot.app) == ["classification and moderation"]


@both
async def test_words_begin_a_new_project_with_these_words(tmp_path: Path, size: tuple[int, int]) -> None:
    talk(tmp_path, "3")
    async with chatting(application(tmp_path), size) as pilot:
        await pilot.press(*"a chat", "space", *"7k", "enter")
        await settled(pilot)
        assert "❯ a chat 7k" in screen_text(pilot)
        assert "I read: customer chatbot · 7,000 requests on a normal day." in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert len(values(pilot.app)) == 2
    assert len(beginning(tmp_path).unfinished()) == 2


@pytest.mark.parametrize("keys", [("escape",), ("n", "enter"), ("0", "enter")])
async def test_a_new_one_can_be_started(tmp_path: Path, keys: tuple[str, ...]) -> None:
    talk(tmp_path, "1", "2")
    async with chatting(application(tmp_path)) as pilot:
        await pilot.press(*keys)
        await settled(pilot)
        assert pilot.app.chat.ready
        assert values(pilot.app) == []
        assert "What should the AI do?" in screen_text(pilot)


async def test_escape_keeps_what_is_being_typed(tmp_path: Path) -> None:
    talk(tmp_path, "1", "2")
    async with chatting(application(tmp_path)) as pilot:
        await pilot.press(*"a chat", "escape")
        await settled(pilot)
        assert pilot.app.screen.query_one(Prompt).value == "a chat"


@pytest.mark.parametrize("keys", [("9", "enter"), ("question_mark",)])
async def test_what_chooses_nothing_leaves_the_offer(tmp_path: Path, keys: tuple[str, ...]) -> None:
    talk(tmp_path, "1", "2")
    async with chatting(application(tmp_path)) as pilot:
        await pilot.press(*keys)
        await settled(pilot)
        assert pilot.app.chat.offers
        await pilot.press("ctrl+z", "ctrl+s")
        await settled(pilot)
        assert pilot.app.chat.offers


async def test_a_reading_that_waits_is_offered_by_its_words_and_waits_again(tmp_path: Path) -> None:
    talk(tmp_path, "a chat for our shop, 7k")
    async with chatting(application(tmp_path)) as pilot:
        assert "a chat for our shop, 7k  not kept" in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.chat.view.pending
        assert "I read: customer chatbot" in screen_text(pilot)


async def test_questions_that_were_passed_are_no_answers(tmp_path: Path) -> None:
    talk(tmp_path, "skip", "skip")
    async with chatting(application(tmp_path)) as pilot:
        shown = screen_text(pilot)
        assert "2 skipped" in shown
        assert "answers" not in shown


async def test_names_in_wide_letters_stay_in_their_column(tmp_path: Path) -> None:
    talk(tmp_path, "客服聊天机器人 7k")
    talk(tmp_path, "a chat for our shop, 7k")
    async with chatting(application(tmp_path), NARROW) as pilot:
        strips = pilot.app.screen._compositor.render_strips()
        rows = [strip for strip in strips if "not kept" in strip.text]
        places = {strip.crop(0, 80).text.index("not kept") + _wide(strip.text) for strip in rows}
        assert len(rows) == 2
        assert len(places) == 1


def _wide(text: str) -> int:
    return sum(1 for char in text if "一" <= char <= "鿿")


def test_a_number_with_words_behind_it_is_words() -> None:
    assert chosen("2 chatbots", ()) == Choice(words="2 chatbots")


async def test_what_is_typed_before_the_first_frame_arrives_in_order(tmp_path: Path) -> None:
    app = application(tmp_path)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        app._early = []
        await pilot.press(*"a chat", "space", "7", "k")
        assert app.screen.query_one(Prompt).value == ""
        await app.on_opened()
        await pilot.press("!")
        await settled(pilot)
        assert app.screen.query_one(Prompt).value == "a chat 7k!"


async def test_enter_that_came_as_a_line_feed_sends(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        await pilot.press(*"a chat", "ctrl+j")
        await settled(pilot)
        assert pilot.app.chat.view.pending
