"""The errors that a user can cause: one plain sentence each."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class UserError(ValueError):
    """Bad input; the message is one sentence that names the field, what is wrong and what would be right.

    The command line prints it on stderr and exits with code 2.
    """


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``" Did you mean 'x'?"`` for the nearest known name, or an empty string."""
    by_fold = {k.casefold(): k for k in known}
    near = get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.6)
    return f" Did you mean {by_fold[near[0]]!r}?" if near else ""


def shown(text: object, limit: int = 60) -> str:
    """Return a stranger's text safe to print in one line: control characters dropped, length capped."""
    clean = "".join(c for c in str(text) if c.isprintable())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
