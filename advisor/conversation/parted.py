"""A reply that says two things: "drop 4, and the letters are two pages each"."""

from __future__ import annotations

import re

from advisor.conversation.corrections import NUMBERS, OUT

_PARTED = re.compile(
    rf"(?P<first>(?:please\s+)?(?:{OUT}|keep only|only)\s+(?:numbers?\s+)?{NUMBERS.pattern})"
    r"\s*[.,;:!\n]\s*(?:(?:and|but|then)\s+)*(?P<rest>[^\W\d]+\W+\w.*)",
    re.IGNORECASE | re.DOTALL,
)
"""Numbers of a card, a mark behind them, and at least two words that begin with no number."""


def parted(text: str) -> tuple[str, str] | None:
    """Return what points at the numbers of a card and what is said behind it, None for one thing alone.

    Args:
        text: What the user said.
    """
    found = _PARTED.fullmatch(text.strip())
    return (found["first"], found["rest"]) if found else None
