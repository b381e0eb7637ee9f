"""What a text tells of others, or of what is gone, which is no answer of the one who asks.

"Our competitor answers 40,000 mails with eight H100s. We get 300." tells of 300 mails and of no device;
"years ago we bought four V100s, they died" of none that is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from advisor.interview.reading import Passage
from advisor.interview.sayings import Sayings

_NO_TASK = ("greeting", "offered")
_SAID = Sayings("interview/others").under("rows")
_pattern, _rows = _SAID.pattern, _SAID.patterns
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n|$")


def without_others(text: Passage) -> Passage:
    """Return a text with blanks where it tells what others do, have or pay; every place stays as it was."""
    return _blanked(text, _of_others(text.text))


def without_gone(text: Passage) -> Passage:
    """Return a text with blanks where it tells what was had or run and is gone."""
    return _blanked(text, (match.span() for row in _rows("gone") for match in row.finditer(text.text)))


def without_offers(text: Passage) -> Passage:
    """Return a text with blanks where it greets or tells what somebody sells, which names no task."""
    return _blanked(
        text, (m.span() for name in _NO_TASK for row in _rows(name) for m in row.finditer(text.text))
    )


def _of_others(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text tells of others: up to the words that come back to the one who asks.

    Of a model that somebody has, the clause alone is told of them.
    """
    for row in _rows("models"):
        for match in row.finditer(text):
            clause = _pattern("clause").match(text, match.end())
            if clause is not None and _pattern("own").search(clause.group()) is None:
                yield match.start(), clause.end()
    for row in _rows("told"):
        for match in row.finditer(text):
            end = _end(text, match.end())
            if _pattern("own").search(text, match.end(), end) is None:
                yield match.start(), end


def _end(text: str, place: int) -> int:
    """Return where a tale of others ends that is begun in front of a place."""
    stop = _sentence_end(text, place)
    back = _pattern("back").search(text, place, stop)
    if back is not None:
        return back.start()
    while _pattern("still").match(text, stop) and not _pattern("own").search(
        text, stop, _sentence_end(text, stop)
    ):
        stop = _sentence_end(text, stop)
    return stop


def _sentence_end(text: str, place: int) -> int:
    match = _SENTENCE_END.search(text, place)
    return match.end() if match is not None else len(text)


def _blanked(text: Passage, places: Iterator[tuple[int, int]]) -> Passage:
    plain = text.text
    for start, end in places:
        plain = plain[:start] + re.sub(r"[^.!?\n]", " ", plain[start:end]) + plain[end:]
    return text if plain == text.text else replace(text, text=plain, ends=[])
