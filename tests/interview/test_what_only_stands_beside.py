"""What something is compared with, or others were told, is no device, plan or rule of a team's own."""

from __future__ import annotations

import pytest

from tests.interview.read import found

EDGE = "hardware.edge_device"
OWNED = "hardware.owned"
ADAPTED = "wish.adaptations"


@pytest.mark.parametrize(
    "text",
    [
        "Customs read the messages of a case offline: seized phones' chats, 40,000 of them, on a 48 GB card.",
        "Detectives sort confiscated laptops' contents offline on one 24 GB card.",
        "The new server is slower than a gaming PC, say ten clerks.",
        "It is faster than our old laptop and has to run offline.",
        "A bank wants Ollama because it runs on my laptop; 300 people at once.",
        "A clinic serves a 3B to its mobile app from one server, 50 ms.",
        "We need the backend of our mobile app, 9 ms.",
        "Fitters look up manuals at the truck without a network; a PC with a 24 GB card stands in the depot.",
    ],
)
def test_what_stands_beside_holds_no_model(text: str) -> None:
    assert EDGE not in found(text)


@pytest.mark.parametrize(
    ("text", "device"),
    [
        ("The app runs on our phones without a network.", "phone"),
        ("A poet wants to chat with it on her laptop.", "laptop"),
        ("The assistant sits in the truck and works offline.", "vehicle"),
        ("A tutor on each child's laptop, offline, faster than the last one.", "laptop"),
    ],
)
def test_where_it_is_to_run_holds_it(text: str, device: str) -> None:
    assert found(text)[EDGE] == device


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A town bought 64 CPU cores for a chat.", "64-core server"),
        ("hardware: 8-core 64GB server", "8-core server"),
        ("hardware: 16-core DDR4 box", "16-core box"),
        ("It has a 4-core 4GB VPS.", "4-core VPS"),
    ],
)
def test_a_machine_is_told_by_its_cores_whatever_its_memory(text: str, name: str) -> None:
    read = found(text, "hardware")[OWNED]
    assert isinstance(read, tuple)
    assert [device.name for device in read] == [name]


@pytest.mark.parametrize(
    "text",
    [
        'A Danish insurer was told "small languages need continued pre-training"; hosted ones pass.',
        "A dentist has read that 'only a LoRA will do'.",
        "A school teacher would like a tutor for 15 students on a plane.",
        "Four shops each serve a tuned copy of the same 8B.",
    ],
)
def test_hearsay_and_people_who_teach_are_no_plan(text: str) -> None:
    named = found(text).get(ADAPTED, ())
    assert isinstance(named, tuple)
    assert not {"continued_pretraining", "distillation"} & set(named)


def test_a_small_copy_of_a_large_model_is_a_plan() -> None:
    assert "distillation" in str(found("We want a small copy of the large model.")[ADAPTED])


def test_health_data_that_must_stay_by_hearsay_is_no_rule() -> None:
    heard = found('A clinic translates leaflets; its owner has read that "patient data must be on-prem".')
    assert "data.boundary" not in heard
    assert found("Patient data must be on-prem.")["data.boundary"] == "own_network"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("A court records hearings; text within a day.", "time.deadline_weeks"),
        ("Meetings are recorded; minutes due within two days.", "time.deadline_weeks"),
        ("The tags have been unchanged for six years.", "time.horizon_months"),
        ("A site has 70M monthly page views.", "knowledge.pages"),
        ("Three million messages come a few times a year.", "workload.growth_per_year"),
        ("Danish comes out useless from every hosted model.", "wish.deployments"),
    ],
)
def test_no_deadline_horizon_stock_growth_or_wish(text: str, path: str) -> None:
    assert path not in found(text)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("It must be live within two days.", "time.deadline_weeks"),
        ("A wiki has 70,000 pages.", "knowledge.pages"),
        ("Requests grow 3x a year.", "workload.growth_per_year"),
    ],
)
def test_deadlines_stocks_and_growth_are_heard(text: str, path: str) -> None:
    assert path in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Prompts keep breaking our house vocabulary.",
        "Prompting keeps forgetting two of the fields.",
        "Our prompts kept missing the style.",
    ],
)
def test_what_keeps_breaking_has_failed(text: str) -> None:
    assert found(text)["evidence.failed"] == ("prompt_engineering",)
