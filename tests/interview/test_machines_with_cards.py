"""Cards are counted over all machines that hold them, in whatever words the machines are counted."""

from __future__ import annotations

import pytest

from advisor.profile import Device
from tests.interview.read import value


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We have eleven desktops, each with one RTX 4090.", 11),
        ("We have nine workstations with two A6000 each.", 18),
        ("There are 14 PCs with an RTX 3060 12GB each.", 14),
        ("Fifteen lab computers, each has a 3090.", 15),
        ("We have a dozen towers, every one with two 3090s.", 24),
        ("The office has a pair of servers, each of them with 4 A100.", 8),
        ("We bought nine RTX 4090.", 9),
        ("I have a laptop with an RTX 4060.", 1),
        ("In two of our servers with 8 H100 there is space.", 8),
    ],
)
def test_the_cards_of_each_machine_are_multiplied(text: str, count: int) -> None:
    owned = value(text, "hardware.owned")
    assert isinstance(owned, tuple)
    assert [device.count for device in owned if isinstance(device, Device)] == [count]
