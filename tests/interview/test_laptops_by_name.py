"""A laptop that goes by the name under which it is sold is a laptop with its memory."""

from __future__ import annotations

import pytest

from tests.interview.read import found

DEVICE, MEMORY = "hardware.edge_device", "hardware.edge_memory_gb"


@pytest.mark.parametrize(
    ("text", "gb"),
    [
        ("I have a ThinkPad with 16GB and want to summarise papers.", 16),
        ("My old Dell Latitude has 8 GB; I want a chatbot.", 8),
        ("ThinkPad X1, 32GB, no GPU. I want to search my notes.", 32),
        ("All of us have ThinkPads with 16 GB; it should run on them.", 16),
        ("My HP EliteBook with 16 gigs should do it.", 16),
        ("My 16GB ThinkPad should do it.", 16),
        ("I've got an XPS 15 with 32GB RAM here.", 32),
        ("I have a laptop with 32 GB of RAM.", 32),
    ],
)
def test_it_is_the_device_with_its_memory(text: str, gb: float) -> None:
    read = found(text)
    assert read.get(DEVICE) == "laptop"
    assert read.get(MEMORY) == gb


@pytest.mark.parametrize(
    "text",
    [
        "I write this on a ThinkPad and want a chatbot for our site.",
        "We repair ThinkPads and want to sort mails.",
        "The aspect has 16 GB of data; a chatbot for our site.",
        "Our pupils have Chromebooks with 4 GB; the chatbot runs in our data centre.",
        "Our CRM, Latitude, has 16 GB of letters.",
        "Our server with 64 GB serves the web site.",
    ],
)
def test_a_name_in_passing_holds_no_model(text: str) -> None:
    assert not {DEVICE, MEMORY} & set(found(text))
