"""Claims from articles that a text repeats and that are wrong, dated or doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from advisor.catalog.records import Claim
from advisor.interview.reading import Passage
from advisor.profile.numbers import NUMBER_RE

_TIME = frozenset({"days", "weeks", "months", "years", "day", "week", "month", "year"})
_BETWEEN = r"\W{1,3}(?:[\w$%.'-]+\W{1,3}){0,3}?"
"""Up to three words may stand between two words of a keyword."""


@lru_cache(maxsize=4096)
def _pattern(keyword: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in _plain(keyword).split()]
    return re.compile(rf"(?<![\w.]){_BETWEEN.join(words)}(?!\w)")


def _plain(text: str) -> str:
    """Return a text in lower case with no commas in its numbers and one kind of dash."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", text.lower()).replace("–", "-").replace("—", "-")


def repeated_claims(text: Passage, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the ids of judged claims of which a keyword stands in the text, its words in order.

    Sound claims are left out, as there is nothing to correct, and so are keywords of one word without a
    figure, as a word alone repeats nothing.
    """
    plain = _plain(text.text)
    return tuple(
        claim.id
        for claim in claims
        if claim.verdict != "sound" and any(_tells(k) and _pattern(k).search(plain) for k in claim.keywords)
    )


def _tells(keyword: str) -> bool:
    """Return whether a keyword says something: a figure, or two words that are more than a span of time."""
    words = [w for w in keyword.split() if not NUMBER_RE.fullmatch(w) and w not in _TIME]
    return len(words) > 1 or any(c.isdigit() for c in keyword)
