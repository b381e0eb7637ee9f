"""The use case of a text, by the keywords of each kind of project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from advisor.interview.negation import denied
from advisor.interview.reading import Passage, ReadAnswer
from advisor.profile import Answer
from advisor.strategy.use_cases import UseCase

_EARLY = 0.3
"""Extra weight of a keyword in the first tenth of a text, falling to none at its end."""


@lru_cache(maxsize=2048)
def _pattern(keyword: str) -> re.Pattern[str]:
    words = re.escape(keyword).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?")
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def read_use_case(text: Passage, use_cases: Mapping[str, UseCase]) -> ReadAnswer | None:
    """Return the kind of project that most keywords speak for, None when none does.

    A keyword counts once, by its number of words, as longer ones are surer; a denied one does not count.
    Ties go to the order of the table.
    """
    best: tuple[float, str, re.Match[str]] | None = None
    for use_case in use_cases.values():
        score, first = 0.0, None
        for keyword in use_case.keywords:
            match = _pattern(keyword).search(text.text)
            if match is None or denied(text, match.start(), match.end()):
                continue
            early = _EARLY * (1 - match.start() / max(1, len(text.text)))
            score += use_case.weight * (1.0 + 0.8 * (len(keyword.split()) - 1) + early)
            if first is None or match.end() - match.start() > first.end() - first.start():
                first = match
        if first is not None and (best is None or score > best[0]):
            best = score, use_case.id, first
    if best is None:
        return None
    words = best[2].group()
    return ReadAnswer("use_case.kind", Answer(best[1], said=words), words, best[2].start())
