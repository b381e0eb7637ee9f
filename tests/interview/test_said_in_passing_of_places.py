"""Where it must run and where data may go: words of batch work, sellers and rumours bind nothing."""

from __future__ import annotations

import pytest

from tests.interview.read import value


def places(text: str) -> tuple[object, ...]:
    held = value(text, "wish.deployments")
    return held if isinstance(held, tuple) else ()


@pytest.mark.parametrize(
    "text",
    [
        "Frequent queries are precomputed offline with a large model and cached.",
        "The teacher labels 20 million pairs offline and a student learns from them.",
        "An offline teacher fills the cache for head terms.",
        "A ranker of equal offline accuracy is twice as fast.",
        "Scoring offline, serving live: a marketplace ranks products.",
        "The agents' budget runs without limit.",
    ],
)
def test_what_is_worked_out_ahead_of_time_needs_no_place_without_a_network(text: str) -> None:
    assert value(text, "hardware.offline") is None


@pytest.mark.parametrize(
    "text",
    [
        "The tablet answers questions offline in the mine.",
        "It has to transcribe interviews offline.",
        "Wi-Fi drops between the shelves of the depot.",
        "The hall has no dependable network.",
        "Radio cover is patchy on the slopes.",
        "It must brake also when the 5G drops.",
        "The satellite link fails for hours.",
        "A helper for the ferry that runs without the internet.",
        "It should never be online.",
    ],
)
def test_a_network_that_comes_and_goes_is_none_to_rely_on(text: str) -> None:
    assert value(text, "hardware.offline") is True


@pytest.mark.parametrize(
    "text",
    ["An online shop wants a chatbot.", "The network drops two points of accuracy.", "An online guardrail."],
)
def test_a_shop_on_the_web_and_a_net_of_neurons_say_nothing_of_the_network(text: str) -> None:
    assert value(text, "hardware.offline") is None


@pytest.mark.parametrize(
    ("text", "boundary"),
    [
        ("The lab works on a network with no outside link.", "air_gapped"),
        ("The control network is physically separate by law.", "air_gapped"),
        ("A yard whose network has no route out asks for a coder.", "air_gapped"),
        ("The rules forbid giving recordings to any third party.", "own_network"),
        ("Our clients forbid third-party AI services.", "own_network"),
        ("The customer forbids its source code to leave its data centre.", "own_network"),
        ("All manuscripts: the agency must keep texts in house.", "own_network"),
        ("Scans must stay in the museum's data centre.", "own_network"),
        ("The partners want that files stay on our server.", "own_network"),
        ("No student data off campus.", "own_network"),
        ("Notes must be processed inside the EEA.", "region"),
        ("Processing by a company outside US jurisdiction is demanded.", "sovereign"),
        ("Counsel excludes any US-owned provider, even in an EU region.", "sovereign"),
        ("Files may not reach any company under US law.", "sovereign"),
        ("Nothing may be stored by third parties.", "contract"),
        ("Its only demand is that nobody keeps the text.", "contract"),
        ("We need a sovereign cloud.", "sovereign"),
    ],
)
def test_where_data_may_go_is_told_in_many_ways(text: str, boundary: str) -> None:
    assert value(text, "data.boundary") == boundary


@pytest.mark.parametrize(
    "text",
    [
        "A sovereign wealth fund wants a model of its own.",
        "A reseller pitches a sovereign GPU rack.",
        "They were told that HIPAA forbids cloud AI.",
        "Some clients forbid third-party AI services, most do not mind.",
        "We train on open text and licensed books.",
        "The library is closed: its network is closed on Sundays to readers.",
    ],
)
def test_a_pitch_a_rumour_and_a_part_of_the_clients_bind_no_data(text: str) -> None:
    assert value(text, "data.boundary") is None


def test_a_contract_that_was_turned_down_is_none() -> None:
    text = "A BAA and a dedicated cloud were rejected."
    assert value(text, "data.contract_obtainable") is False
    assert value(text, "data.boundary") is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Each classifier had its own BERT on its own box.", "on_prem"),
        ("The compiler targets its own hardware language.", "on_prem"),
        ("It runs on the players' own RTX cards.", "on_prem"),
        ("An open model with three in-house adapters.", "on_prem"),
        ("Sixty adapters on one base share a GPU.", "shared_cluster"),
        ("Tuning took $12 of GPU time.", "shared_cluster"),
        ("The planner and the coder take turns in a loop.", "shared_cluster"),
        ("A firm serves an open 13B one request at a time.", "managed_open_endpoint"),
        ("SARIMAX, XGBoost and a hybrid were compared.", "hybrid"),
        ("They were told that the law forbids cloud AI.", "hosted_api"),
        ("The exam questions go online in May.", "hybrid"),
        ("Customers ask questions when online.", "hybrid"),
        ("At the office they can use a large meeting room.", "hybrid"),
        ("At home they can use the cloud model.", "hybrid"),
        ("When offline, we fall back to paper forms.", "hybrid"),
    ],
)
def test_words_of_a_place_that_are_none_are_no_wish_for_it(text: str, place: str) -> None:
    assert place not in places(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("We want it on our own hardware.", "on_prem"),
        ("It should run in-house.", "on_prem"),
        ("Four institutes share a GPU cluster.", "shared_cluster"),
        ("We would apply for a grant of GPU time.", "shared_cluster"),
        ("We want a provider that hosts open Llama.", "managed_open_endpoint"),
        ("A hybrid of our own servers and the cloud.", "hybrid"),
        ("Windows and music always, open questions when online.", "hybrid"),
        ("Look-ups must work there, a long diagnosis may wait for signal.", "hybrid"),
        ("The tablet runs a small model; ashore they can ask a larger model.", "hybrid"),
        ("The valley has no coverage; hard questions when the link is up.", "hybrid"),
        ("The network is mostly there; offline it may fall back to commands.", "hybrid"),
        ("It must run on the players' own RTX cards.", "on_device_edge"),
    ],
)
def test_a_wish_for_a_place_is_still_heard(text: str, place: str) -> None:
    assert place in places(text)


@pytest.mark.parametrize(
    ("text", "device"),
    [
        ("An agency asks for quotes for a $6,000 workstation.", None),
        ("One founder prices a $14k workstation.", None),
        ("Each group applied for a workstation.", None),
        ("A tractor dealer wants answers from 40 manuals.", None),
        ("The bot states free car places on the ferry.", None),
        ("It has to run on each engineer's workstation.", "desktop_gpu"),
        ("The tractor must see weeds by itself.", "vehicle"),
        ("It runs on the players' own RTX cards.", "desktop_gpu"),
    ],
)
def test_what_is_bought_or_traded_is_not_the_device_that_it_runs_on(text: str, device: str | None) -> None:
    assert value(text, "hardware.edge_device") == device


@pytest.mark.parametrize(
    "text",
    ["A corpus of 24B-token filings.", "The board dreams of our own pharma GPT.", "BGE-M3 embeds the pages."],
)
def test_text_a_dream_and_an_embedder_are_no_model_or_chip_that_is_wanted(text: str) -> None:
    assert value(text, "wish.model") is None
    assert value(text, "wish.devices") is None
    assert value(text, "hardware.owned") is None


def test_who_waits_is_patient() -> None:
    assert value("One writer, private, patient.", "data.sensitivity") is None
    assert value("Letters to each patient.", "data.sensitivity") == ("health",)


def test_no_cloud_bill_is_no_ban_on_clouds() -> None:
    assert value("Rewriting on laptops: no cloud bill.", "exclusions.deployments") is None
    assert value("Rewriting on laptops, no cloud.", "exclusions.deployments") == ("hosted_api",)
