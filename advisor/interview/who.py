"""What a text tells of the people behind a project, which says nothing of what is to be done.

"Two engineers, no ML people", "I code as a hobby", "our contracts are in Polish": a team of programmers may
want a chatbot, and texts in Polish a summary. What the wished thing does tells the kind of project.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from advisor.interview.phrases import load_phrases
from advisor.interview.reading import Passage
from advisor.interview.sayings import Sayings

WHO = "who"
"""Rows that are never read for the task."""
TRADE = "trade"
"""Rows of what somebody does for a living, which may be the task where nothing else is one."""
_LANGUAGES = "language.names"
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
    for pattern in (pattern for row in rows for pattern in _SAID.patterns("rows", row)):
        for match in pattern.finditer(plain):
            start, end = match.span(_GONE if _GONE in pattern.groupindex else 0)
            plain = plain[:start] + " " * (end - start) + plain[end:]
    plain = _BEGUN.sub(lambda begun: " " * len(begun.group()), plain)
    return text if plain == text.text else replace(text, text=plain, ends=[])


def _languages() -> Mapping[str, str]:
    names = sorted({phrase.raw for phrase in load_phrases("phrases")[_LANGUAGES]})
    return {"language": f"(?:{'|'.join(map(re.escape, names))})"}


_SAID = Sayings("interview/who", _languages)
