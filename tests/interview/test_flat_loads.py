"""Loads that are flat, told in a sentence, and purchases that are weighed against a rent."""

from __future__ import annotations

import pytest

from tests.interview.read import found


@pytest.mark.parametrize(
    "text",
    [
        "It answers 11 million queries a day, the traffic is flat.",
        "We process 40,000 letters a day and the load is nearly flat.",
        "40,000 letters a day, load flat.",
    ],
)
def test_a_load_that_is_flat_comes_around_the_clock(text: str) -> None:
    read = found(text)
    assert read["workload.shape"] == "around_the_clock"
    assert read["workload.peak_factor"] == 1.5


@pytest.mark.parametrize(
    "text",
    [
        "Traffic has been flat for years, 4,000 questions a day.",
        "Traffic is flat year on year, 4,000 questions a day.",
        "Traffic is flat in working hours, 4,000 questions a day.",
    ],
)
def test_a_load_that_does_not_grow_or_is_even_in_the_daytime_comes_at_no_other_hour(text: str) -> None:
    assert found(text).get("workload.shape") != "around_the_clock"


def test_cards_called_bought_beside_rented_ones_are_only_weighed() -> None:
    read = found("We ask whether four bought 24 GB cards beat a rented 80 GB card for tuning a 7B.")
    assert "hardware.owned" not in read
    assert {device.count for device in read["wish.devices"]} == {4, 1}


def test_cards_that_were_bought_are_there() -> None:
    assert found("We have four bought 24 GB cards and no cloud.")["hardware.owned"][0].count == 4
