"""What the computer in one of many machines may cost: "1,500 euros a machine", "$600 per unit"."""

from __future__ import annotations

import re

from advisor.interview.reading import Passage
from advisor.interview.sayings import Sayings

PATH = "budget.unit_usd"
_EACH = re.compile(r"\s*(?:each|apiece)\b", re.IGNORECASE)
_SENTENCE = 160
"""Characters around a sum in which something is told to be built or to carry what is bought."""
_SAID = Sayings("interview/per_unit")
_pattern = _SAID.pattern


def is_for_one_unit(text: Passage, start: int, end: int, one: str) -> bool:
    """Return whether a sum limits what goes into each of the machines or devices that somebody builds.

    Args:
        text: What was written.
        start: Where the sum begins.
        end: Where it ends.
        one: The thing of which one costs it, or empty.
    """
    around = f"{text.before(start)} # {text.after(end)}"
    if _pattern("sold").search(around):
        return False
    if one and _pattern("one").fullmatch(one) and _is_within(one, text.before(start)):
        return True
    if not _pattern("limit").search(around):
        return False
    if one:
        return _pattern("one").fullmatch(one) is not None or _is_built(one, text.text)
    built = text.text[max(0, start - _SENTENCE) : start]
    some = _pattern("one").search(built) is not None or _is_built("", built)
    return _EACH.match(text.text, end) is not None and some


def _is_within(one: str, before: str) -> bool:
    """Return whether the words in front of a sum tell that it is for what is put inside each thing."""
    return re.search(_SAID.filled("within", one=re.escape(one)), before, re.IGNORECASE) is not None


def _is_built(one: str, text: str) -> bool:
    """Return whether a text tells that many of a thing, or of any tool, are built, and that something in them
    computes."""
    built = _SAID.filled("built", one=re.escape(one) or "{tool}")
    return bool(_pattern("inside").search(text) and re.search(built, text, re.IGNORECASE))
