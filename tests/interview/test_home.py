"""Where those sit who ask, and where data that may not go to America are then processed."""

from __future__ import annotations

import pytest

from advisor.interview.assume import fill
from advisor.interview.sayings import Sayings
from advisor.profile import UNDECIDED, Profile
from advisor.strategy.use_cases import load_use_cases
from tests.interview.read import reader, value

COUNTRY, REGION, BOUNDARY = "team.country", "data.region", "data.boundary"


def assumed(text: str) -> Profile:
    """Return what a text says with what follows from it."""
    profile = Profile({hit.path: hit.answer for hit in reader().read(text).answers})
    return fill(profile, load_use_cases()[profile.text("use_case.kind", UNDECIDED)])


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("We are a charity in Leeds and want a chatbot.", "uk"),
        ("We're a small bakery, family-run, in Lyon.", "france"),
        ("A dentist in Graz wants to sort letters.", "austria"),
        ("I live in Oslo and want to search my notes.", "norway"),
        ("Our practice is in Vienna. Letters.", "austria"),
        ("We are a law firm in Spain and want a chatbot.", "spain"),
        ("We are based in the north of England.", "uk"),
        ("The town of Tampere wants to answer letters.", "finland"),
        ("Hello from Warsaw! We want a chatbot.", "poland"),
        ("We are a UK charity and want a chatbot.", "uk"),
        ("We are an engineering office in Berlin.", "germany"),
        ("Our small bakery in Lyon wants a chatbot.", "france"),
        ("We volunteers run a museum in Leeds.", "uk"),
        ("A Swiss insurer wants to sort mails.", "switzerland"),
    ],
)
def test_who_says_where_they_sit_tells_the_country(text: str, country: str) -> None:
    assert value(text, COUNTRY) == country


@pytest.mark.parametrize(
    "text",
    [
        "We have a customer in Paris and want a chatbot.",
        "We are a law firm with a client in Paris.",
        "We sell wine to shops in Paris.",
        "We are a firm that ships to Japan.",
        "Tourists from Berlin ask us things.",
        "We are looking for a hoster in Germany.",
        "We are a German course school and want a bot.",
        "We translate letters from Spain.",
        "The data must stay in France.",
        "We are not in Berlin any more.",
        "Best practice in Germany is a chatbot.",
        "No bank in London would take us.",
        "The power plant in France sold us a chatbot.",
        "Our firm translates books from Japan.",
        "We are happy with a model trained in Germany.",
        "We run a model trained in Germany.",
        "Hi from Sofia, who needs a chatbot.",
        "Paris is our dog. A chatbot for our hotel.",
    ],
)
def test_a_place_in_passing_tells_none(text: str) -> None:
    assert value(text, COUNTRY) is None


def test_the_table_of_cities_stays_small() -> None:
    cities = [city for row in Sayings("interview/home").table("city").values() for city in row]
    assert len(cities) <= 150
    assert len(cities) == len(set(cities))


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("A chatbot; nothing can go on some American server.", "eu"),
        ("A chatbot, and no American provider.", "eu"),
        ("A chatbot. Only European providers may see the texts.", "eu"),
        ("We are a charity in Leeds. A chatbot, no American provider.", "uk"),
        ("A bank in Zurich wants a chatbot, no US provider.", "switzerland"),
        ("We are a lab in Toronto. A chatbot, no US provider.", "canada"),
        ("We are a clinic in Boston. A chatbot, no American provider.", "eu"),
        ("We are a clinic in Boston. A chatbot, only European providers.", "eu"),
        ("A chatbot, no us provider.", "eu"),
        ("A chatbot in English and Italian. No American provider.", "eu"),
        ("A chatbot in Spanish. No American provider.", "eu"),
    ],
)
def test_data_that_may_not_go_to_america_stay_at_home_or_in_europe(text: str, region: str) -> None:
    filled = assumed(text)
    answer = filled.get(REGION)
    assert filled.text(BOUNDARY) == "sovereign"
    assert answer is not None
    assert (answer.value, answer.state) == (region, "assumed")


@pytest.mark.parametrize(
    "text",
    [
        "A chatbot; no foreign provider may see the texts.",
        "A chatbot in Hindi; no American provider.",
        "A chatbot in English and Hindi; no American provider.",
        "A chatbot; nothing from us may go to a foreign provider.",
        "We are a charity in Leeds and want a chatbot.",
    ],
)
def test_no_region_is_made_up_where_none_follows(text: str) -> None:
    assert not assumed(text).text(REGION)


def test_why_europe_is_taken_is_said() -> None:
    answer = assumed("A chatbot, and no American provider.").get(REGION)
    assert answer is not None
    assert "you named no country" in str(answer.said)
