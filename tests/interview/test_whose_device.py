"""Whose a device is: bought ones are owned, offered and hired ones are not, and a price is no count."""

from __future__ import annotations

import pytest

from tests.interview.read import value


def devices(text: str, path: str) -> list[tuple[str, int]]:
    held = value(text, path)
    return [(device.name, device.count) for device in held] if isinstance(held, tuple) else []


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        ("The museum bought two L40S last spring for its archive.", ("l40s", 2)),
        ("An office purchased an RTX 6000 Ada and nobody uses it.", ("rtx-6000-ada", 1)),
        ("A publisher fine-tunes an 8B on its two 4090s.", ("rtx-4090", 2)),
        ("We would like a 32B on the 3090 she owns.", ("rtx-3090", 1)),
        ("Run a 32B on the L40S the agency has bought.", ("l40s", 1)),
        ("Serve a 14B on the two A100s already in the rack.", ("a100-sxm-80gb", 2)),
        ("A Mac Studio is already paid for and one person asks questions.", ("m3-ultra-96gb", 1)),
        ("The survey's 4x A100 node stands idle.", ("a100-sxm-80gb", 4)),
        ("Owner of a 3090 here, it crashes.", ("rtx-3090", 1)),
        ("Their local rig (4090, llama.cpp) is fine by day.", ("rtx-4090", 1)),
        ("A workshop runs Ollama on one RTX 4090 and two people queue.", ("rtx-4090", 1)),
        ("We serve it with two owned A100s.", ("a100-sxm-80gb", 2)),
    ],
)
def test_what_was_bought_or_stands_there_is_owned(text: str, owned: tuple[str, int]):
    assert owned in devices(text, "hardware.owned")
    assert not devices(text, "wish.devices")


@pytest.mark.parametrize(
    "text",
    [
        "More H100s must be bought before autumn.",
        "A workstation with four RTX 6000 Ada is offered at $40,000.",
        "She compares a Mac Studio with a 4090 tower.",
        "He asks: a Mac Studio, or a PC with an RTX 5090?",
        "We were quoted two H100s, it has to be decided by Friday.",
        "A payroll house tunes all weights and has a quotation for sixteen H100s.",
        "A dealer offers us its 8xH100 nodes.",
        "The lab reads of a company that saved half with two A100s.",
        "A model trained by continuing an 8B with 64 H100s.",
        "The policy must run on a Jetson Orin.",
        "A bank pays for 48 committed cloud H100s.",
        "It fits the single H100 it already rents.",
        "A firm serves a 70B on four H100s and wants to halve the rent.",
        "Players have gaming PCs, often 3060s.",
    ],
)
def test_what_is_offered_compared_or_hired_is_not_owned(text: str):
    assert not devices(text, "hardware.owned")


@pytest.mark.parametrize(
    "text",
    [
        "My friend's 3090 fails too.",
        "Another user reports 40 GB used on two 4090s.",
        "Our competitor bought eight H100s.",
        "The host's benchmark on an A40 shows 500 tokens a second.",
        "The corpus was scored in about 6,000 H100 hours.",
    ],
)
def test_what_others_run_is_neither_owned_nor_wanted(text: str):
    assert not devices(text, "hardware.owned")
    assert not devices(text, "wish.devices")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A town wants a $13,000 L40S server.", ("l40s", 1)),
        ("They want a EUR 4,000 RTX 5090 machine.", ("rtx-5090", 1)),
        ("The board considers 4,000 H100s.", ("h100-sxm", 4000)),
        ("Two used 3090 or one big card?", ("rtx-3090", 2)),
        ("It pays for a dedicated L4 day and night.", ("l4", 1)),
    ],
)
def test_a_price_is_no_count_and_a_count_may_begin_a_sentence(text: str, wanted: tuple[str, int]):
    assert devices(text, "wish.devices") == [wanted]


def test_eight_stars_a_card_are_eight_cards():
    assert devices("How large a model can I deploy with 8 * 4090?", "hardware.owned") == [("rtx-4090", 8)]


def test_a_card_that_is_named_again_is_the_same_card_and_a_second_one_is_not():
    assert devices("I have a 3090. Would a 3090 run a 32B?", "wish.devices") == []
    assert devices("I have a 3090, should I buy a second 3090?", "wish.devices") == [("rtx-3090", 1)]


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("We have no GPU people and 700 letters a day.", False),
        ("They have no GPU skills.", False),
        ("We have no server room.", False),
        ("We have no GPUs and no money for one.", True),
        ("There is no server of our own yet.", True),
    ],
)
def test_no_people_for_hardware_is_not_no_hardware(text: str, none: bool):
    assert (value(text, "hardware.owned") == ()) is none
