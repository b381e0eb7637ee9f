"""What the money buys where it does not reach for the machines of an office."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.strategy.records import Hardware
from advisor.strategy.servers import HOME_KINDS
from tests.strategy.stories import FACTORY, Look, changed, plans_of

LAWYER: dict[str, Any] = {
    "use_case": {"kind": "regulated_advice", "harm": True},
    "workload": {"requests_per_day": 25, "input_tokens": 6000, "output_tokens": 600},
    "data": {"boundary": "air_gapped"},
}
"""Confidential files of one office, on a machine that never sees a network."""

COURT: dict[str, Any] = {
    "use_case": {"kind": "voice", "harm": True, "modality": "audio"},
    "workload": {"audio_hours_per_day": 6},
    "latency": {"batch_ok": True},
    "data": {"boundary": "own_network"},
}
"""Hearings that are written down overnight and may not leave the building."""

SUMS = (500, 1500, 3000, 6000, 12_000, 25_000, 60_000)


def _hardware(assessed: Look, story: dict[str, Any], usd: float) -> list[Hardware]:
    found = plans_of(assessed(**changed(story, budget={"one_off_usd": usd})), "on_prem")
    return [plan.hardware for plan in found if plan.hardware and plan.feasibility != "infeasible"]


@pytest.mark.parametrize("story", [LAWYER, COURT, FACTORY])
def test_more_money_takes_no_plan_away(assessed: Look, story: dict[str, Any]) -> None:
    possible = [bool(_hardware(assessed, story, usd)) for usd in SUMS]
    assert possible == sorted(possible)
    assert possible[-1]


@pytest.mark.parametrize(("story", "little", "plenty"), [(LAWYER, 6000, 60_000), (COURT, 3000, 25_000)])
def test_a_desktop_machine_stands_in_where_no_server_can_be_paid(
    assessed: Look, story: dict[str, Any], little: float, plenty: float
) -> None:
    catalog = assessed(**story).context.supply.catalog.accelerators
    kinds = {
        usd: {catalog[h.accelerator].kind for h in _hardware(assessed, story, usd)}
        for usd in (little, plenty)
    }
    assert kinds[little]
    assert kinds[little] <= set(HOME_KINDS)
    assert not kinds[plenty] & set(HOME_KINDS)


def test_who_asks_for_the_best_gets_no_smaller_model_for_less_money(assessed: Look) -> None:
    best = changed(LAWYER, quality={"bar": "frontier"})
    assert _hardware(assessed, LAWYER, 3000)
    assert not _hardware(assessed, best, 3000)


def test_nobody_stacks_desktop_computers_for_a_crowd(assessed: Look) -> None:
    crowd = changed(FACTORY, workload={"requests_per_day": 4_000_000})
    assert not _hardware(assessed, crowd, 25_000)
