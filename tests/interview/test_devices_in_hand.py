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


@pytest.mark.parametrize(
    ("text", "gb"),
    [
        ("a singer has a Mac with 48 GB and sorts her letters on it", 48),
        ("we run it on one 64GB Mac", 64),
        ("the parish office owns an iMac with 32 GB", 32),
    ],
)
def test_a_mac_is_told_by_its_memory(text: str, gb: float) -> None:
    assert [(d.name, d.memory_gb) for d in found(text)["hardware.owned"]] == [("m4", gb)]


def test_a_mac_without_its_memory_is_no_device_yet() -> None:
    assert not {"hardware.owned", "wish.devices"} & set(found("which Mac answers a choir's mail?"))


@pytest.mark.parametrize(
    "story",
    [
        "Firms' contracts forbid a sub-processor from keeping prompts. A rota vendor adds an assistant.",
        "A bank's closed wing has no link out; thirty analysts, six at once, one steward.",
        "One assistant service for nine parishes on the county's hall of 4x80GB, or a subscription each.",
    ],
)
def test_without_a_word_of_a_device_nothing_runs_on_one(story: str) -> None:
    assert found(story).get("use_case.kind") != "edge"


@pytest.mark.parametrize("story", ["Rangers dictate notes on tablets.", "A game character on players' PCs."])
def test_a_word_of_a_device_puts_the_work_there(story: str) -> None:
    assert found(story)["use_case.kind"] == "edge"


@pytest.mark.parametrize(
    ("text", "device"),
    [
        ("A free notebook with a 16 GB T4 is all I have to adapt a 3B.", None),
        ("Her notebook with 16 GB runs a 7B.", "laptop"),
        ("The club wants phones to fill its forms from speech on moors without cover.", "phone"),
        ("Forty tablets on a closed wire quiz the pupils; a small server is allowed.", None),
    ],
)
def test_a_page_of_code_or_a_screen_is_no_device_that_holds_a_model(text: str, device: str | None) -> None:
    assert found(text).get("hardware.edge_device") == device


def test_a_server_that_is_allowed_may_stand_there() -> None:
    assert found("No link outside, but one small server is allowed.")["wish.deployments"] == ("on_prem",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A call centre in Cebu runs a dense 14B for twenty agents at once.", "open_weight_adaptation"),
        ("A call centre transcribes 2,000 calls a day with an 8B.", "voice"),
    ],
)
def test_a_call_centre_that_speaks_of_texts_alone_is_no_voice(text: str, kind: str) -> None:
    assert found(text)["use_case.kind"] == kind


def test_who_meets_an_error_has_not_made_it_work() -> None:
    read = found("We tune all weights of a 3B on an RTX 4090 with 9,000 pairs and meet out-of-memory errors.")
    assert "full_ft" not in read.get("evidence.worked", ())


@pytest.mark.parametrize(
    "text",
    [
        "Run a 70B model on our 8 GB phones without a network.",
        "A 7B for our 16 GB business laptops, offline.",
    ],
)
def test_memory_of_what_many_carry_is_no_card(text: str) -> None:
    read = found(text)
    assert "hardware.owned" not in read
    assert read["hardware.edge_memory_gb"] in (8, 16)


@pytest.mark.parametrize(
    ("text", "gb"),
    [
        ("a 7B that answers within 300MB of memory", 0.3),
        ("a lexicon on e-readers with 512 MB", 0.512),
        ("a mini-PC 32GB 100 GB/s", 32),
    ],
)
def test_memory_is_told_in_megabytes_too_and_never_by_the_second(text: str, gb: float) -> None:
    assert found(text)[MEMORY] == gb


@pytest.mark.parametrize("text", ["a chip with 512 KB of RAM", "an app under 200 MB of download"])
def test_kilobytes_of_a_chip_and_a_download_are_no_memory_for_a_model(text: str) -> None:
    assert MEMORY not in found(text)


def test_the_smallest_board_goes_by_its_name() -> None:
    owned = found("a bird box with our own Pi Zero 2 W in it")
    named = owned.get("hardware.owned") or owned["wish.devices"]
    assert named[0].name == "raspberry-pi-zero-2"


def test_what_explains_by_a_language_model_wants_one() -> None:
    assert found("a cuff explains its reading using a language model")["wish.language_model"] is True


@pytest.mark.parametrize(
    "text",
    [
        "He asks which model to run on it: 70B or 123B.",
        "She wants the quickest model on her mini PC and was told a dense 70B.",
        "We have 5 GB of text. A reviewer suggests training a model from nothing.",
    ],
)
def test_what_others_recommend_and_what_is_asked_about_is_weighed(text: str) -> None:
    assert found(text)["wish.weighed"] is True
