"""A test that opens the chat or reads a user's books finds a home of its own."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from platformdirs import user_cache_dir, user_config_dir, user_data_dir, user_state_dir

from advisor.cli import main
from advisor.conversation.store import data_folder


@pytest.mark.parametrize("folder", [user_data_dir, user_config_dir, user_cache_dir, user_state_dir])
def test_every_folder_of_the_user_is_a_temporary_one(
    folder: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert Path(folder("advisor")).is_relative_to(tmp_path_factory.getbasetemp())


def test_the_conversations_of_a_program_started_by_a_test_are_kept_there_too(home: Path) -> None:
    assert data_folder().is_relative_to(home)
    code = "from advisor.conversation.store import data_folder; print(data_folder())"
    started = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert Path(started.stdout.strip()).is_relative_to(home)


def test_a_chat_held_by_a_test_leaves_its_conversation_in_that_home(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setattr("sys.stdin", io.StringIO("1\nquit\n"))
    assert main(["--plain", "--new"]) == 0
    assert "Your answers are saved" in capsys.readouterr().out
    assert (data_folder() / "conversations.db").is_file()
