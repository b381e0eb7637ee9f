"""No answer is lost: not by kill -9, not by a broken or locked file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.conversation.codec import encode
from advisor.conversation.store import Store, StoreProblem, data_folder, open_store
from advisor.interview.order import Asked
from advisor.profile import Profile
from tests.conversation.fakes import FakeAdvisor, beginning, talk

ROOT = Path(__file__).parents[2]

VICTIM = """
import os, signal, sys
from pathlib import Path
from tests.conversation.fakes import talk
dialogue = talk(Path(sys.argv[1]), "1", "2", "why?", "3", "back", "chat 7k")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_conversation_goes_on_exactly_after_kill_9(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", VICTIM, str(tmp_path)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    begun = beginning(tmp_path)
    resumed = begun.dialogue(FakeAdvisor(), begun.unfinished()[0].id)
    expected = talk(tmp_path / "other", "1", "2", "why?", "3", "back", "chat 7k")
    assert resumed.view == expected.view
    assert resumed.view.pending
    resumed.say("yes")
    expected.say("yes")
    assert resumed.view == expected.view


def test_what_was_undone_can_be_brought_back_after_a_restart(tmp_path: Path) -> None:
    told = talk(tmp_path, "1", "2", "3").view
    begun = beginning(tmp_path)
    session = begun.unfinished()[0].id
    begun.dialogue(FakeAdvisor(), session).back()
    later = beginning(tmp_path).dialogue(FakeAdvisor(), session)
    assert later.view.can_redo
    later.redo()
    assert later.view == told


def test_every_answer_is_on_disk_before_the_next_question_is_chosen(tmp_path: Path) -> None:
    seen: list[int] = []

    class Watching(FakeAdvisor):
        def next_question(self, profile: Profile, skipped: Sequence[str] = ()) -> Asked | None:
            file = tmp_path / "data" / "conversations.db"
            with sqlite3.connect(file) as db:
                seen.append(db.execute("SELECT count(*) FROM steps").fetchone()[0])
            return super().next_question(profile, skipped)

    dialogue = beginning(tmp_path).dialogue(Watching())
    dialogue.say("1")
    dialogue.say("2")
    assert seen == [0, 2, 3]


def test_a_finished_conversation_is_not_offered_again(tmp_path: Path) -> None:
    talk(tmp_path, "1", "2", "1", "1")
    assert beginning(tmp_path).unfinished() == ()


def test_an_opened_and_closed_chat_leaves_nothing_behind(tmp_path: Path) -> None:
    talk(tmp_path)
    assert beginning(tmp_path).unfinished() == ()


def test_the_log_keeps_what_was_done_in_order(tmp_path: Path) -> None:
    talk(tmp_path, "1", "back", "redo")
    with sqlite3.connect(tmp_path / "data" / "conversations.db") as db:
        kinds = [kind for (kind,) in db.execute("SELECT kind FROM events ORDER BY id")]
    assert kinds == ["answer", "question", "back", "redo"]


def test_a_broken_file_gives_one_sentence_and_the_talk_goes_on(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "conversations.db").write_bytes(b"not a database" * 100)
    dialogue = talk(tmp_path, "1")
    assert "cannot be saved or read" in dialogue.view.warning
    assert "in memory only" in dialogue.view.warning
    assert dialogue.view.answered == 1
    assert not dialogue.view.on_disk


def test_a_locked_file_warns_once_and_catches_up_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.conversation.store.BUSY_SECONDS", 0.05)
    dialogue = talk(tmp_path, "1")
    holder = sqlite3.connect(tmp_path / "data" / "conversations.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    dialogue.say("2")
    assert "locked" in dialogue.view.warning
    holder.execute("ROLLBACK")
    holder.close()
    dialogue.say("3")
    assert dialogue.view.warning == ""
    begun = beginning(tmp_path)
    assert begun.dialogue(FakeAdvisor(), begun.unfinished()[0].id).view.turns == dialogue.view.turns


def test_a_folder_that_cannot_be_made_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store, warning = open_store(tmp_path / "file" / "data")
    assert store.path is None
    assert warning


def test_a_saved_conversation_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    talk(tmp_path, "1")
    with sqlite3.connect(tmp_path / "data" / "conversations.db") as db:
        db.execute("UPDATE steps SET data = replace(data, '\"version\":1', '\"version\":99')")
    begun = beginning(tmp_path)
    session = begun.unfinished()[0].id
    dialogue = begun.dialogue(FakeAdvisor(), session)
    assert "newer version" in dialogue.view.warning
    dialogue.say("1")
    assert session in {info.id for info in beginning(tmp_path).unfinished()}


def test_saving_into_a_closed_store_is_a_plain_sentence(tmp_path: Path) -> None:
    store = Store(tmp_path / "c.db")
    store.close()
    with pytest.raises(StoreProblem, match="cannot be saved or read"):
        store.sessions()


def test_the_data_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path))
    assert data_folder() == tmp_path


def test_answers_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    talk(tmp_path, "1")
    assert os.stat(tmp_path / "data" / "conversations.db").st_mode & 0o077 == 0


def test_a_conversation_is_named_by_its_first_words_until_the_use_case_is_kept(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "a chat for\tour shop, 7k")
    assert [(info.title, info.answered) for info in beginning(tmp_path).unfinished()] == [
        ("a chat for our shop, 7k", 0)
    ]
    dialogue.say("keep")
    assert beginning(tmp_path).unfinished()[0].title == "Customer chatbot"


def test_a_reading_that_waited_waits_again(tmp_path: Path) -> None:
    told = talk(tmp_path, "a chat, 7k").view
    begun = beginning(tmp_path)
    assert begun.dialogue(FakeAdvisor(), begun.unfinished()[0].id).view == told


def test_words_in_which_nothing_was_found_are_saved_too(tmp_path: Path) -> None:
    talk(tmp_path, "hello there")
    begun = beginning(tmp_path)
    resumed = begun.dialogue(FakeAdvisor(), begun.unfinished()[0].id)
    assert "hello there" in [turn.text for turn in resumed.view.turns]


def test_a_conversation_whose_only_reading_was_dropped_is_gone(tmp_path: Path) -> None:
    talk(tmp_path, "a chat, 7k", "drop")
    assert beginning(tmp_path).unfinished() == ()
    with sqlite3.connect(tmp_path / "data" / "conversations.db") as db:
        assert db.execute("SELECT count(*) FROM steps").fetchone() == (0,)


def test_an_empty_conversation_that_an_older_program_left_is_not_offered(tmp_path: Path) -> None:
    talk(tmp_path, "a chat, 7k")
    emptied = encode(beginning(tmp_path / "other").dialogue(FakeAdvisor())._record.now)
    with sqlite3.connect(tmp_path / "data" / "conversations.db") as db:
        db.execute("UPDATE steps SET data = ?", (emptied,))
        db.execute("UPDATE sessions SET cursor = 0")
    assert beginning(tmp_path).unfinished() == ()


def test_an_answer_that_was_taken_back_names_its_conversation(tmp_path: Path) -> None:
    talk(tmp_path, "1", "back")
    assert beginning(tmp_path).unfinished()[0].title == "Answer customers"


def test_a_saved_conversation_counts_the_answers_that_the_chat_counts(
    advisor: Advisor, tmp_path: Path
) -> None:
    dialogue = beginning(tmp_path).dialogue(advisor)
    dialogue.say("A chatbot in English and German for 2,000 requests a day, EU only, $3k a month")
    dialogue.say("1")
    (saved,) = beginning(tmp_path).unfinished()
    assert saved.answered == dialogue.view.answered > 3
