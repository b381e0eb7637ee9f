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
_HINT = 0.45
"""What a word of the field or of the means counts, such as "hospital" or "tuned", against one of the task."""
_HINTS = 0.9
"""What all such words of a kind count together: a field alone must not outweigh a named task."""


@lru_cache(maxsize=2048)
def _pattern(keyword: str) -> re.Pattern[str]:
    words = re.escape(keyword).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?").replace(r"\*", r"\w*")
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def read_use_case(text: Passage, use_cases: Mapping[str, UseCase]) -> ReadAnswer | None:
    """Return the kind of project that most keywords speak for, None when none does.

    A keyword counts once, by its number of words, as longer ones are surer; words of the field or of the
    means count less than half; a denied one does not count, nor does one inside a longer keyword of the same
    kind. Ties go to the order of the table.
    """
    best: tuple[float, str, re.Match[str]] | None = None
    for use_case in use_cases.values():
        score, longest = _score(text, use_case)
        if longest is not None and (best is None or score > best[0]):
            best = score, use_case.id, longest
    if best is None:
        return None
    words = best[2].group()
    return ReadAnswer("use_case.kind", Answer(best[1], said=words), words, best[2].start())


def _score(text: Passage, use_case: UseCase) -> tuple[float, re.Match[str] | None]:
    """Return what the keywords of a kind are worth in a text, and the longest words that matched."""
    weighed = [(k, 1.0) for k in use_case.keywords] + [(k, _HINT) for k in use_case.hints]
    hits = [(m, k, w) for k, w in weighed if (m := _pattern(k).search(text.text)) is not None]
    hits = [hit for hit in hits if not denied(text, hit[0].start(), hit[0].end())]
    hits.sort(key=lambda hit: hit[0].start() - hit[0].end())
    score, hinted, taken = 0.0, 0.0, list[re.Match[str]]()
    for match, keyword, weight in hits:
        if any(m.start() <= match.start() and match.end() <= m.end() for m in taken):
            continue
        taken.append(match)
        early = _EARLY * (1 - match.start() / max(1, len(text.text)))
        worth = weight * (1.0 + 0.8 * (len(keyword.split()) - 1) + early)
        score, hinted = (score + worth, hinted) if weight == 1 else (score, hinted + worth)
    return use_case.weight * (score + min(hinted, _HINTS)), taken[0] if taken else None
