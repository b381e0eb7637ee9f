"""Phones that ring, cars that are sold and games that are played hold no model; machines are heard."""

from __future__ import annotations

import pytest

from tests.interview.read import found

KIND = "use_case.kind"
EDGE = "hardware.edge_device"
OWNED = "hardware.owned"
WISHED = "wish.devices"


@pytest.mark.parametrize(
    "text",
    [
        "A start-up answers restaurant phones: 3,000 calls a day, each turn must begin within 800 ms.",
        "An agency answers hotel phones at night, 700 ms to the first word.",
        "A bureau mans six clinic phones and wants a local assistant.",
        "A car portal wants search that understands a thrifty family car; 45,000 adverts, answers in 400 ms.",
        "A truck rental firm wants a bot that answers tariff questions within 900 ms.",
        "A drone maker wants to tune a 70B on 25,000 instructions in a hall with four 80 GB cards.",
        "A robot manufacturer wants a local assistant for its sales staff.",
    ],
)
def test_what_rings_is_sold_or_made_holds_no_model(text: str) -> None:
    assert EDGE not in found(text)


@pytest.mark.parametrize(
    ("text", "device"),
    [
        ("An app answers questions on phones without signal within 500 ms.", "phone"),
        ("A drone maker wants its drones to avoid wires in flight, 20 ms.", "jetson"),
        ("A drone maker needs obstacle avoidance within 20 ms.", "jetson"),
        ("A car dealer's app in the car warns within 50 ms.", "vehicle"),
        ("A car maker wants an assistant that works in the car offline.", "vehicle"),
        ("A poet wants to chat with it on her laptop.", "laptop"),
    ],
)
def test_what_runs_in_the_thing_itself_is_still_heard(text: str, device: str) -> None:
    assert found(text)[EDGE] == device


@pytest.mark.parametrize(
    "text",
    [
        "A chess club wants comments on 50 games a week; it thinks of tuning a model to find good moves.",
        "A car rental has 1,900 vehicles in a database with 60 fields and wants a bot to answer from it.",
        "A leasing house has 12,000 cars in a table and wants questions answered from it.",
    ],
)
def test_goods_and_matches_that_are_counted_are_no_project_on_a_device(text: str) -> None:
    assert found(text).get(KIND) != "edge"


@pytest.mark.parametrize(
    ("text", "path", "devices"),
    [
        ("128GB unified, 256 GB/s", OWNED, [(1, 128, 256)]),
        ("She bought a 96GB unified box (273 GB/s).", OWNED, [(1, 96, 273)]),
        ("24+12+8GB cards", OWNED, [(1, 24, None), (1, 12, None), (1, 8, None)]),
        ("16 + 16 GB GPUs", OWNED, [(2, 16, None)]),
        (
            "He wants to join a 24GB, a 12GB and an 8GB card for a 32B.",
            WISHED,
            [(1, 24, None), (1, 12, None), (1, 8, None)],
        ),
    ],
)
def test_cards_in_a_sum_and_memory_with_its_speed_are_heard(
    text: str, path: str, devices: list[tuple[int, float, float | None]]
) -> None:
    read = found(text, "hardware" if path == OWNED else "")[path]
    assert isinstance(read, tuple)
    assert [(d.count, d.memory_gb, d.bandwidth_gb_s) for d in read] == devices


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("4-core VPS", "4-core VPS"),
        ("8 vCPU VM", "8-core VM"),
        ("We have an 8-core server in the cellar.", "8-core server"),
        ("It filters chat lines on a two-core cloud machine.", "2-core machine"),
        ("The parish archive is to be searched on a mini PC without a GPU.", "4-core mini PC"),
        ("hardware: fanless PC, 16GB, no graphics card", "4-core fanless PC"),
        ("The coach marks training logs on the club's 2014 desktop.", "4-core 2014 desktop"),
        ("We have an old office computer and no money.", "4-core old office computer"),
    ],
)
def test_a_small_server_is_known_by_its_cores(text: str, name: str) -> None:
    read = found(text, "hardware")[OWNED]
    assert isinstance(read, tuple)
    assert [device.name for device in read] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Students search 2015 desktop publishing manuals.",
        "An old computer science department wants a tutor.",
        "The office PCs get a card each.",
    ],
)
def test_a_word_about_computers_is_no_machine(text: str) -> None:
    assert OWNED not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "A macOS app sorts holiday pictures without uploading them.",
        "The spelling helper has to run on every PC of the choir's members.",
        "A desktop application cuts noise out of recordings.",
    ],
)
def test_a_program_for_peoples_computers_runs_on_them(text: str) -> None:
    assert found(text)[EDGE] == "laptop"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("A brewery tells tank states apart by pressure and temperature readings.", "table"),
        ("Sort the greenhouse's sensor readings into five alarms.", "table"),
        ("A poet's public readings are announced by mail.", None),
    ],
)
def test_readings_of_instruments_are_rows_of_numbers(text: str, modality: str | None) -> None:
    assert found(text).get("use_case.modality") == modality


def test_a_workstation_with_the_memory_of_its_card_is_no_players_desk() -> None:
    assert EDGE not in found("The department has one 24GB workstation.")


@pytest.mark.parametrize(
    ("reply", "machines"), [("Mac 128GB unified", [128.0]), ("laptop, 36GB unified", [])]
)
def test_the_memory_of_a_computer_is_no_second_machine(reply: str, machines: list[float]) -> None:
    assert [device.memory_gb for device in found(reply, "hardware").get(OWNED, ())] == machines


def test_a_rack_that_draws_hundreds_of_watts_is_no_board() -> None:
    assert EDGE not in found("Twelve scientists ask manuals on a small rack, 700 W.")
