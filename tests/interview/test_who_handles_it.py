"""What is wrong and handed to a person is looked at; what is only tried, measured or mentioned is no wish."""

from __future__ import annotations

import pytest

from tests.interview.read import value

CHECKED, PLACES, FIRST = "quality.human_review", "wish.deployments", "priorities.order"


@pytest.mark.parametrize(
    "text",
    [
        "We settle 3,000 claims a day; wrong ones go to an adjuster.",
        "Anything doubtful is passed to a clerk; sort 5,000 letters a day.",
        "Rejected photos are sent to an inspector; we check welds.",
        "Flagged invoices always get handed to our accountants.",
    ],
)
def test_who_gets_what_is_wrong_checks_it(text: str) -> None:
    assert value(text, CHECKED) is True


@pytest.mark.parametrize(
    "text",
    [
        "Wrong parcels go to a depot; read labels of 9,000 parcels a day.",
        "Flagged files go to the team folder.",
    ],
)
def test_a_place_checks_nothing(text: str) -> None:
    assert value(text, CHECKED) is None


@pytest.mark.parametrize(
    "text",
    ["We tried GPT-4 on our claims and it was fine.", "We tested Claude on 40 letters last year; 300 a day."],
)
def test_a_service_that_was_tried_is_no_wish(text: str) -> None:
    assert "hosted_api" not in (value(text, PLACES) or ())


def test_a_service_that_is_wished_for_is_one() -> None:
    assert "hosted_api" in (value("We want to use GPT-4 for our claims.", PLACES) or ())


@pytest.mark.parametrize(
    "text", ["A utility with 2 million smart meters forecasts load.", "Smart meters send data."]
)
def test_meters_that_measure_hold_no_model(text: str) -> None:
    assert "on_device_edge" not in (value(text, PLACES) or ())


def test_a_model_in_each_meter_is_on_the_device() -> None:
    assert "on_device_edge" in (value("It must run on each smart meter.", PLACES) or ())


def test_confidentiality_that_is_taken_lightly_is_not_the_first_thing() -> None:
    text = (
        "Client confidentiality matters, but we are on Microsoft 365 anyway. 60 lawyers ask about contracts."
    )
    assert value(text, FIRST) is None
    assert value("Client confidentiality comes first: 60 lawyers ask.", FIRST) == ("privacy",)
