"""The map in CONTRIBUTING names the files of the room that reads free text."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAP = (ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()
ROOM = ROOT / "advisor" / "interview"


def test_every_file_of_sayings_is_named_where_they_are_added() -> None:
    rows = (
        line
        for line in MAP
        if line.startswith(("| a way of saying something |", "| a question or a field |"))
    )
    named = set(re.findall(r"`(?:advisor/interview/)?(\w+)\.toml`", "".join(rows)))
    assert sorted(path.stem for path in ROOM.glob("*.toml") if path.stem not in named) == []


def test_the_readers_on_the_map_are_there() -> None:
    (row,) = (line for line in MAP if line.startswith("| `advisor/interview/`"))
    named = set(re.findall(r"`(\w+)`", row))
    of_sayings = {path.stem for path in ROOM.glob("*.toml")}
    assert sorted(path.stem for path in ROOM.glob("*.py") if path.stem in of_sayings - named) == []
    assert sorted(name for name in named if not (ROOM / f"{name}.py").is_file()) == []
