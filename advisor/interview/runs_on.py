"""The devices that something runs on today, as the place where it runs: "serves a 13B on eight L40S"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.interview.ownership import is_owned
from advisor.interview.reading import Passage
from advisor.interview.sayings import WHOLE, Sayings
from advisor.interview.scores import Mention

DEVICE = "device"
"""Word of a mention that is a device: which place it stands for depends on whose it is."""
OWN, HIRED = "on_prem", "self_host_rented"
_BEFORE, _BEHIND = 16, 48
"""Characters beside a device in which a word such as "rented" or a bill speaks of it."""
_WORDS = Sayings("interview/so_far").under("words")


def _pattern(name: str) -> re.Pattern[str]:
    return _WORDS.pattern(name, shape=WHOLE)


def devices_named(text: Passage) -> Iterator[Mention]:
    """Yield the places of a text that name devices, however many, of the kinds that models run on."""
    yield from (Mention(DEVICE, m.start(), m.end()) for m in _pattern("device").finditer(text.text))


def trains(text: Passage, mention: Mention) -> bool:
    """Return whether the clause of a device says that it trains: nothing is served there."""
    first, last = text.clause(mention.start)
    return _pattern("training").search(text.text[first : max(last, mention.end)]) is not None


def place_of(text: Passage, mention: Mention) -> str:
    """Return where something runs that runs on a device: rented where a word or a bill beside it says so, a
    machine of one's own where it is owned.

    Args:
        text: The text.
        mention: The device.
    """
    first, last = text.clause(mention.start)
    near = text.text[max(first, mention.start - _BEFORE) : min(max(last, mention.end), mention.end + _BEHIND)]
    if _pattern("hired").search(near):
        return HIRED
    return OWN if is_owned(text, mention.start, mention.end, None) else HIRED
