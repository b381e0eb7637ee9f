"""What people or a process of theirs cost today, which is no bill of a model."""

from __future__ import annotations

from advisor.interview.sayings import Sayings

_SAID = Sayings("interview/wages")
_pattern = _SAID.pattern


def is_wages(before: str, after: str) -> bool:
    """Return whether a sum of a period pays people and no service.

    Args:
        before: The clause in front of the sum.
        after: The clause behind it.
    """
    if _pattern("service").search(f"{before} | {after}"):
        return False
    told = _pattern("costs", rest="{far}").search(before) or _pattern("pays", rest="{far}").search(before)
    return told is not None or _pattern("on").match(after) is not None


def pays_people(before: str) -> bool:
    """Return whether a bare figure behind some words is what people are paid: "we pay the temps 9k"."""
    return any(_pattern(name, rest="{close}").search(before) for name in ("costs", "pays"))


def remark(words: str) -> str:
    """Return what is said of such a sum."""
    return _SAID.sentence("remark", words=words)
