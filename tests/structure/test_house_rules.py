"""What every file of the house keeps to, and what the wheel must carry."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from advisor.resources import bundled

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 310
SOURCES = sorted((ROOT / "advisor").rglob("*.py")) + sorted((ROOT / "plugins").rglob("*.py"))


def tracked() -> list[Path]:
    """Return the files under version control; in an unpacked archive, all of them."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    return [path for name in done.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_nothing_is_silenced_or_left_for_later() -> None:
    marks = re.compile(r"type: " + "ignore|# no" + "qa|TO" + "DO|FIX" + "ME|NotImplemented" + "Error")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if marks.search(line)
    ]
    assert found == []


def test_the_parts_of_the_calendar_are_told_once() -> None:
    units = "MINUTE|HOUR|DAY|WEEK|MONTH|YEAR"
    again = re.compile(
        rf"^_?(?:{units})S_(?:PER|A|IN_A)_(?:{units}) = |: 1 / (?:7|365|52|30\.4\d*|4\.3\d*)\b", re.MULTILINE
    )
    told = [path.relative_to(ROOT).as_posix() for path in SOURCES if again.search(path.read_text("utf-8"))]
    assert told == ["advisor/quantity/calendar.py"]


def test_no_tracked_file_names_this_machine_or_a_package_registry() -> None:
    marks = re.compile(
        rb"registry = \"https?:|index-url *[=:] *\"?https?:|" + re.escape(bytes(ROOT.parent)) + b"/"
    )
    if len(ROOT.parent.parts) < 2:
        marks = re.compile(rb"registry = \"https?:|index-url *[=:] *\"?https?:")
    assert [str(path.relative_to(ROOT)) for path in tracked() if marks.search(path.read_bytes())] == []


@pytest.mark.parametrize("kind", ["rules", "templates"])
def test_the_wheel_carries_the_shipped_data(kind: str) -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = config["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["advisor"]
    assert wheel["force-include"][kind] == f"advisor/_bundled/{kind}"
    assert any(bundled(kind).rglob("*.toml"))


def test_every_package_has_a_docstring_that_says_what_the_room_is_for() -> None:
    for init in (ROOT / "advisor").rglob("__init__.py"):
        assert init.read_text("utf-8").startswith('"""'), init


def test_the_check_script_runs_alone_and_names_no_registry() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    text = script.read_text("utf-8")
    assert text.startswith("#!/usr/bin/env bash")
    assert "://" not in text
    assert text.rstrip().splitlines()[-2].startswith("uv run pytest")
