"""What something else takes of a card is not free for a model."""

from __future__ import annotations

import pytest

from advisor.estimate.memory import usable_bytes
from advisor.strategy.edge_device import edge_accelerator
from tests.strategy.stories import SHOP, Look, changed


@pytest.mark.parametrize("left", [1, 4, 5])
def test_a_model_gets_no_more_than_what_is_left(assessed: Look, left: float) -> None:
    hardware = {"edge_device": "desktop_gpu", "edge_memory_gb": left, "owned": [{"name": "RTX 3070"}]}
    device = edge_accelerator(assessed(**changed(SHOP, hardware=hardware)).context)
    assert device is not None
    assert usable_bytes(device) <= left * 1.08e9


def test_a_card_with_nothing_beside_is_whole(assessed: Look) -> None:
    hardware = {"edge_device": "desktop_gpu", "owned": [{"name": "RTX 3070"}]}
    device = edge_accelerator(assessed(**changed(SHOP, hardware=hardware)).context)
    assert device is not None
    assert usable_bytes(device) > 7e9
