"""A pace that was said decides which model a board gets, and what devices that are there can never reach."""

from __future__ import annotations

import pytest

from advisor.strategy.asked import asked_plans
from advisor.strategy.edge import best_model
from advisor.strategy.edge_device import edge_accelerator
from advisor.strategy.named import named_model
from tests.strategy.stories import Look, changed

BOARD = {
    "use_case": {"kind": "edge"},
    "workload": {"requests_per_day": 40, "input_tokens": 400, "output_tokens": 120},
    "hardware": {"edge_device": "jetson", "offline": True, "owned": [{"name": "Raspberry Pi 5", "count": 1}]},
    "data": {"sensitivity": ["public"]},
}
"""An assistant on a small board in a village."""


def size_at(assessed: Look, tokens_per_s: float) -> float:
    context = assessed(**changed(BOARD, latency={"tokens_per_s": tokens_per_s})).context
    device = edge_accelerator(context)
    assert device is not None
    found = best_model(context, device)
    assert found is not None
    return found[0].params_b


def test_the_quicker_the_answers_the_smaller_the_model_on_the_board(assessed: Look) -> None:
    sizes = [size_at(assessed, pace) for pace in (1, 5, 10)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_a_small_model_is_advised_on_the_board_at_reading_speed(assessed: Look) -> None:
    best = assessed(**changed(BOARD, latency={"tokens_per_s": 5})).ranked[0].plan
    assert best.deployment == "on_device_edge"


@pytest.mark.parametrize(("pace", "form"), [(15, "as-asked"), (2, "as-named")])
def test_what_memory_can_not_read_in_time_is_out_of_reach(assessed: Look, pace: float, form: str) -> None:
    story = changed(BOARD, latency={"tokens_per_s": pace}, wish={"model": "8B"})
    assert {plan.form for plan in asked_plans(assessed(**story).context)} == {form}


def test_a_mixture_is_found_by_its_size_and_its_active_part(assessed: Look) -> None:
    rows = [
        named_model(assessed(**changed(BOARD, wish={"model": name})).context)
        for name in ("120B MoE A5B", "70B")
    ]
    mixed, dense = rows
    assert mixed is not None
    assert dense is not None
    assert mixed.experts
    assert mixed.active_params_b < 10
    assert not dense.experts
