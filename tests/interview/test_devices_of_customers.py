"""Devices that players and customers own: what is read of them, and of what else runs there."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value

EDGE, FREE, OWNED = "hardware.edge_device", "hardware.edge_memory_gb", "hardware.owned"


@pytest.mark.parametrize(
    "text",
    [
        "We make video games with 300,000 players. Characters talk freely on the player's PC, offline.",
        "It runs locally on gamers' cards, offline.",
        "A companion that chats on players' hardware without a network.",
    ],
)
def test_a_game_runs_on_what_its_players_have(text: str) -> None:
    read = found(text)
    assert read[EDGE] == "desktop_gpu"
    assert read.get("use_case.modality") != "image"
    assert read.get("data.boundary") != "own_network"
    assert OWNED not in read


def test_video_that_is_looked_at_goes_in_as_pictures() -> None:
    assert value("We look for cheaters in 5,000 hours of video.", "use_case.modality") == "image"


@pytest.mark.parametrize(
    ("text", "gb"),
    [
        ("On the player's PC, offline; the least is an 8 GB card and the game takes 4 GB of VRAM.", 4),
        ("It runs on gamers' cards with 12 GB of VRAM, of which the game needs 9 GB.", 3),
        ("On the customers' own 16 GB laptops the CAD software itself uses 10 GB.", 6),
        ("A 6 GB phone, offline; the navigation app takes 2.5 GB.", 3.5),
        ("On the players' 8 GB cards, which leaves 3 GB for the model.", 3),
        ("It runs on the player's own PC, RTX 3060 12GB, and the game takes 7 GB of it.", 5.0),
        ("On gamers' cards, an RX 7600 with 8 GB, rendering uses 5 GB of it.", 3.0),
    ],
)
def test_a_model_gets_what_else_runs_there_leaves(text: str, gb: float) -> None:
    assert value(text, FREE) == gb


@pytest.mark.parametrize(
    "text",
    [
        "The game takes 40 GB of disk, on a gaming PC with an 8 GB card.",
        "The app uses 300 MB of data a month.",
        "Our renderer needs 24 GB.",
    ],
)
def test_other_sizes_leave_nothing_behind(text: str) -> None:
    assert value(text, FREE) is None
