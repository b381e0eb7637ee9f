"""Machines without a card and cards at hand, as stories tell of them; what is asked about is not there."""

from __future__ import annotations

import pytest

from advisor.profile import Device
from tests.interview.read import found, value

OWNED = "hardware.owned"


def owned(text: str) -> list[str]:
    devices = value(text, OWNED)
    assert devices is None or isinstance(devices, tuple)
    return [f"{d.count}x {d.name}" for d in devices or () if isinstance(d, Device)]


@pytest.mark.parametrize(
    ("text", "device"),
    [
        ("We have a server with 16 cores and no graphics card.", "1x 16-core server"),
        ("Mail may not leave our own server, which has 16 cores and no GPU.", "1x 16-core server"),
        ("Search on the virtual machine it already has (8 cores, no GPU).", "1x 8-core server"),
        ("Search photos on a home server with a 6-core CPU.", "1x 6-core server"),
        ("It searches on its 16-core web servers.", "1x 16-core server"),
        ("The two-socket DDR4 server already in the rack, no GPU.", "1x CPU server"),
        ("Tag notes on the existing servers, no GPU.", "1x CPU server"),
        ("The data centre has spare virtual machines and no GPU.", "1x CPU server"),
        ("An office server with no graphics card holds all deeds.", "1x CPU server"),
        ("Warnings from monitor values; inside; a CPU cluster.", "1x CPU server"),
        ("Tags for our servers, no GPU.", "1x CPU server"),
        ("A pool of servers, no GPU, sorts the letters.", "1x CPU server"),
        ("The office has a number of servers without a GPU.", "1x CPU server"),
    ],
)
def test_a_machine_without_a_card_is_a_machine(text: str, device: str) -> None:
    assert owned(text) == [device]


@pytest.mark.parametrize(
    ("text", "device"),
    [
        ("One 24 GB card and one engineer are at hand.", "1x 24 GB card"),
        ("One RTX 4090 must serve an 8B to 200 users.", "1x rtx-4090"),
        ("It owns two 24GB workstations.", "2x 24GB workstations"),
        ("Index cards are sealed; one technician, a 24GB card in the drawer.", "1x 24GB card"),
        ("Fifty thousand labels; a spare L4 card; a small encoder is sure.", "1x l4"),
        ("Full tuning on its single 48 GB card.", "1x 48 GB card"),
        ("An archive's single 48 GB card answers 30 users.", "1x 48 GB card"),
        ("Eight 80GB cards and researchers are there.", "8x 80GB cards"),
        ("A chip maker tunes a 32B for its own language; eight H100s at hand.", "8x h100-sxm"),
        ("An open 8B that writes decently; 5,000 headlines, one 24GB card.", "1x 24GB card"),
        ("The bank's 70B answers at 25 tokens a second on two 80GB cards.", "2x 80GB cards"),
    ],
)
def test_a_card_at_hand_is_there(text: str, device: str) -> None:
    assert owned(text) == [device]


@pytest.mark.parametrize(
    "text",
    [
        "A research institute has money for one 80GB GPU and wants to serve a 405B.",
        "Should I buy one 24 GB card?",
        "Is a 24GB card enough?",
        "Which 24GB card?",
        "The vendor sells one 24GB card with it.",
        "We need a server with 16 cores and no GPU.",
        "Logs of CPU clusters are classified by fault, 4,000 a day.",
        "Alerts from servers without GPU are sorted.",
        "We write for customers whose servers have no GPU.",
        "Software for CPU clusters is tested.",
        "Hosts without GPUs are for rent nearby.",
        "A cloud server with 16 cores at 80 dollars.",
        "The budget allows one 48GB card.",
        "One 24-48GB card may be rented.",
        "The practices' PCs have no GPU.",
        "Which is better for a 13B, one 24GB card, or two?",
        "Our servers crash and we have no GPU experience.",
    ],
)
def test_what_is_asked_about_or_hired_is_not_there(text: str) -> None:
    assert owned(text) == []


def test_a_story_without_a_card_says_that_there_is_none_only_where_there_is_no_machine() -> None:
    assert found("No servers, no GPU.")[OWNED] == ()


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("A student has a desktop with no GPU and 16GB RAM and wants a tutor.", True),
        ("Thirty old desktops, 8GB of memory, no graphics card and a weak line.", True),
        ("I have an old laptop without graphics.", True),
        ("Each pupil has a CPU laptop.", True),
        ("Each pupil has a laptop with a graphics card.", False),
        ("There is no GPU team in our company.", False),
        ("We have no GPUs.", False),
        ("We have no GPUs and answer customers' mails with a hosted model.", False),
        ("Our laptops reach a hosted model, and we have no graphics card.", False),
    ],
)
def test_a_computer_without_a_card_works_on_its_processor(text: str, alone: bool) -> None:
    wished = value(text, "wish.deployments") or ()
    assert isinstance(wished, tuple)
    assert ("on_cpu" in wished) is alone


def test_an_edge_board_is_a_board_and_no_card() -> None:
    assert owned("It owns 12x32GB edge boards.") == ["12x 12x32GB edge boards"]
    assert value("A 32GB edge board stands by each of 12 benches.", "hardware.edge_device") == "jetson"


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("900 pharmacies want people counting in each shop; no video may leave.", True),
        ("One camera at each gate reads plates; the gates have no connection.", True),
        ("A detector at every gate warns the driver.", True),
        ("A camera for bakeries at no more than $300 a shop counts loaves.", True),
        ("Forty ferries record the sound of the engines for days without a connection.", True),
        ("Cameras in each shop stream to our data centre, where one server counts the visitors.", False),
        ("A camera in each shop watches the shelf.", False),
        ("We write blog texts for $30 a post.", False),
        ("The rent is under $400 a site.", False),
        ("Trucks in the yard records all deliveries.", False),
        ("Each shop pays $400 a site per month.", False),
        ("We count the visitors of our shops.", False),
    ],
)
def test_what_sees_in_each_of_many_places_runs_there(text: str, there: bool) -> None:
    wished = value(text, "wish.deployments") or ()
    assert isinstance(wished, tuple)
    assert ("on_device_edge" in wished) is there
