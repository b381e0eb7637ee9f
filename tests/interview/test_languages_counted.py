"""Texts that go into several languages are as many translations; small letters name languages too."""

from __future__ import annotations

import pytest

from advisor.interview.tongues import as_names
from tests.interview.read import found, reader

REQUESTS, ITEMS, COUNT = "workload.requests_per_day", "workload.one_off_items", "language.count"


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("Translate 2 million product pages into 8 languages, once.", ITEMS, 16e6),
        ("Product texts are translated from polish into czech and german, 3,000 a day.", REQUESTS, 6_000),
        ("We translate manuals from English into five languages, 400 pages a day.", REQUESTS, 2_000),
        ("We have 2 million pages. All must be translated once into 4 languages.", ITEMS, 8e6),
        ("3,000 translations a day into 8 languages.", REQUESTS, 3_000),
        ("We translate 500 letters a day from French into English.", REQUESTS, 500),
        ("A chatbot in 12 languages, 900 questions a day.", REQUESTS, 900),
        ("We sort mails into 8 classes, 900 a day.", REQUESTS, 900),
        ("We translate 500 letters a day and put them into Word and Excel.", REQUESTS, 500),
        ("Our Dublin office sorts 500 letters a day into 3 languages.", REQUESTS, 500),
        ("Letters are read out and dubbed into 3 languages, 500 letters a day.", REQUESTS, 1_500),
        ("We translate 500 letters a day into Brazilian Portuguese and Yoruba.", REQUESTS, 1_000),
        ("We translate code into two programming languages, 40 files a day.", REQUESTS, 40),
    ],
)
def test_only_texts_that_go_into_languages_are_multiplied(text: str, path: str, value: float) -> None:
    assert found(text)[path] == value


def test_what_was_multiplied_is_said() -> None:
    notes = reader().read("Translate 2 million product pages into 8 languages, once.").notes
    assert any("into 8 languages was taken for" in note and "16" in note for note in notes)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Translate pages into 8 languages.", 8),
        ("A chatbot in a dozen languages.", 12),
        ("We sort mails into 8 classes.", None),
        ("It writes three programming languages.", None),
    ],
)
def test_languages_are_counted(text: str, count: float | None) -> None:
    assert found(text).get(COUNT) == count


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("from polish into czech, german or welsh", "from Polish into Czech, German or Welsh"),
        ("letters in turkish and arabic", "letters in Turkish and Arabic"),
        ("we polish shoes in prague", "we polish shoes in prague"),
        ("to polish the text", "to polish the text"),
    ],
)
def test_names_in_small_letters_count_behind_words_of_language(text: str, names: str) -> None:
    assert as_names(text) == names
