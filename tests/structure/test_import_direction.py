"""Imports run one way: screens -> conversation -> api -> decisions -> options -> estimates -> facts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYERS = (
    {"errors", "quantity", "resources"},
    {"catalog", "profile"},
    {"estimate"},
    {"strategy", "rules"},
    {"report", "decide", "interview"},
    {"plugins"},
    {"assembled", "api"},
    {"conversation"},
    {"cli", "tui", "plain"},
)
"""Lowest first; a room may import rooms of its own layer, without a circle, and of the layers below."""

RANK = {room: place for place, rooms in enumerate(LAYERS) for room in rooms}
ENTRY = {"__init__", "__main__"}


def room_of(path: Path) -> str:
    """Return the room that a file stands in: ``advisor/catalog/loader.py`` is of ``catalog``."""
    return path.relative_to(ROOT / "advisor").parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[tuple[int, str]]:
    """Yield ``(line, room)`` for every import of the package in a file, also those inside functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for name in node.names:
                if name.name.startswith("advisor."):
                    yield node.lineno, name.name.split(".")[1]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute in this house"
            if node.module == "advisor":
                yield from ((node.lineno, name.name) for name in node.names if name.name in RANK)
            elif node.module and node.module.startswith("advisor."):
                yield node.lineno, node.module.split(".")[1]


def files() -> list[Path]:
    """Return every source file of the package that stands in a room."""
    return [path for path in sorted((ROOT / "advisor").rglob("*.py")) if room_of(path) not in ENTRY]


def test_every_file_stands_in_a_known_room() -> None:
    assert {room_of(path) for path in files()} <= set(RANK)


@pytest.mark.parametrize("room", sorted(RANK))
def test_a_room_imports_only_from_its_own_layer_and_those_below(room: str) -> None:
    upwards = [
        f"{path.relative_to(ROOT)}:{line} imports {other}"
        for path in files()
        if room_of(path) == room
        for line, other in imported_rooms(path)
        if RANK.get(other, -1) > RANK[room]
    ]
    assert upwards == []


def test_rooms_do_not_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in files():
        here = room_of(path)
        graph.setdefault(here, set()).update(other for _, other in imported_rooms(path) if other != here)
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"a circle of imports: {' -> '.join(error.args[1])}")
    assert "quantity" in order


def test_plugins_reach_the_screen_only_through_what_is_assembled_and_the_command_line() -> None:
    readers = {room_of(path) for path in files() for _, other in imported_rooms(path) if other == "plugins"}
    assert readers <= {"plugins", "assembled", "cli", "conversation"}
