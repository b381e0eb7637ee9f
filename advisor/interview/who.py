"""What a text tells of the people behind a project, which says nothing of what is to be done.

"Two engineers, no ML people", "I code as a hobby", "our contracts are in Polish": a team of programmers may
want a chatbot, and texts in Polish a summary. What the wished thing does tells the kind of project.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from advisor.interview.phrases import load_phrases
from advisor.interview.reading import Passage
from advisor.resources import shipped_toml

WHO = "who"
"""Rows that are never read for the task."""
TRADE = "trade"
"""Rows of what somebody does for a living, which may be the task where nothing else is one."""
_LANGUAGES = "language.names"
_NAME = re.compile(r"(?<!\?P)<(\w+)>")
_GONE = "gone"
"""Group of what is passed over in a longer match."""
_BEGUN = re.compile(r"^[\s.,;:!?]+")
"""What is left of a first sentence that told nothing else."""


def without_who(text: Passage, *rows: str) -> Passage:
    """Return a text with blanks where it tells who people are; every place stays where it was.

    Args:
        text: The text.
        rows: Which kinds of such words: ``WHO``, ``TRADE``.
    """
    plain = text.text
    for pattern in (pattern for row in rows for pattern in _patterns(row)):
        for match in pattern.finditer(plain):
            start, end = match.span(_GONE if _GONE in pattern.groupindex else 0)
            plain = plain[:start] + " " * (end - start) + plain[end:]
    plain = _BEGUN.sub(lambda begun: " " * len(begun.group()), plain)
    return text if plain == text.text else replace(text, text=plain, ends=[])


@cache
def _patterns(row: str) -> tuple[re.Pattern[str], ...]:
    document = shipped_toml("interview/who.toml")
    words = {name: str(pattern) for name, pattern in document["words"].items()} | {"language": _languages()}
    return tuple(re.compile(_filled(pattern, words), re.IGNORECASE) for pattern in document["rows"][row])


def _filled(pattern: str, words: dict[str, str]) -> str:
    """Return a pattern with the lists of words that it names, and those that they name in turn."""
    while (name := _NAME.search(pattern)) is not None:
        pattern = pattern.replace(name.group(), words[name[1]])
    return pattern


def _languages() -> str:
    names = sorted({phrase.raw for phrase in load_phrases("phrases")[_LANGUAGES]})
    return f"(?:{'|'.join(map(re.escape, names))})"
