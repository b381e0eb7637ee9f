"""The errors that a user can cause: one plain sentence each."""

from __future__ import annotations

import math
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from itertools import takewhile

ALIKE = 0.6
"""From this share of equal letters on, one name is taken for a slip of the other."""


class UserError(ValueError):
    """Bad input; the message is one sentence that names the field, what is wrong and what would be right.

    The command line prints it on stderr and exits with code 2.
    """


def require_positive(name: str, value: float, *, of: str = "") -> None:
    """Refuse a number that must be positive and finite and is not.

    Args:
        name: What the number is called where the user gave it.
        value: The number.
        of: What it counts, for the sentence: ``"billions"``.

    Raises:
        UserError: With the name, the number and what would be right.
    """
    if not (math.isfinite(value) and value > 0):
        unit = f" of {of}" if of else ""
        raise UserError(f"{name}: {value} is not possible; it must be a positive number{unit}")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``" Did you mean 'x'?"`` for the nearest known name, or an empty string."""
    by_fold = {k.casefold(): k for k in known}
    near = get_close_matches(name.casefold(), by_fold, n=1, cutoff=ALIKE)
    return f" Did you mean {by_fold[near[0]]!r}?" if near else ""


def nearest(name: str, known: Iterable[str], most: int = 3) -> str:
    """Return ``" Did you mean 'h100' or 'h200'?"`` for a name that somebody looked up, however far they lie.

    Names that are alike come alone and first; among the others those that begin in the same way.

    Args:
        name: What was looked up.
        known: The names that exist; where there are none, the answer is empty.
        most: How many to name.
    """
    wanted = name.casefold()

    def distance(one: str) -> tuple[bool, int, float]:
        share = SequenceMatcher(None, one, wanted).ratio()
        begins = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, wanted, strict=False)))
        return share < ALIKE, -begins, -share

    far = {k: distance(k.casefold()) for k in known}
    found = sorted(far, key=lambda k: (far[k], k))[:most]
    if not found:
        return ""
    alike = [k for k in found if not far[k][0]]
    *rest, last = map(repr, alike or found)
    return f" Did you mean {', '.join(rest)}{' or ' if rest else ''}{last}?"


def shown(text: object, limit: int = 60) -> str:
    """Return a stranger's text safe to print in one line: control characters dropped, length capped."""
    clean = "".join(c for c in str(text) if c.isprintable())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
