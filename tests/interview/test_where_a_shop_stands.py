"""Who lets room for any server is named where a shop stands too: only a model there is one that is hosted."""

from __future__ import annotations

import pytest

from tests.interview.read import found

WISH, TODAY = "wish.deployments", "current.deployments"


@pytest.mark.parametrize(
    "text",
    [
        "Site search for our shop, 1.2 million searches a month. We're hosted at Hetzner.",
        "Our web shop runs on Scaleway; improve its search.",
        "Our site is on a Vultr server and we want a chatbot for it.",
        "We have been customers of Hetzner for years; sort our mails.",
    ],
)
def test_where_a_shop_stands_is_no_rented_card(text: str) -> None:
    assert not {WISH, TODAY} & set(found(text))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("A Hetzner GEX44 with a card runs our model.", WISH),
        ("We host Llama at Scaleway and answer tickets.", TODAY),
        ("Should we rent at Vultr for our chatbot?", WISH),
        ("Should we take RunPod for our chatbot?", WISH),
    ],
)
def test_a_model_that_stands_there_is_on_rented_cards(text: str, path: str) -> None:
    value = found(text).get(path)
    assert isinstance(value, tuple)
    assert "self_host_rented" in value
