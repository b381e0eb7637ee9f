"""Devices that are told in parts: "a 4090 and a 3060", "24GB + 12GB cards", "1x48GB + 2x24GB, all ours".

What is joined by "and", "plus" or a comma is told of together: whose the one is, the others are too, unless
a word right at one of them says that it is hired. What "or" parts are choices.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.interview.ownership import is_hired
from advisor.interview.reading import Passage
from advisor.profile import Device

if TYPE_CHECKING:
    from advisor.interview.hardware import Found

_JOINER = re.compile(
    r"(?:[\s,)]*(?:\+|&|\b(?:and|plus|with|alongside|beside|next to|as well as|together with)\b)[\s,]*"
    r"|\s*,\s*)"
    r"(?:(?:an?|one|another|also|the|my|his|her|our|their|its)\s+)*",
    re.IGNORECASE,
)
"""All that stands between two devices of one list."""
_CHOICE = re.compile(
    r"\b(?:compar\w*|versus|vs|between|choos\w+|decid\w+|whether|instead|rather|either)\b[^.;:]*$",
    re.IGNORECASE,
)
"""In front of devices of which one would be taken."""
_SHARED_KIND = re.compile(
    r"(?:\s*(?:,? ?(?:\+|&|and|plus)|,)\s*(?:(?:an?|one|another|\d{1,3}\s*[xX×])\s*)?"
    r"\d{1,4}[\s-]?G(?:i?B|igs?))+"
    r"[ -](?:cards?|GPUs?|graphics(?: cards?)?|VRAM)\b",
    re.IGNORECASE,
)
"""Behind a size whose noun stands behind the next one: "24GB + 12GB cards"."""
_ADDED_UP = re.compile(
    r"(?<![\w.])(?P<each>\d{1,3}(?:\s*\+\s*\d{1,3})+)[\s-]?GB[ -](?:cards?|GPUs?|graphics cards?|VRAM)\b",
    re.IGNORECASE,
)
"""Cards of several sizes with one unit: "24+12+8GB cards"."""


def added_up(text: Passage) -> Iterator[tuple[Device, int, int]]:
    """Yield the cards that are told as a sum of their memory, with the place of the whole sum.

    Args:
        text: The text; what is read is marked.
    """
    for match in _ADDED_UP.finditer(text.text):
        if text.free(match.start(), match.end()):
            text.take(match.start(), match.end())
            for gb, count in Counter(float(part) for part in match["each"].split("+")).items():
                yield Device(f"{gb:g}GB card", count, gb), match.start(), match.end()


def shares_kind(text: Passage, end: int) -> bool:
    """Return whether a bare size that ends at a place is the first of several cards."""
    return _SHARED_KIND.match(text.text, end) is not None


def joined(text: Passage, found: Sequence[Found]) -> Iterator[list[Found]]:
    """Yield the devices of a text in lists that only "and" or a comma parts, in its order."""
    group: list[Found] = []
    for item in found:
        if group and not _JOINER.fullmatch(text.text, group[-1].end, max(item.start, group[-1].end)):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def owned_together(text: Passage, found: Sequence[Found]) -> list[Found]:
    """Return devices with those owned that stand in a list with an owned one.

    Args:
        text: The text.
        found: The devices in its order.
    """
    together: list[Found] = []
    for group in joined(text, found):
        choice = _CHOICE.search(text.before(group[0].start)) is not None
        mine = any(item.owned for item in group) and not choice
        for item in group:
            owned = item.owned or (mine and not is_hired(text, item.start, item.end))
            together.append(replace(item, owned=owned))
    return together
