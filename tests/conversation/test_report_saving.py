"""Where a conversation saves its report, and what it never writes over."""

from __future__ import annotations

from pathlib import Path

from advisor.conversation.dialogue import Dialogue
from tests.conversation.fakes import FakeAdvisor, beginning, talk


def last(dialogue: Dialogue, kind: str) -> str:
    return [turn.text for turn in dialogue.view.turns if turn.kind == kind][-1]


def test_it_stops_when_no_question_matters_and_saves_the_report(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "2", "1")
    heard = dialogue.say("1")
    assert heard.effect == "report"
    assert dialogue.view.finished
    saved = tmp_path / "reports" / "advice-customer-chatbot-2026-11-20.md"
    assert saved.read_text("utf-8") == dialogue.report_text
    assert "Support chatbot" in dialogue.report_text


def test_a_second_report_of_the_same_conversation_replaces_the_first(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "report", "2", "report")
    assert [path.name for path in (tmp_path / "reports").iterdir()] == [
        "advice-customer-chatbot-2026-11-20.md"
    ]
    assert "5000" in dialogue.report_text


def test_the_report_of_another_conversation_is_never_overwritten(tmp_path: Path) -> None:
    talk(tmp_path, "1", "report")
    talk(tmp_path, "1", "2", "report")
    assert len(list((tmp_path / "reports").iterdir())) == 2


def test_a_report_that_replaces_its_earlier_form_says_so(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "report")
    assert "in place of" not in last(dialogue, "report")
    dialogue.say("2")
    dialogue.say("report")
    assert "in place of what this conversation saved there before" in last(dialogue, "report")


def test_a_report_that_somebody_changed_stays_and_the_next_goes_beside_it(tmp_path: Path) -> None:
    talk(tmp_path, "1", "report")
    (first,) = (tmp_path / "reports").iterdir()
    first.write_text("my own words", "utf-8")
    begun = beginning(tmp_path)
    dialogue = begun.dialogue(FakeAdvisor(), begun.unfinished()[0].id)
    dialogue.say("2")
    dialogue.say("report")
    assert first.read_text("utf-8") == "my own words"
    assert "was changed since by somebody else and stays as it is" in last(dialogue, "report")
    assert len(list((tmp_path / "reports").iterdir())) == 2


def test_a_report_is_known_again_after_a_restart(tmp_path: Path) -> None:
    talk(tmp_path, "1", "report", "2")
    begun = beginning(tmp_path)
    dialogue = begun.dialogue(FakeAdvisor(), begun.unfinished()[0].id)
    dialogue.say("report")
    assert len(list((tmp_path / "reports").iterdir())) == 1


def test_a_report_that_cannot_be_written_is_still_shown(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file where the folder should be")
    dialogue = talk(tmp_path, "1")
    assert dialogue.say("report").effect == "report"
    assert "could not be saved" in last(dialogue, "problem")
    assert dialogue.report_text
