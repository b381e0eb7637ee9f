"""Pasted text without control characters, taken out before Textual could read them as keys."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from textual._xterm_parser import XTermParser
from textual.message import Message

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal sends around a paste."""
_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""An escape sequence, as for a colour, or one control character; line ends and tabs stay."""


class PasteFilter:
    """Cleans what stands between the marks of a paste, also when a read cuts through a mark.

    >>> PasteFilter().clean("a\\x1b[200~b\\x1b[31mc\\x07\\rd\\x1b[201~e")
    'a\\x1b[200~bc\\rd\\x1b[201~e'
    """

    def __init__(self) -> None:
        self._inside = False
        self._before = ""
        self._held = ""

    def clean(self, data: str) -> str:
        """Return the next part of the input; the beginning of a possible end mark is held back."""
        text, done = self._held + data, ""
        self._held = ""
        while text:
            part, text = self._paste(text) if self._inside else self._keys(text)
            done += part
        return done

    def _keys(self, text: str) -> tuple[str, str]:
        """Pass keys on up to the mark that begins a paste."""
        seen = self._before + text
        found = seen.find(START)
        if found < 0:
            self._before = seen[-(len(START) - 1) :]
            return text, ""
        place = found + len(START) - len(self._before)
        self._inside, self._before = True, ""
        return text[:place], text[place:]

    def _paste(self, text: str) -> tuple[str, str]:
        """Clean a paste up to its end, or as much of it as is here."""
        found = text.find(END)
        if found >= 0:
            self._inside = False
            return _SEQUENCE.sub("", text[:found]) + END, text[found + len(END) :]
        kept = next((size for size in range(len(END) - 1, 0, -1) if text.endswith(END[:size])), 0)
        self._held = text[len(text) - kept :]
        return _SEQUENCE.sub("", text[: len(text) - kept]), ""


class CarefulParser(XTermParser):
    """Textual's reader of the terminal, which takes escape sequences inside a paste for keys."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pastes = PasteFilter()

    def feed(self, data: str) -> Iterable[Message]:
        """Read the next part of the input; an empty one ends it."""
        cleaned = self._pastes.clean(data)
        return super().feed(cleaned) if cleaned or not data else ()


def read_pastes_carefully() -> None:
    """Let the drivers of this process use the careful reader."""
    if sys.platform != "win32":
        driver: Any = import_module("textual.drivers.linux_driver")
        driver.XTermParser = CarefulParser
