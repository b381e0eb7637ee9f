"""What a text only mentions is not taken for what the team owns, wants or needs."""

from __future__ import annotations

import pytest

from tests.interview.read import value


def devices(text: str, path: str) -> list[tuple[str, int]]:
    held = value(text, path)
    return [(device.name, device.count) for device in held] if isinstance(held, tuple) else []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We were quoted an 8xH100 server for a 13B.", ("h100-sxm", 8)),
        ("The integrator offers two L40S boxes for it.", ("l40s", 2)),
        ("Our vendor recommended four H200s.", ("h200-sxm", 4)),
        ("A group would hire eight H100s for the run.", ("h100-sxm", 8)),
        ("We fancy an Apple M3 Ultra desktop.", ("m3-ultra", 1)),
        ("Management would rather buy a pair of H100s.", ("h100-sxm", 2)),
    ],
)
def test_what_is_quoted_or_hired_is_not_owned(text: str, wanted: tuple[str, int]):
    assert devices(text, "wish.devices") == [wanted]
    assert not devices(text, "hardware.owned")


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        ("An integrator proposes 4x H200; our 2x RTX A6000 are idle.", ("rtx-a6000", 2)),
        ("My vendor recommended four H200s; we have a pair of RTX 3090s.", ("rtx-3090", 2)),
        ("The quoted price is high; we already have 3 A100s.", ("a100-sxm-80gb", 3)),
    ],
)
def test_what_stands_beside_an_offer_is_still_owned(text: str, owned: tuple[str, int]):
    assert devices(text, "hardware.owned") == [owned]


@pytest.mark.parametrize(
    "text",
    [
        "A pharmacy chain's phone assistant tells callers the opening hours.",
        "Patients book by phone and a voice agent answers.",
        "It answers patients on the phone.",
        "A wearable recorder sends 68,000 hours of audio a month to a speech API.",
        "Drivers carry tablets that upload photos to our cloud, where a model reads them.",
        "Smart glasses stream video to the cloud.",
        "Today each of them starts Ollama on a workstation.",
        "Head office tried it on a laptop and now wants it for everybody.",
        "Our staff use laptops to open the chat.",
        "There is one workstation with a 4090 standing idle.",
    ],
)
def test_a_device_that_only_speaks_sends_or_was_tried_holds_no_model(text: str):
    assert value(text, "hardware.edge_device") is None
    assert "on_device_edge" not in (value(text, "wish.deployments") or ())


@pytest.mark.parametrize(
    ("text", "device"),
    [
        ("A shop wants a phone app that works offline.", "phone"),
        ("It must run on each nurse's tablet, without network.", "phone"),
        ("The app runs on the phone and sends the hard questions to a cloud model.", "phone"),
        ("Smart glasses must read signs aloud without any network.", "jetson"),
        ("It has to run on the sales people's laptops.", "laptop"),
    ],
)
def test_a_device_that_it_must_run_on_is_told(text: str, device: str):
    assert value(text, "hardware.edge_device") == device


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("GPT-4 with prompts reached 65%; a Mistral-7B tuned on our labels reached 76%.", "mistral-7b"),
        ("A tuned GPT worked; a LoRA-tuned Llama3-8b is 28% better.", "llama-3-8b"),
        ("We use GPT-6.1 today and want to run Llama 3.3 70B on two H100s.", "llama-3.3-70b"),
        ("QLoRA on a 2B, then 4-bit: five points above GPT-3.5 turbo.", "2B"),
        ("We want an unquantised seventy-billion model on one card.", "70B"),
        ("A dream: a model of about 1 trillion parameters on four 24GB cards.", "1000B"),
        ("We spend 12k a month on Claude Sonnet 5.5.", "claude-sonnet-5.5"),
    ],
)
def test_the_model_is_the_one_that_is_tuned_or_served(text: str, model: str):
    assert value(text, "wish.model") == model


def test_text_to_train_on_is_no_size_of_a_model():
    text = "Bloomberg spent 512 A100s for 53 days on 363B finance tokens."
    assert value(text, "wish.model") is None


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("They pre-train 8B and 70B models from scratch.", 70.0),
        ("Plan: retrain every parameter of an eight-billion model.", 8.0),
        ("We update all weights of an 8B with 40,000 instruction pairs.", 8.0),
        ("We want to fine-tune a 13B.", 13.0),
    ],
)
def test_the_size_to_train_is_read_in_words_and_the_largest_counts(text: str, size: float):
    assert value(text, "wish.train_params_b") == size


@pytest.mark.parametrize(
    "text",
    [
        "A tuned 2B beats GPT-3.5 on this.",
        "RoBERTa matches GPT-4 at a thousandth of the price.",
        "It is as good as Claude, in house.",
        "We tune a 2B and compare it with GPT-4o-mini and GPT-5.2.",
    ],
)
def test_a_hosted_model_that_something_is_measured_against_is_no_wish(text: str):
    assert "hosted_api" not in (value(text, "wish.deployments") or ())


def test_a_time_that_has_gone_by_is_no_horizon():
    assert value("Prompting has been measured for a year.", "time.horizon_months") is None
    assert value("It runs around the clock for three years.", "time.horizon_months") == 36


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("A university lab has 16 A100s for two weeks to pre-train a 13B.", 2),
        ("We have a grant of 64 A100s for eight weeks to train a Frisian model.", 8),
        ("We may use 32 MI250 of the national cluster for four weeks.", 4),
    ],
)
def test_weeks_that_machines_are_there_bound_a_run_and_no_project(text: str, weeks: float):
    assert value(text, "training.weeks_there") == weeks
    assert value(text, "time.deadline_weeks") is None


def test_weeks_of_something_else_are_no_slot():
    assert value("It keeps its logs for two weeks.", "training.weeks_there") is None
    assert value("It must be live in two weeks.", "training.weeks_there") is None


def test_a_processor_of_data_is_a_company():
    text = "Its letters forbid any outside processor."
    assert value(text, "data.boundary") == "own_network"
    assert "on_cpu" not in (value(text, "wish.deployments") or ())


def test_an_access_log_is_no_certificate():
    assert value("We want audited access for the staff.", "quality.bar") is None
    assert value("Every decision is audited.", "quality.bar") == "certified"
