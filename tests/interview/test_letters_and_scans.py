"""What is written on paper is read and not heard, and pictures of it are no text that is held."""

from __future__ import annotations

import pytest

from advisor.interview.unheard import forbids
from tests.interview.read import found, value

MODALITY, KIND, CORPUS = "use_case.modality", "use_case.kind", "language.corpus_tokens"


@pytest.mark.parametrize(
    "text",
    [
        "An archive of letters, scanned, handwriting from 1780. We would like them transcribed.",
        "The parish wants its registers transcribed, 40,000 pages.",
        "Court rolls of 1600 in secretary hand, 300,000 pages, are to be transcribed.",
        "Transcribe our minute books of 1850 to 1930.",
        "We have diaries in Kurrent and want all of them transcribed.",
    ],
)
def test_what_is_written_on_paper_is_an_image(text: str) -> None:
    answers = found(text)
    assert answers.get(MODALITY) == "image"
    assert answers.get(KIND) != "voice"


@pytest.mark.parametrize(
    "text",
    [
        "Transcribe 2,500 calls a day.",
        "Transcribe calls and send letters to the callers.",
        "We transcribe the letters that people dictate by phone.",
        "Interviews with old farmers are to be transcribed; diaries lie beside them.",
    ],
)
def test_what_is_heard_stays_sound(text: str) -> None:
    assert found(text).get(MODALITY) == "audio"


@pytest.mark.parametrize(
    "text",
    [
        "400 GB of scanned handwritten letters",
        "2 TB of scanned newspapers",
        "300 GB of digitised church books",
    ],
)
def test_pictures_of_text_are_no_text(text: str) -> None:
    assert value(text, CORPUS) is None


def test_text_is_text() -> None:
    assert value("400 GB of texts in Tibetan, train a model", CORPUS) == 1e11


@pytest.mark.parametrize(
    ("sentence", "forbidden"),
    [
        ("No hardware to speak of", False),
        ("No servers worth mentioning", False),
        ("No graphics cards of note", False),
        ("No cloud tools please", True),
        ("No outside provider may see it", True),
    ],
)
def test_what_is_hardly_there_is_forbidden_by_nobody(sentence: str, forbidden: bool) -> None:
    assert forbids(sentence) is forbidden


@pytest.mark.parametrize(
    "text",
    [
        "Letters in German Kurrent are to be transcribed.",
        "Registers in secretary hand, 300,000 pages.",
        "Postcards in Sütterlin that nobody here can read.",
        "An archive with handwriting from 1780 to 1920.",
    ],
)
def test_old_hands_are_far_from_what_models_have_read(text: str) -> None:
    assert value(text, "quality.domain_gap") == "high"


@pytest.mark.parametrize(
    "text", ["Handwritten notes of nurses.", "Forms with handwriting from 2020.", "Old scripts in Python."]
)
def test_what_is_written_today_is_not(text: str) -> None:
    assert value(text, "quality.domain_gap") is None


@pytest.mark.parametrize(
    ("text", "bar"),
    [
        ("Transcribe old letters. Errors of 5% of characters are OK.", "good"),
        ("Transcribe postcards, up to 4% character errors accepted.", "good"),
        ("Sort old letters; a few errors are all right.", "good"),
        ("Read the forms; no errors are acceptable.", "near_zero_error"),
        ("The bot makes 5% errors today and that is not acceptable.", None),
    ],
)
def test_errors_that_are_borne_say_how_good_it_must_be(text: str, bar: str | None) -> None:
    assert value(text, "quality.bar") == bar


def test_hardly_any_hardware_is_nothing_that_is_spoken() -> None:
    text = "Letters are to be transcribed. No hardware to speak of, but 4 A100 that we may use at weekends."
    answers = found(text)
    assert answers.get(MODALITY) == "image"
    assert "team.own_time" not in answers
    assert value("I build a chatbot for my club at weekends.", "team.own_time") is True
