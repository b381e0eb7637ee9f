"""Loads told in the order of time: today's first, though people begin with the one that they expect."""

from __future__ import annotations

import re

from advisor.interview.sayings import Sayings

_SAID = Sayings("interview/expected")
_pattern = _SAID.pattern


def in_order_of_time(text: str) -> str:
    """Return a text in which the load of today comes first, with what both of them count; it stays where
    each counts something else.

    >>> in_order_of_time("In 2027 we expect 900 questions a day, currently 200.")
    'currently 200 questions a day, in 2027 we expect 900.'
    """
    return _pattern("ahead").sub(_turned, text)


def _turned(found: re.Match[str]) -> str:
    if _pattern("money").search(found.group()):
        return found.group()
    own, what = (_things(found[name]) for name in ("own", "what"))
    if own and what and not own & what:
        return found.group()
    told = (found["own"] if own else found["what"] if what else found["own"] or found["what"]) or ""
    later = f"{found['later'][:1].lower()}{found['later'][1:]}{found['expected']}"
    return f"{found['today']}{found['holds']}{told}, {later}"


def _things(words: str | None) -> frozenset[str]:
    """Return what words behind a number count, without those of time."""
    return frozenset(re.findall(r"[a-z]+", (words or "").lower())) - frozenset(_SAID.value("no_things"))
