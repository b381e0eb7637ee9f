"""What is told beside the place where the winner runs: a pool, a region, a server, another provider."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.decide.advice import advice_for
from tests.strategy.stories import Look


def words(assessed: Look, **profile: Any) -> set[str]:
    return {advice.word for advice in advice_for(assessed(**profile))}


@pytest.mark.parametrize("processor", ["Xeon", "EPYC", "CPU server"])
def test_servers_of_ones_own_in_a_closed_network_are_on_premises(assessed: Look, processor: str) -> None:
    told = words(
        assessed,
        use_case={"kind": "extraction"},
        workload={"requests_per_day": 250, "input_tokens": 2500, "output_tokens": 200},
        latency={"batch_ok": True, "first_token_ms": 86_400_000},
        data={"boundary": "air_gapped"},
        hardware={"owned": [f"2x {processor}"], "offline": True},
        team={"skill": "ml"},
    )
    assert {"on_prem", "on_cpu"} <= told
    assert "on_device_edge" not in told


def test_machines_of_many_departments_are_one_pool(assessed: Look) -> None:
    story: dict[str, Any] = {
        "use_case": {"kind": "chatbot", "several_workloads": True},
        "workload": {"requests_per_day": 20_000, "peak_concurrency": 40},
        "data": {"boundary": "own_network"},
        "hardware": {"owned": ["8x RTX A6000"]},
        "team": {"skill": "platform"},
    }
    assert "shared_cluster" in words(assessed, **story)
    story["use_case"] = {"kind": "chatbot"}
    assert "shared_cluster" not in words(assessed, **story)


def test_machines_that_idle_carry_the_next_service(assessed: Look) -> None:
    story: dict[str, Any] = {
        "use_case": {"kind": "chatbot"},
        "workload": {"requests_per_day": 4_000, "users": 80, "gpu_utilisation": 0.12},
        "data": {"boundary": "own_network"},
        "hardware": {"owned": ["8x H100"]},
        "team": {"skill": "platform"},
    }
    told = words(assessed, **story)
    assert "on_prem" in told
    assert "shared_cluster" not in told


def test_a_pool_of_groups_whose_data_stay_inside_stands_in_their_own_rooms(assessed: Look) -> None:
    story: dict[str, Any] = {
        "use_case": {"kind": "vision", "several_workloads": True},
        "workload": {"shape": "bursty"},
        "data": {"boundary": "own_network"},
        "budget": {"one_off_usd": 540_000},
        "wish": {"deployments": ["shared_cluster"]},
        "team": {"skill": "ml"},
    }
    assert {"shared_cluster", "on_prem"} <= words(assessed, **story)


@pytest.mark.parametrize(("region", "told"), [("germany", True), ("eu", True), ("us", False)])
def test_rented_cards_stand_in_the_region_that_was_named(assessed: Look, region: str, *, told: bool) -> None:
    found = words(
        assessed,
        use_case={"kind": "extraction"},
        workload={"requests_per_day": 120_000, "input_tokens": 2000, "output_tokens": 300},
        data={"boundary": "own_cloud", "region": region},
        team={"skill": "platform"},
    )
    assert "self_host_rented" in found
    assert ("self_host_rented_eu" in found) is told


def test_small_bills_are_one_answer_and_large_ones_are_not(assessed: Look) -> None:
    story: dict[str, Any] = {
        "use_case": {"kind": "chatbot"},
        "quality": {"bar": "certified"},
        "data": {"boundary": "contract"},
        "team": {"skill": "developers"},
    }
    few = words(assessed, **story, workload={"requests_per_day": 1500, "input_tokens": 2500})
    many = words(assessed, **story, workload={"requests_per_day": 60_000, "input_tokens": 2500})
    assert {"hosted_api", "managed_open_endpoint"} <= few
    assert not {"hosted_api", "managed_open_endpoint"} <= many
