"""Pastes with control characters in them, read as a terminal sends them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from advisor.tui.pastes import END, START, CarefulParser, PasteFilter

COLOURED = f"{START}one\r\rtwo \x1b[31mred\x07 net{END}k"


def read(*chunks: str) -> list[events.Event]:
    parser = CarefulParser()
    return [event for chunk in chunks for event in parser.feed(chunk) if isinstance(event, events.Event)]


def test_a_paste_with_colours_is_one_paste_and_no_keys() -> None:
    paste, key = read(COLOURED)
    assert isinstance(paste, events.Paste)
    assert paste.text == "one\r\rtwo red net"
    assert isinstance(key, events.Key)
    assert key.key == "k"


@pytest.mark.parametrize("cut", range(1, len(COLOURED)))
def test_it_does_not_matter_where_a_read_cuts_the_marks(cut: int) -> None:
    found = PasteFilter()
    text = found.clean(COLOURED[:cut]) + found.clean(COLOURED[cut:])
    assert text.startswith(START)
    assert text.endswith(f"{END}k")
    assert "\x1b" not in text[len(START) : -len(END) - 1]


@given(st.lists(st.text(st.characters(categories=("L", "N", "Zs")), max_size=30), max_size=5))
def test_what_holds_no_control_characters_passes_unchanged(parts: list[str]) -> None:
    text = "".join(f"{part}{START}{part}{END}" for part in parts)
    assert PasteFilter().clean(text) == text


def test_keys_outside_a_paste_are_left_alone() -> None:
    assert [event.key for event in read("a", "\x1b[A", "\x03") if isinstance(event, events.Key)] == [
        "a",
        "up",
        "ctrl+c",
    ]


def test_the_end_of_the_input_is_passed_on() -> None:
    parser = CarefulParser()
    list(parser.feed(""))
    assert parser.is_eof
