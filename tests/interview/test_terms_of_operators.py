"""Who owns an operator binds the data; what is offered, or only called sovereign, binds nothing."""

from __future__ import annotations

import pytest

from advisor.api import Advisor


def told(advisor: Advisor, text: str, path: str) -> object:
    found = {hit.path: hit.answer.value for hit in advisor.read(text, None).answers}
    return found.get(path)


@pytest.mark.parametrize(
    "text",
    [
        "We may only use processors under EU ownership.",
        "Law: only operators under national or EU ownership.",
        "The auditor asks that data and provider both be European.",
    ],
)
def test_an_owner_under_european_law_is_a_rule_of_sovereignty(advisor: Advisor, text: str) -> None:
    assert told(advisor, text, "data.boundary") == "sovereign"


@pytest.mark.parametrize(
    "text", ["Letters may go to an EU processor bound to secrecy.", "Privileged, EU processor ok."]
)
def test_a_processor_of_the_eu_keeps_data_in_that_region(advisor: Advisor, text: str) -> None:
    assert told(advisor, text, "data.boundary") == "region"
    assert told(advisor, text, "data.region") == "eu"


@pytest.mark.parametrize(
    "text",
    [
        "A club wants a national sovereign chatbot about old laws.",
        "A donor pays on the condition that a sovereign model be trained.",
        "Our customers are European and our providers are many.",
    ],
)
def test_a_model_of_ones_own_nation_binds_no_data(advisor: Advisor, text: str) -> None:
    assert told(advisor, text, "data.boundary") != "sovereign"


@pytest.mark.parametrize(
    "text",
    [
        "Hints during calls within two seconds. A contractor offers half price by overnight jobs.",
        "We want the half-price overnight queue for our live reading assistant, whose readers wait.",
    ],
)
def test_a_batch_for_what_people_wait_for_may_not_be_late(advisor: Advisor, text: str) -> None:
    assert told(advisor, text, "latency.batch_ok") is not True


def test_a_batch_that_is_wanted_may(advisor: Advisor) -> None:
    assert told(advisor, "Reports are wanted; overnight is fine.", "latency.batch_ok") is True


@pytest.mark.parametrize(
    "text",
    [
        "Nobody has ever counted requests, peaks or tokens.",
        "Nine servers, and nobody records their use.",
        "Own or rent? The note comes with no load, no term and no data class.",
    ],
)
def test_a_load_that_nobody_counted_is_not_measured(advisor: Advisor, text: str) -> None:
    assert told(advisor, text, "workload.measured") is False


@pytest.mark.parametrize("text", ["The truck drives with no load.", "Nobody counts calls by hand any more."])
def test_what_is_no_load_of_a_model_is_not_counted(advisor: Advisor, text: str) -> None:
    assert told(advisor, text, "workload.measured") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Brokers choose among 5,300 tariff codes, 120,000 lines a day.", "classification"),
        ("Remark coding: short remarks are put into 40 codes.", "classification"),
        ("Tweet polarity: 50,000 tweets, plus or minus.", "classification"),
        ("Personal digests for two million readers every morning.", "extraction"),
        ("Most calls repeat the commonest questions of the public.", "chatbot"),
    ],
)
def test_what_is_to_be_done_is_told_by_what_comes_out(advisor: Advisor, text: str, kind: str) -> None:
    assert told(advisor, text, "use_case.kind") == kind
