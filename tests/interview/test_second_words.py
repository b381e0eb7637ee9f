"""What a team says of its rules, bill and people is read in several wordings, not from mere likeness."""

from __future__ import annotations

import pytest

from tests.interview.read import value

SAID = [
    ("wish.commitment", True, "It is offered reserved throughput for a year."),
    ("wish.commitment", True, "A salesman quotes dedicated capacity units."),
    ("wish.commitment", None, "The hall has reserved seats and a high throughput of guests."),
    ("data.mixed_classes", True, "A cloud account is fine for most matters; sealed files must not leave."),
    ("data.mixed_classes", True, "Ordinary letters may go out, but custody records may never leave."),
    ("data.mixed_classes", None, "Our recordings must not leave the building."),
    ("data.boundary", "sovereign", "The tender excludes any processor with a US parent."),
    ("data.boundary", "sovereign", "We accept no provider owned by an American group."),
    ("data.boundary", None, "The museum shows foreign companies of actors to its guests."),
    ("quality.failure", "dear", "It answers well, but slowly and dearly."),
    ("quality.failure", "dear", "All mails go through the most expensive model."),
    ("quality.failure", None, "We sell the most expensive models of shoes."),
    ("knowledge.retrieval_misses", True, "The right page is in its top 50 hits but seldom in the top 5."),
    ("knowledge.retrieval_misses", True, "The correct passage ranks too low."),
    ("knowledge.retrieval_misses", None, "Our club is seldom in the league and has a page."),
    ("exclusions.deployments", ("self_host_rented",), "A vendor without GPU operators serves completions."),
    ("exclusions.deployments", ("self_host_rented",), "There is nobody to run servers."),
    ("exclusions.deployments", None, "Nobody likes to run in the rain."),
    ("workload.one_off_days", 14, "All must be labelled within a fortnight."),
    ("hardware.edge_device", "laptop", "An app for Macs that takes notes."),
    ("hardware.edge_device", "laptop", "Audio never leaves the laptop."),
    ("hardware.edge_device", None, "The model runs on a Mac Studio in the office."),
    ("use_case.kind", "tabular", "It predicts hourly stock for each shop."),
    ("use_case.kind", "classification", "A newsletter labels headlines by topic."),
    ("knowledge.needed", None, "It runs in its own data centres."),
    ("use_case.kind", "vision", "A museum captions photographs of its archive."),
    ("use_case.kind", "voice", "Live captions for deaf students in lectures."),
    ("latency.tokens_per_s", None, "One 1B model reaches ~210 tok/s on an M2 Mac."),
    ("latency.tokens_per_s", 40, "We need 40 tokens per second."),
]

WISHED = [
    ("continued_pretraining", "It adapts Llama 3.1 8B with 1T tokens of listings."),
    ("continued_pretraining", "We would extend an open model with 30 billion legal tokens."),
    ("lora", "It plans rank-16 adapters."),
    ("lora", "A tuned Llama 3 8B beat its tuned GPT."),
    ("distillation", "It lets the LLM label billions of rows and trains the small online ranker on them."),
]


@pytest.mark.parametrize(("path", "wanted", "text"), SAID)
def test_a_fact_is_read_from_several_wordings(path: str, wanted: object, text: str):
    assert value(text, path) == wanted


@pytest.mark.parametrize(("word", "text"), WISHED)
def test_a_technique_is_read_from_several_wordings(word: str, text: str):
    assert word in (value(text, "wish.adaptations") or ())


def test_cards_that_are_hired_by_demand_are_counted_and_not_owned():
    devices = value("It trains on 64 on-demand H100s.", "wish.devices")
    assert isinstance(devices, tuple)
    assert [(device.name, device.count) for device in devices] == [("h100-sxm", 64)]
    assert value("It runs on a serverless 48GB GPU.", "hardware.owned") is None


def test_without_gpu_operators_asks_for_no_plain_processor():
    assert "on_cpu" not in (value("A vendor without GPU operators.", "wish.deployments") or ())


def test_a_tuned_model_that_was_beaten_is_no_wish():
    assert "managed_ft" not in (value("A tuned Llama 3 8B beat its tuned GPT.", "wish.adaptations") or ())
    assert "managed_ft" in (value("We think of a tuned GPT.", "wish.adaptations") or ())
