"""What ordinary sentences do not say: words of a rule, a load or a wish that speak there of other things."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Traffic is even higher on Mondays.", "workload.shape"),
        ("Traffic is even higher on Mondays.", "workload.peak_factor"),
        ("Our current hosting provider is European.", "data.boundary"),
        ("We are a family company in European hands and sell shoes.", "data.boundary"),
        ("We are a family company in European hands and sell shoes.", "data.region"),
        ("We have no data retention policy yet.", "data.no_retention"),
        ("So far nothing is stored there.", "data.no_retention"),
        ("The old program took 400 MB of memory.", "hardware.edge_memory_gb"),
        ("The city pays an independent consultant to check the plan.", "team.own_time"),
        ("We pay a freelance translator.", "team.own_time"),
        ("An independent attorney and 12 paralegals draft letters.", "team.own_time"),
        ("Assembly instructions no longer help our customers.", "quality.plateau"),
        ("We stopped using an LLM for this.", "wish.language_model"),
        ("The hosted API was at 99.9% uptime last year.", "evidence.worked"),
        ("The hosted API was available 99.9% last year.", "evidence.worked"),
    ],
)
def test_what_is_not_said_is_not_read(text: str, path: str) -> None:
    assert value(text, path) is None


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("Traffic is even all day.", "workload.shape", "around_the_clock"),
        ("The provider must be European.", "data.boundary", "sovereign"),
        ("Only companies in European hands may process it.", "data.boundary", "sovereign"),
        ("The provider has a no retention policy.", "data.no_retention", True),
        ("It may go to an outside provider if nothing is stored there.", "data.no_retention", True),
        ("The watch has 300 MB of memory.", "hardware.edge_memory_gb", 0.3),
        ("Laptops with 16 GB of RAM. On the phone it took 400 MB of memory.", "hardware.edge_memory_gb", 16),
        ("I'm an independent translator.", "team.own_time", True),
        ("Longer instructions no longer help.", "quality.plateau", True),
        ("It is answered using an LLM.", "wish.language_model", True),
        ("We answer mails in 12 languages, on the phone actually only in English.", "language.count", 12),
        (
            "A line makes 5000 parts a day. Cameras find cracks and scrap the parts.",
            "workload.requests_per_day",
            5000,
        ),
        (
            "Chatbot. In two years we expect 800 questions a day, currently 200 a day.",
            "workload.requests_per_day",
            200,
        ),
        (
            "The office reviews every draft.",
            "quality.human_review",
            True,
        ),
    ],
)
def test_what_is_said_still_is(text: str, path: str, wanted: object) -> None:
    assert value(text, path) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Our two bought L40S are slower than the cloud.",
        "The physics department wants a chatbot. Four A100 belong to the department.",
        "Four A100 belong to the IT department, which runs our chatbot on them.",
    ],
)
def test_cards_of_the_house_that_asks_are_owned(text: str) -> None:
    assert "hardware.owned" in found(text)


def test_two_numbers_of_other_things_stay_where_they_are() -> None:
    told = found("In 2027 we have 3 developers, currently 200 questions a day")
    assert told["team.skill"] == "developers"
    assert "workload.growth_per_year" not in told
