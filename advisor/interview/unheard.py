"""Sentences that deny something and of which nothing was read: a boundary may stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from advisor.interview.reading import Passage, ReadAnswer
from advisor.resources import shipped_toml

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")
LEAST_WORDS = 3


def unheard(text: Passage, found: Iterable[ReadAnswer]) -> Iterator[str]:
    """Yield the remark on sentences with a denial in which nothing was read, the first few.

    Args:
        text: What was written, with the places that were read.
        found: What was read.
    """
    table = shipped_toml("interview/unheard.toml")
    denies = re.compile(table["denies"], re.IGNORECASE)
    known = re.compile(table["unless"], re.IGNORECASE)
    read = [*text.taken, *((hit.start, hit.start + max(1, len(hit.span))) for hit in found)]
    left = []
    for match in _SENTENCE.finditer(text.text):
        words = match.group().strip()
        if len(words.split()) < LEAST_WORDS or not denies.search(words) or known.search(words):
            continue
        if not any(start < match.end() and match.start() < end for start, end in read):
            left.append(_short(words, table["longest"]))
    if left:
        told = ", ".join(map(repr, left[: table["most"]]))
        yield table["remark"].format(sentences=told)


def _short(words: str, longest: int) -> str:
    words = words.rstrip(".!? ")
    return words if len(words) <= longest else f"{words[:longest].rstrip()}…"
