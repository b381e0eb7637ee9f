"""What people say of training runs, of cables beside cards, and of what their trials came to."""

from __future__ import annotations

import pytest

from advisor.profile import Device
from tests.interview.read import found, value


@pytest.mark.parametrize(
    "text",
    [
        "A lab owns 8x V100 16GB, 1 Gb Ethernet, and wants to tune a 7B.",
        "We have 4x RTX 3090, 10 GB network between the boxes.",
        "two servers with 8 A100 at 25 Gb/s",
    ],
)
def test_what_a_cable_carries_is_no_memory_of_a_card(text: str) -> None:
    owned = value(text, "hardware.owned") or value(text, "wish.devices")
    assert isinstance(owned, tuple)
    assert all(isinstance(device, Device) and device.memory_gb in (None, 16.0) for device in owned)


def test_memory_behind_a_card_is_still_its_memory() -> None:
    owned = value("We own two V100 with 32 GB.", "hardware.owned")
    assert isinstance(owned, tuple)
    assert owned[0].memory_gb == 32


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("He wants to train a 120M model on 2.5 billion tokens of Greek from scratch.", 0.12),
        ("We train a 350M-parameter network from scratch on 7.5 billion tokens of logs.", 0.35),
        ("A club trains a 60 million parameter transformer from nothing on 1.2 billion tokens.", 0.06),
    ],
)
def test_a_small_model_from_nothing_is_heard_with_its_size(text: str, size: float) -> None:
    answers = found(text)
    assert answers["wish.adaptations"] == ("pretrain_from_scratch", "small_model")
    assert answers["wish.train_params_b"] == pytest.approx(size)


@pytest.mark.parametrize(
    "text", ["It costs $120M to train a model.", "We embed 350M texts with a model.", "A 300M token corpus."]
)
def test_millions_of_other_things_are_no_size(text: str) -> None:
    assert "wish.train_params_b" not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Adapters fell short by four points in our own test.",
        "LoRA came out three points behind in our tests.",
        "An adapter stayed two points below the whole model.",
        "Adapters were not enough on our traces.",
    ],
)
def test_adapters_that_fell_short_are_a_failure(text: str) -> None:
    assert value(text, "evidence.failed") == ("lora",)


@pytest.mark.parametrize("text", ["The power adapter was lost.", "Adapters are what we think of."])
def test_other_adapters_failed_at_nothing(text: str) -> None:
    assert "evidence.failed" not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "A museum tuned an 8B on facts about 900 exhibits; visitors hear invented dates.",
        "A clinic fine-tuned a 7B on its leaflets; patients are told wrong doses.",
        "We tuned an 8B on our price list. Customers get wrong prices.",
    ],
)
def test_what_people_hear_from_a_tuned_model_tells_what_it_came_to(text: str) -> None:
    assert found(text)["evidence.failed"] == ("lora", "small_model")
    assert "evidence.worked" not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Our staff scored two hosted models at 93% acceptable letters.",
        "A hosted model, 95 percent correct on our own cases.",
        "Clerks marked letters of a hosted model as 91% usable.",
    ],
)
def test_a_high_share_of_good_results_is_a_success(text: str) -> None:
    assert value(text, "evidence.worked") == ("hosted_api",)


@pytest.mark.parametrize(
    ("text", "model", "precision"),
    [
        ("The firm wants a 70B in 4-bit, three at once.", "70B", "int4"),
        ("They run an 32B in 16-bit for 24 users.", "32B", "bf16"),
        ("The tender asks for a 405B model at 16 bits on one 80GB card.", "405B model", "bf16"),
        ("A 14B in FP8 for the desk.", "14B", "fp8"),
    ],
)
def test_a_size_with_its_bits_is_a_model(text: str, model: str, precision: str) -> None:
    answers = found(text)
    assert (answers["wish.model"], answers["wish.precision"]) == (model, precision)


def test_money_in_cash_is_no_model() -> None:
    assert "wish.model" not in found("The fund has 7B in cash.")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("She wants pictures in her manner from an open image model.", "picture"),
        ("Illustrations in our own style for a children's book.", "picture"),
        ("Our radiology team sorts pictures with an image model.", None),
        ("We inspect pictures of welds.", None),
    ],
)
def test_pictures_in_a_manner_are_made_and_others_are_looked_at(text: str, made: str | None) -> None:
    assert value(text, "use_case.makes") == made


@pytest.mark.parametrize(
    "text",
    [
        "All data in own Swiss halls, 40 H100s already there.",
        "All customer data stays in our own data centre.",
        "Files are kept on their own servers.",
    ],
)
def test_data_that_are_kept_in_halls_of_ones_own_stay_inside(text: str) -> None:
    assert value(text, "data.boundary") == "own_network"


def test_chairs_that_each_ask_are_several_workloads() -> None:
    assert value("Five physics chairs each request $45,000 for a box.", "use_case.several_workloads") is True
