"""The chat on the screen, by keyboard and by mouse, in a wide and in a narrow terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.widgets import OptionList

from advisor.tui.bindings import APP_KEYS, CHAT_KEYS
from advisor.tui.screens.help import HelpScreen
from advisor.tui.screens.report import ReportScreen
from advisor.tui.screens.review import ReviewScreen
from advisor.tui.widgets.prompt import Prompt
from advisor.tui.widgets.question import Question
from advisor.tui.widgets.transcript import SLACK, WINDOW, Transcript, TurnBlock
from tests.conversation.fakes import beginning, talk
from tests.tui.driver import NARROW, WIDE, application, chatting, screen_text, settled, type_in

both = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


def prompt(app: App[None]) -> Prompt:
    return app.screen.query_one(Prompt)


@both
async def test_an_answer_by_number_moves_the_ranking(tmp_path: Path, size: tuple[int, int]) -> None:
    async with chatting(application(tmp_path), size) as pilot:
        await type_in(pilot, "1", "3")
        shown = screen_text(pilot)
        assert "▲ Now in front: Own GPU" in shown
        assert "May customer messages go to a provider" in shown
        assert "$940" in shown


@both
async def test_an_answer_by_mouse(tmp_path: Path, size: tuple[int, int]) -> None:
    async with chatting(application(tmp_path), size) as pilot:
        inside = pilot.app.screen.query_one(Question).content_region
        await pilot.click(offset=(inside.x + 6, inside.y + 1))
        await settled(pilot)
        assert [row.value for row in pilot.app.chat.answers] == ["questions over your documents"]


@both
async def test_free_text_is_echoed_and_enter_keeps_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async with chatting(application(tmp_path), size) as pilot:
        await type_in(pilot, "a chat, 5k a day")
        assert "I read: customer chatbot · 5,000 requests on a normal day." in screen_text(pilot)
        assert pilot.app.chat.answers == ()
        await pilot.press("enter")
        await settled(pilot)
        assert len(pilot.app.chat.answers) == 2


async def test_the_words_of_a_reading_can_be_changed_with_ctrl_e(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        await type_in(pilot, "a chat, 5k a day")
        await pilot.press("ctrl+e")
        await settled(pilot)
        assert prompt(pilot.app).value == "a chat, 5k a day"
        assert not pilot.app.chat.view.pending


@both
async def test_undo_and_redo(tmp_path: Path, size: tuple[int, int]) -> None:
    async with chatting(application(tmp_path), size) as pilot:
        await type_in(pilot, "1", "2")
        before = pilot.app.chat.view
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert "About 5,000" in screen_text(pilot)
        assert "❯ About 5,000" not in screen_text(pilot)
        assert "Took back: About 5,000" in screen_text(pilot)
        await pilot.press("ctrl+y")
        await settled(pilot)
        assert pilot.app.chat.view == before


@both
async def test_any_earlier_answer_can_be_edited_from_the_list(tmp_path: Path, size: tuple[int, int]) -> None:
    async with chatting(application(tmp_path), size) as pilot:
        await type_in(pilot, "1", "2", "1")
        await pilot.press("ctrl+e")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReviewScreen)
        pilot.app.screen.query_one(OptionList).highlighted = 1
        await pilot.press("enter")
        await settled(pilot)
        await type_in(pilot, "1")
        values = {row.path: row.value for row in pilot.app.chat.answers}
        assert values["workload.requests_per_day"] == "500 requests/day"
        assert values["data.boundary"] == "a provider under contract"


async def test_a_click_on_an_answer_opens_it_again(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        await type_in(pilot, "1", "2")
        answer = next(block for block in pilot.app.screen.query(TurnBlock) if block.has_class("-answer"))
        await pilot.click(answer)
        await settled(pilot)
        assert pilot.app.chat.view.ask.id == "purpose"


@both
async def test_it_ends_with_a_preview_of_the_saved_report(tmp_path: Path, size: tuple[int, int]) -> None:
    async with chatting(application(tmp_path), size) as pilot:
        await type_in(pilot, "1", "2", "1", "1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReportScreen)
        assert "Support chatbot: use a hosted model" in screen_text(pilot)
        assert (tmp_path / "reports" / "advice-customer-chatbot-2026-11-20.md").is_file()
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is pilot.app.chat


async def test_the_report_can_be_had_at_any_time(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert pilot.app.screen is pilot.app.chat
        await type_in(pilot, "1")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ReportScreen)


async def test_a_question_mark_asks_why_without_enter(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        await pilot.press("question_mark")
        await settled(pilot)
        assert "The use case sets every default." in screen_text(pilot)
        assert prompt(pilot.app).value == ""


async def test_the_arrows_mark_a_reply_and_enter_takes_it(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        await pilot.press("down", "down", "enter")
        await settled(pilot)
        assert [row.value for row in pilot.app.chat.answers] == ["questions over your documents"]


async def test_enter_alone_answers_nothing(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert pilot.app.chat.answers == ()
        assert "? tells why we ask" in screen_text(pilot)


async def test_a_paste_of_several_lines_is_not_sent(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        pilot.app.post_message(events.Paste("a chat\n5k a day\n"))
        await settled(pilot)
        assert prompt(pilot.app).value == "a chat 5k a day"
        assert len(pilot.app.chat.view.turns) == 2


async def test_markup_and_control_characters_are_shown_as_plain_words(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        await type_in(pilot, "[bold red]chat[/] [@click=app.quit]x[/] \x1b[31m")
        assert "[bold red]chat[/] [@click=app.quit]x[/] [31m" in screen_text(pilot)


@both
async def test_details_give_the_whole_ranking(tmp_path: Path, size: tuple[int, int]) -> None:
    async with chatting(application(tmp_path), size) as pilot:
        await type_in(pilot, "1", "3", "3")
        shown = "the data may not leave" in screen_text(pilot)
        await pilot.press("f2")
        await pilot.pause()
        assert ("Ruled out" in screen_text(pilot)) is (size == NARROW)
        assert shown
        await pilot.press("f2")
        await pilot.pause()
        assert "Who will run it?" in screen_text(pilot)


async def test_help_lists_every_key(tmp_path: Path) -> None:
    async with chatting(application(tmp_path), (120, 50)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        for key in (*CHAT_KEYS, *APP_KEYS):
            assert key.help in screen_text(pilot)


def test_every_key_has_an_id_of_its_own() -> None:
    ids = [key.id for key in (*CHAT_KEYS, *APP_KEYS)]
    assert len(set(ids)) == len(ids)


async def test_the_palette_offers_what_the_keys_do(tmp_path: Path) -> None:
    async with chatting(application(tmp_path)) as pilot:
        offered = {
            command.title: command.callback for command in pilot.app.get_system_commands(pilot.app.chat)
        }
        assert {"Undo", "Redo", "Edit", "Report", "Details", "Theme"} <= set(offered)
        await type_in(pilot, "1")
        offered["Undo"]()
        await settled(pilot)
        assert pilot.app.chat.answers == ()


async def test_resume_goes_straight_on(tmp_path: Path) -> None:
    told = talk(tmp_path, "1", "2", "why?").view
    async with chatting(application(tmp_path, resume=True)) as pilot:
        assert pilot.app.chat.view == told


async def test_ctrl_c_quits_only_the_second_time(tmp_path: Path) -> None:
    app = application(tmp_path)
    async with chatting(app) as pilot:
        await type_in(pilot, "1")
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "Press Ctrl+C again" in screen_text(pilot)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert not app.is_running or app._exit
    assert beginning(tmp_path).unfinished()[0].answered == 1


async def test_a_long_conversation_mounts_only_its_end(tmp_path: Path) -> None:
    talk(tmp_path, "1", *["why?"] * 150)
    async with chatting(application(tmp_path, resume=True)) as pilot:
        assert len(pilot.app.chat.view.turns) > 300
        assert len(pilot.app.screen.query(TurnBlock)) <= WINDOW + SLACK
        assert len(pilot.app.screen.query("*")) <= WINDOW + SLACK + 40
        for _ in range(SLACK):
            await type_in(pilot, "?")
        assert len(pilot.app.screen.query(TurnBlock)) <= WINDOW + SLACK
        pilot.app.screen.query_one(Transcript).show_earlier()
        await pilot.pause()
        assert len(pilot.app.screen.query(TurnBlock)) > WINDOW + SLACK


async def test_no_color_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with chatting(application(tmp_path)) as pilot:
        await type_in(pilot, "1", "3")
        assert "▲ Now in front" in screen_text(pilot)


@pytest.mark.parametrize(
    ("name", "size", "lines"),
    [
        ("opening-80x24", NARROW, ()),
        ("opening-120x36", WIDE, ()),
        ("reading-80x24", NARROW, ("a chat, 5k a day",)),
        ("ruled-out-120x36", WIDE, ("1", "3", "3")),
        ("what-if-200x50", (200, 50), ("1", "2", "what if 10x traffic?")),
    ],
)
async def test_how_it_looks(
    tmp_path: Path,
    golden: Callable[[str, str], None],
    name: str,
    size: tuple[int, int],
    lines: tuple[str, ...],
) -> None:
    async with chatting(application(tmp_path), size) as pilot:
        await type_in(pilot, *lines)
        golden(name, screen_text(pilot))


@pytest.mark.parametrize(
    ("wished", "theme"), [("advisor-light", "advisor-light"), ("nonsense", "advisor-dark")]
)
async def test_the_theme_can_be_wished_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wished: str, theme: str
) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", wished)
    async with chatting(application(tmp_path)) as pilot:
        assert pilot.app.current_theme.name == theme


async def test_a_long_paste_tells_its_length(tmp_path: Path) -> None:
    async with chatting(application(tmp_path), NARROW) as pilot:
        pilot.app.post_message(events.Paste("a chat for everybody\n\n" * 10))
        await settled(pilot)
        assert "209 characters pasted" in screen_text(pilot)
