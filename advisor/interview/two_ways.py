"""Devices that are called bought only because others beside them are hired: two ways that are weighed."""

from __future__ import annotations

import re

from advisor.interview.reading import Passage

_BOUGHT = re.compile(r"\b(?:bought|purchased)\b", re.IGNORECASE)
_HIRED = re.compile(r"\b(?:rented|leased|hired|on-demand|cloud)\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:our|my)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
"""In front of a device that is there already, whatever it is compared with: "our two bought L40S"."""
_WEIGHED = re.compile(
    r"\b(?:whether|beats?|versus|vs|against|cheaper|dearer|or|compar\w+|than)\b", re.IGNORECASE
)


def is_one_of_two_ways(text: Passage, start: int, end: int) -> bool:
    """Return whether a device is called bought and weighed against one in its clause that is hired: "do two
    bought L4 beat a rented H100".

    Args:
        text: The text.
        start: Where the device begins, its count included.
        end: Where it ends.
    """
    first, last = text.clause(start)
    if _OURS.search(text.text, first, start):
        return False
    clause = text.text[first:last]
    return bool(_BOUGHT.search(text.text[start:end]) and _HIRED.search(clause) and _WEIGHED.search(clause))
