"""The errors that a user can cause: one plain sentence each."""

from __future__ import annotations

import math
from collections.abc import Iterable
from difflib import get_close_matches


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
    near = get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.6)
    return f" Did you mean {by_fold[near[0]]!r}?" if near else ""


def shown(text: object, limit: int = 60) -> str:
    """Return a stranger's text safe to print in one line: control characters dropped, length capped."""
    clean = "".join(c for c in str(text) if c.isprintable())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
