"""A machine and the chip in it are one device, with the memory that was said."""

from __future__ import annotations

import pytest

from advisor.profile import Device
from tests.interview.read import found

OWNED = "hardware.owned"


def _devices(text: str) -> list[tuple[str, int, float | None]]:
    answers = found(text)
    devices = answers.get(OWNED) or answers.get("wish.devices") or ()
    assert isinstance(devices, tuple)
    return [(d.name, d.count, d.memory_gb) for d in devices if isinstance(d, Device)]


@pytest.mark.parametrize(
    ("text", "device"),
    [
        ("MacBook Air M2, translate manuals", ("m2", 1, None)),
        ("It may run on my laptop (macbook air m2, 16gb)", ("m2", 1, 16.0)),
        ("We have a Mac Studio with M2 Ultra and 192 GB", ("m2-ultra", 1, 192.0)),
        ("I own a MacBook Pro (M3 Max, 64 GB)", ("m3-max", 1, 64.0)),
        ("Our two Mac minis with M4 Pro sort mails", ("m4-pro", 2, None)),
        ("My old M1 MacBook should sort photos", ("m1", 1, None)),
    ],
)
def test_the_chip_that_is_named_is_the_chip(text: str, device: tuple[str, int, float | None]) -> None:
    assert _devices(text) == [device]


@pytest.mark.parametrize(
    "text",
    [
        "We own an old MacBook Pro and a new M4 Max",
        "We have a Mac Studio with an RTX 4090 beside it",
        "There are two Mac minis here, and in the office a Mac Studio",
    ],
)
def test_two_devices_stay_two(text: str) -> None:
    assert len(_devices(text)) == 2


@pytest.mark.parametrize(
    ("text", "device"),
    [
        ("Our Mac Studio with 192 GB reviews contracts", ("m2-ultra", 1, 192.0)),
        ("Our Mac Studio 512GB stands idle", ("m3-ultra", 1, 512.0)),
        ("Our Mac Studio with 96 GB reviews contracts", ("m3-ultra-96gb", 1, 96.0)),
        ("My own RTX 3060 12GB plays games", ("rtx-3060", 1, None)),
    ],
)
def test_a_machine_has_the_memory_that_was_said(text: str, device: tuple[str, int, float | None]) -> None:
    assert _devices(text) == [device]
