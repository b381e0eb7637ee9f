"""Devices that people carry, their memory, and a pace that is no waiting time."""

from __future__ import annotations

import pytest

from tests.interview.read import found

MEMORY = "hardware.edge_memory_gb"
PACE = "latency.tokens_per_s"


@pytest.mark.parametrize(
    ("text", "gb"),
    [
        ("a 70B model on customers' 16 GB Copilot+ laptops", 16),
        ("its 4GB rental handhelds should run a 32B model", 4),
        ("an assistant on the crew's 6 GB Android tablets", 6),
        ("a drone describes scenes on board, 5 watts, 8 GB of memory", 8),
    ],
)
def test_memory_in_front_of_what_is_carried_is_the_devices(text: str, gb: float) -> None:
    assert found(text)[MEMORY] == gb


def test_memory_of_a_server_is_no_devices() -> None:
    assert MEMORY not in found("a server with 512 GB of memory answers our staff")


def test_a_macbook_is_a_mac() -> None:
    assert found("reporters transcribe on their own MacBooks")["hardware.owned"][0].name == "m4"


def test_a_time_for_each_token_is_a_pace_and_no_wait() -> None:
    assert found("at most 25 ms per token")[PACE] == 40
    assert "latency.first_token_ms" not in found("few ms per token", "speed")
