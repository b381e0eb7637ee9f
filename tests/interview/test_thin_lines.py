"""A line that carries a few messages is none for pictures: what is sensed is looked at where it is sensed."""

from __future__ import annotations

import pytest

from tests.interview.read import found

OFFLINE = "hardware.offline"
EDGE = "hardware.edge_device"
REQUESTS = "workload.requests_per_day"


@pytest.mark.parametrize(
    "text",
    [
        "A trust puts 300 camera traps with a satellite modem that can send 20 short messages a day each.",
        "A buoy with a LoRaWAN radio may send 12 messages a day and should hear whales.",
        "The project's trail cameras can upload 5 pictures a day over Iridium.",
        "A solar box in the hills names birds and is to send only the name by radio.",
    ],
)
def test_what_a_thin_line_carries_is_no_load_and_no_network(text: str) -> None:
    read = found(text)
    assert read[OFFLINE] is True
    assert read[EDGE] == "jetson"
    assert REQUESTS not in read


def test_a_reply_about_a_thin_line_is_no_load() -> None:
    read = found("satellite, 20 messages a day", "boundary")
    assert read[OFFLINE] is True
    assert REQUESTS not in read


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("A radio station gets 300 messages a day from its listeners.", 300),
        ("A shop answers 20 messages a day over WhatsApp.", 20),
        ("A satellite operator answers 20 tickets a day.", 20),
    ],
)
def test_messages_of_people_are_a_load(text: str, requests: float) -> None:
    read = found(text)
    assert read[REQUESTS] == requests
    assert OFFLINE not in read


def test_pictures_that_were_brought_home_are_looked_at_anywhere() -> None:
    assert EDGE not in found("A ministry has 2 million camera-trap pictures to sort this winter.")


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("We ask for a sparse 120B with 5B active at 4 bit.", "120B MoE A5B"),
        ("She wants a mixture of experts of 30B on her laptop.", "30B MoE"),
        ("He expects a dense 70B on his card.", "70B"),
        ("We run a 30B MoE (3B active).", "30B MoE"),
    ],
)
def test_a_mixture_of_experts_is_told_from_a_dense_model_of_its_size(text: str, model: str) -> None:
    assert str(found(text)["wish.model"]).startswith(model.removesuffix(" A5B"))
    assert ("MoE" in str(found(text)["wish.model"])) is ("MoE" in model)
