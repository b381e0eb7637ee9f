"""The map in CONTRIBUTING names the files of the room that reads free text."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAP = (ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()
ROOM = ROOT / "advisor" / "interview"


def test_every_file_of_sayings_is_named_where_they_are_added() -> None:
    named = set(re.findall(r"(\w+)\.toml", "\n".join(MAP)))
    assert sorted(path.stem for path in ROOM.glob("*.toml") if path.stem not in named) == []


def test_the_readers_on_the_map_are_there() -> None:
    (row,) = (line for line in MAP if line.startswith("| `advisor/interview/`"))
    named = set(re.findall(r"`(\w+)`", row))
    assert {"lent", "spoken", "tongues", "calendar_days", "wages", "who"} <= named
    assert sorted(name for name in named if not (ROOM / f"{name}.py").is_file()) == []
