"""The plain conversation with the real advisor, from the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

STORY = (
    "help customers on our shop's site, like 5k chats a day, mostly questions our help pages answer\n\n2\n"
)


def plain(folder: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "advisor", "--plain", *options]
    env = {**os.environ, "ADVISOR_DATA_DIR": str(folder / "data")}
    return subprocess.run(
        command, cwd=folder, env=env, input=text, capture_output=True, text=True, check=False, timeout=120
    )


def test_a_story_becomes_a_report_with_a_cost(tmp_path: Path) -> None:
    done = plain(tmp_path, STORY + "what if 10x traffic?\n")
    assert done.returncode == 0, done.stderr
    assert "I read: customer chatbot" in done.stdout
    assert "With 50,000 requests on a normal day" in done.stdout
    assert "\n# Customer chatbot" in done.stdout
    assert "**Cost.** $" in done.stdout
    assert len(list(tmp_path.glob("advice-customer-chatbot-*.md"))) == 1


def test_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    first = plain(tmp_path, "1\nquit\n")
    assert "advisor --plain --resume" in first.stdout
    resumed = plain(tmp_path, "quit\n", "--resume")
    assert "You      Chat or help desk" in resumed.stdout
    assert resumed.returncode == 0
