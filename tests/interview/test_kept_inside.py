"""Plain words for data that stays where it is, in many trades; what only sounds like it binds nothing."""

from __future__ import annotations

import pytest

from tests.interview.read import value

BOUNDARY = "data.boundary"


@pytest.mark.parametrize(
    "text",
    [
        "Sixty lawyers; engagement letters bar any third party from processing case files.",
        "The donor agreement bars third parties from handling the samples' records.",
        "Three banks do not let source code out of their own data halls.",
        "The mill does not let recipes out of its own lab.",
        "A sociologist may not let interview recordings leave her own Mac.",
        "A youth centre wants a bot on a machine of its own, no outside service.",
        "Search over my photos on a home server; nothing uploaded.",
        "A 30-lawyer firm must keep files inside.",
        "The clinic has to keep its letters inside.",
        "A central bank's own-network rule covers its assistant.",
        "A materials lab wants a model for 6 chemists, secrets stay.",
        "Answers from contracts, nothing outside the bank's own hall.",
        "A founder wants GPT quality, no data to any provider.",
        "A police lab cannot send data anywhere.",
        "A private bank must keep drafting inside its own hall.",
        "Audio must stay in the house; home assistant.",
        "A Swiss bank's rule names its own vault hall as the only place for client names.",
        "A court wants to serve a 70B inside its own server room.",
        "Schools allow no child data off the tablet.",
        "A hospital group forbids any note leaving its network.",
        "Sort findings into 9 codes on the server; nothing may go out.",
        "Staff answers inside the house by law.",
        "Rules keep the sheets inside the clinics.",
        "Letters only within the walls, 120 a day.",
        "A chip designer serves a model; code must stay; it owns two nodes.",
        "Auditors require prompts to stay on equipment it controls.",
        "A port wants: no cloud, 400 users at once.",
        "The law demands no child's voice in any cloud.",
    ],
)
def test_what_stays_inside_keeps_to_the_own_network(text: str) -> None:
    assert value(text, BOUNDARY) == "own_network"


@pytest.mark.parametrize(
    "text",
    [
        "A supplier has a sealed network for 600 engineers.",
        "The plant's control network is one-way outward only.",
        "A law office wants an assistant that runs with the network cable out.",
        "A defence lawyer wants a sealed machine, never online.",
        "Our one laptop never touches a network.",
        "A defence institute works in an isolated hall.",
    ],
)
def test_a_network_that_is_sealed_has_no_way_out(text: str) -> None:
    assert value(text, BOUNDARY) == "air_gapped"


@pytest.mark.parametrize(
    "text",
    [
        "A chamber lets a contracted provider summarise files as long as it all stays inside the Union.",
        "Customers must stay inside the app during checkout.",
        "Nothing outside the budget of 3,000 dollars.",
        "We cannot send anybody to the site, so photos must do.",
        "Visitors must keep bags inside.",
        "We keep drafting inside Word and want it faster.",
        "Nothing was uploaded yesterday because the upload failed.",
        "No data to train on.",
        "Costs stay low and guests stay with us for two nights.",
        "We do not let passengers out of their seats.",
        "No outside service calls were made by technicians.",
        "A dance company rehearses inside its own hall.",
        "Nothing goes out without a check by an editor.",
        "Nothing goes out of stock without warning.",
        "No cloud account yet, one could be opened.",
        "We have no cloud experience.",
        "Letters are kept in the archive for ten years.",
        "Records must stay available for ten years.",
        "The law keeps lawyers in work.",
    ],
)
def test_what_only_sounds_like_it_binds_nothing(text: str) -> None:
    assert value(text, BOUNDARY) is None


def test_processing_that_stays_inside_a_union_binds_to_the_place_and_not_to_the_network() -> None:
    text = "A provider may summarise files as long as processing stays inside the EU."
    assert value(text, BOUNDARY) == "region"
    assert value(text, "data.region") == "eu"


@pytest.mark.parametrize(
    "text",
    [
        "Nothing about a client may leave our building, not even under a contract.",
        "No patient record may leave the clinic.",
        "We may send nothing out.",
        "Essays that I do not want to upload anywhere.",
    ],
)
def test_a_ban_with_words_between_its_denial_and_its_verb_is_heard(text: str) -> None:
    assert value(text, "data.boundary") == "own_network"


@pytest.mark.parametrize(
    "text",
    [
        "No data to providers without a contract.",
        "We do not allow providers to process data outside the EU.",
        "Never send data elsewhere than Germany.",
        "Our tickets are one-way or return.",
        "Many members have never been online, so a telephone bot is needed.",
        "No child may leave the school alone.",
        "No car may leave our factory without a test drive.",
    ],
)
def test_a_ban_with_a_condition_or_of_other_things_keeps_nothing_inside(text: str) -> None:
    assert value(text, "data.boundary") not in {"own_network", "air_gapped"}


@pytest.mark.parametrize(
    "text",
    ["We need 64 CPU cores for 4,000 letters a day.", "A rented server with 64 CPU cores sorts mails."],
)
def test_cores_that_are_needed_or_rented_are_nobodys_own(text: str) -> None:
    assert value(text, "hardware.owned") is None


@pytest.mark.parametrize(
    "text",
    [
        "No clouds. The camera watches the sky.",
        "Detect weather: rain, fog, no clouds.",
        "Solar yield is forecast for days with no clouds.",
    ],
)
def test_a_clear_sky_keeps_nothing_inside(text: str) -> None:
    assert value(text, BOUNDARY) is None


@pytest.mark.parametrize("text", ["Letters of patients, no clouds.", "No clouds, no APIs: 300 letters."])
def test_clouds_of_providers_are_still_forbidden(text: str) -> None:
    assert value(text, BOUNDARY) == "own_network"


@pytest.mark.parametrize(
    "text",
    [
        "Our EU contracts are checked by two lawyers.",
        "We review EU contracts, 40 a day.",
        "We compared EU models and US models.",
    ],
)
def test_contracts_to_be_read_and_models_that_were_compared_bind_no_data(text: str) -> None:
    assert value(text, "data.region") is None


@pytest.mark.parametrize(
    "text",
    [
        "EU contract in place; 7,000 cases a day.",
        "EU contracts with providers are signed.",
        "EU models only.",
        "A hosted EU model mislabels 3 of 100.",
    ],
)
def test_contracts_and_models_of_providers_bind_them(text: str) -> None:
    assert value(text, "data.region") == "eu"
