"""What may not be sent, given or put somewhere binds the data; what merely is not sent there does not."""

from __future__ import annotations

import pytest

from advisor.api import Advisor


def boundary(advisor: Advisor, text: str) -> object:
    found = {hit.path: hit.answer.value for hit in advisor.read(text, None).answers}
    return found.get("data.boundary")


@pytest.mark.parametrize(
    "text",
    [
        "Must stay on our servers.",
        "We can't put client data in the cloud.",
        "Our works council forbids sending anything outside.",
        "Customer files may not be given to OpenAI or the like.",
        "No names of kids may go to some AI company.",
        "Our data protection officer won't let us put pupils' essays in the cloud.",
        "The ministry does not allow sending case files outside.",
        "Nobody may paste contracts into ChatGPT.",
        "None of the medical letters may ever end up in somebody else's cloud.",
        "I don't want my diary going to OpenAI.",
        "The union does not want voice recordings sent to Microsoft.",
        "You must not process patient files through external APIs.",
    ],
)
def test_a_denied_sending_to_those_outside_keeps_data_in_the_network(advisor: Advisor, text: str) -> None:
    assert boundary(advisor, text) == "own_network"


@pytest.mark.parametrize(
    "text",
    [
        "Translate contracts without sending data to US companies.",
        "Draft replies without giving our files to an American provider.",
        "No patient letters may be handed to a foreign AI firm.",
        "Parents do not want their kids' pictures to go to American firms.",
    ],
)
def test_a_denied_sending_under_foreign_law_asks_for_an_operator_outside_it(
    advisor: Advisor, text: str
) -> None:
    assert boundary(advisor, text) == "sovereign"


@pytest.mark.parametrize(
    "text",
    [
        "We can send everything to OpenAI, that is fine.",
        "No problem to put it in the cloud.",
        "We summarise tickets; please don't send us spam.",
        "We have not put anything in the cloud yet.",
        "We do not put anything in the cloud yet.",
        "We can't send our videos to the cloud, it is too expensive.",
        "We never send more than 20 requests a day to OpenAI.",
        "The bot should not send customers to external companies' web shops.",
        "Why can't we put this in the cloud like everyone else?",
        "We don't have to go through the cloud.",
    ],
)
def test_what_may_be_sent_or_merely_is_not_sent_binds_nothing(advisor: Advisor, text: str) -> None:
    assert boundary(advisor, text) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A charity drafts replies to letters, 60 a week. Nothing on an American server.", "sovereign"),
        ("A charity drafts replies to letters; none of it with an American company.", "sovereign"),
        ("A charity drafts replies to letters. Not on an American server.", "sovereign"),
        ("A charity drafts replies to letters, no American servers please.", "sovereign"),
        ("A charity drafts replies to letters. No U.S. provider.", "sovereign"),
        ("A charity drafts replies to letters. Nothing in the cloud.", "own_network"),
        ("A charity drafts replies to letters, and nothing off site.", "own_network"),
        ("We tag photos, 300 a day; no picture may leave the building.", "own_network"),
        ("We tag photos, 300 a day. Not one scan may leave the hospital.", "own_network"),
        ("My client's code doesn't leave my machine. Coding help.", "own_network"),
        ("Coding help. Client code won't leave my laptop.", "own_network"),
        ("We have nothing in the cloud yet. A chatbot for our shop.", None),
        ("Nothing in the cloud yet. A chatbot for our shop.", None),
        ("We have nothing on an American server today. A chatbot for our shop.", None),
        ("A bot that answers questions about wine, and nothing outside that.", None),
        ("The bot doesn't leave our servers idle.", None),
        ("We sell no American servers. A chatbot for our shop.", None),
        ("Drafts of novels, no American spelling please.", None),
    ],
)
def test_a_short_veto_binds_and_a_state_of_today_does_not(
    advisor: Advisor, text: str, place: str | None
) -> None:
    assert boundary(advisor, text) == place


def test_those_to_whom_nothing_may_be_sent_are_nobodys_wish(advisor: Advisor) -> None:
    found = {hit.path for hit in advisor.read("I don't want my diary going to OpenAI.", None).answers}
    assert "wish.deployments" not in found


def test_people_who_stay_indoors_are_no_data(advisor: Advisor) -> None:
    assert boundary(advisor, "Users cannot go outside in winter, so they chat with our bot.") is None
