"""Who people are, what they know and the language of texts tell no task; what is wished for tells it."""

from __future__ import annotations

import pytest

from advisor.interview.reading import passage
from advisor.interview.who import TRADE, WHO, without_who
from tests.interview.read import found, value

KIND = "use_case.kind"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two engineers, no ML people. We want a chatbot for 5,000 questions a day.", "chatbot"),
        ("I code as a hobby. I want to sort my mails into categories.", "classification"),
        ("Our developers know Python. We want to transcribe 40 hours of council meetings a week.", "voice"),
        (
            "I'm a software developer and my father grows tomatoes; I'd like to spot sick leaves on photos.",
            "vision",
        ),
        (
            "The team: three backend engineers and a designer. Predict which subscribers will cancel.",
            "tabular",
        ),
        ("Our contracts are in Polish, some 20 pages each. Summarise 500 of them a month.", "extraction"),
        ("The manuals are written in Welsh and English; mechanics ask them questions.", "document_qa"),
        (
            "All our mails are in Dutch and French. Route 2,000 a day to the right department.",
            "classification",
        ),
        ("I studied law and used to be a translator. A chatbot for our hotel's guests.", "chatbot"),
        (
            "I write scripts for a living. The library wants visitors to ask questions about old books.",
            "document_qa",
        ),
    ],
)
def test_people_and_languages_tell_no_task(text: str, kind: str) -> None:
    assert value(text, KIND) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Our developers want completions in the editor, 200 people.", "code"),
        ("Help 40 engineers write Verilog.", "code"),
        ("We are a hospital. We want a tool that writes unit tests for our software.", "code"),
        ("Our contracts are in Polish and we need them in English, 500 a month.", "translation"),
        ("We want to translate our handbook into Polish.", "translation"),
        ("I translate patents for a living and want to be faster.", "translation"),
    ],
)
def test_what_is_wished_tells_it_whoever_wishes(text: str, kind: str) -> None:
    assert value(text, KIND) == kind


@pytest.mark.parametrize(
    "text", ["Two engineers.", "There are six of us, all programmers.", "Nobody here can code."]
)
def test_people_alone_tell_nothing(text: str) -> None:
    assert KIND not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody knows how many tokens the code assistant takes.",
        "25,000 comments are coded by lawyers.",
        "We know our customers' questions.",
        "I'm looking for software that reviews code.",
        "Our programs are in COBOL.",
        "We have built a classifier for tickets.",
        "Agents speak to customers on the phone.",
    ],
)
def test_words_of_the_work_stay(text: str) -> None:
    assert without_who(passage(text), WHO, TRADE).text == text


def test_every_place_stays_where_it_was() -> None:
    text = "Two engineers. A chatbot for our shop."
    blank = without_who(passage(text), WHO).text
    assert len(blank) == len(text)
    assert blank.index("chatbot") == text.index("chatbot")


@pytest.mark.parametrize(
    "text",
    [
        "I would like to make an app that describes the surroundings to blind people.",
        "App for my phone that tells blind people what is around them.",
        "Glasses that read street signs aloud to people who can't see.",
        "It says what is on the shelf in front of a visually impaired shopper.",
        "An app that tells blind students what is around them.",
        "Blind readers use our app to hear what is on the labels around them.",
    ],
)
def test_what_tells_people_what_they_do_not_see_must_see(text: str) -> None:
    read = found(text)
    assert read["use_case.modality"] == "image"
    assert read["use_case.writes"] is True


@pytest.mark.parametrize(
    "text",
    [
        "A chatbot that answers blind people's questions about benefits, 300 a day.",
        "Read our web pages aloud to blind readers with a natural voice.",
        "We run double-blind studies and describe the steps in a report.",
        "A blind review of labels, 40 a day.",
        "Descriptions of houses and their surroundings for our listings, from notes of agents.",
    ],
)
def test_what_is_read_or_asked_needs_no_eyes(text: str) -> None:
    assert found(text).get("use_case.modality") != "image"


@pytest.mark.parametrize(
    "text",
    [
        "Nobody here is technical. We want a chatbot for the club, 200 members.",
        "None of us is a developer. We want a chatbot for the club, 200 members.",
        "5 engineers who fine-tuned models before. We want a support bot, 400 tickets a day.",
        "We have two developers who have trained models. We want a chatbot for 200 guests.",
    ],
)
def test_what_people_are_or_have_done_is_no_task_and_no_wish(text: str) -> None:
    read = found(text)
    assert read[KIND] == "chatbot"
    assert "wish.adaptations" not in read


def test_who_has_tuned_before_may_wish_to_tune_again() -> None:
    text = "We have 3 people who have trained models; we want to fine-tune Llama on 5,000 tickets."
    assert value(text, "wish.adaptations") == ("lora",)


@pytest.mark.parametrize("made", ["lesson plans written by AI", "blog posts drafted by an AI"])
def test_that_an_ai_makes_it_tells_nothing_of_what_is_made(made: str) -> None:
    assert value(f"We want {made} for 30 teachers.", KIND) == "extraction"
