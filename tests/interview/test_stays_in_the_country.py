"""A country binds data to a region, whoever owns cards; a network of one's own is said so, or taken back."""

from __future__ import annotations

import pytest

from tests.interview.read import value

BOUNDARY = "data.boundary"


@pytest.mark.parametrize(
    "text",
    [
        "Call data is not allowed to leave the country; four A100 stand in our server room.",
        "A registry's entries must remain on national soil.",
        "All processing must take place in Brazil; 900 claims a day.",
        "The recordings may never cross the national borders, and we own 2 H100.",
        "Customer files must not leave Kenyan territory.",
        "It has to be hosted here in Chile; 500 chats a day.",
        "No tape may be taken out of the kingdom: tapes must not be taken out of the kingdom.",
    ],
)
def test_what_stays_in_the_country_is_bound_to_a_region(text: str) -> None:
    assert value(text, BOUNDARY) == "region"


@pytest.mark.parametrize(
    "text",
    [
        "Not only our own network.",
        "It need not be our own network.",
        "It need not stay in our own network.",
        "It does not have to stay on our own servers.",
        "The letters are not bound to our own data centre.",
    ],
)
def test_a_network_of_ones_own_can_be_taken_back(text: str) -> None:
    assert value(text, BOUNDARY) is None


def test_what_is_taken_back_may_still_be_bound_to_the_country() -> None:
    text = "Not only our own network: it must stay in the country."
    assert value(text, BOUNDARY) == "region"


@pytest.mark.parametrize(
    "text",
    [
        "Data must stay in our own network.",
        "It may only run in our own network.",
        "Letters must not leave our own network.",
        "Patient files must not leave.",
    ],
)
def test_a_network_of_ones_own_binds_where_it_is_said(text: str) -> None:
    assert value(text, BOUNDARY) == "own_network"
