"""What many people have in their hands costs nobody anything, and a model fits what is left there."""

from __future__ import annotations

import pytest

from advisor.strategy.edge_device import edge_accelerator, edge_is_bought
from tests.strategy.stories import Look

PEOPLE = {
    "use_case": {"kind": "edge", "modality": "image"},
    "workload": {"users": 300_000},
    "hardware": {"offline": True},
    "wish": {"deployments": ["on_device_edge"]},
}


def test_nobody_buys_a_board_for_each_of_many_people(assessed: Look) -> None:
    assert not edge_is_bought(assessed(**PEOPLE).context)


def test_boards_that_are_asked_for_are_bought(assessed: Look) -> None:
    story = PEOPLE | {"hardware": {"offline": True, "edge_device": "jetson"}}
    assert edge_is_bought(assessed(**story).context)


@pytest.mark.parametrize(("said", "gb"), [(4.0, 4.0), (None, 8.0), (12.0, 8.0)])
def test_a_named_card_holds_what_is_left_on_it(assessed: Look, said: float | None, gb: float) -> None:
    hardware = {"edge_device": "desktop_gpu"} | ({"edge_memory_gb": said} if said else {})
    card = {"devices": [{"name": "8 GB card", "count": 1, "memory_gb": 8}]}
    found = edge_accelerator(assessed(use_case={"kind": "edge"}, hardware=hardware, wish=card).context)
    assert found is not None
    assert found.memory_gb == pytest.approx(gb)
