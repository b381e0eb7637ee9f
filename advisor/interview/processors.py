"""Machines without a graphics card in running text: "CPU-only servers", "4-core VPS", "a mini PC, no GPU"."""

from __future__ import annotations

import re

from advisor.interview.reading import Passage
from advisor.profile import Device
from advisor.profile.numbers import number_at

_COUNT = r"(?:(?P<n>\d{1,5}|one|two|three)\s+)?"
_PLAIN = re.compile(
    rf"\b{_COUNT}(?P<name>(?:\w+ )?(?:CPU[- ](?:only )?servers?"
    r"|servers? without (?:an? )?GPUs?)|HPC clusters?)\b",
    re.IGNORECASE,
)
_CORES = re.compile(
    r"\b(?P<cores>\d{1,3}|two|four|six|eight)[ -]?(?:v?cores?|v?CPUs?)[ -]"
    r"(?:(?:cloud|virtual|rented|small|cheap|old|office|home|root|Linux|shared|dedicated|Hetzner|CPU"
    r"|DDR\d|\d{1,4} ?GB) ){0,2}"
    r"(?P<kind>VPS|VMs?|servers?|machines?|box|boxes|instances?|mini[ -]?PCs?|NAS)\b",
    re.IGNORECASE,
)
_CORES_ALONE = re.compile(r"\b(?P<cores>\d{1,3}) (?:CPU|processor)[ -]cores\b", re.IGNORECASE)
"""Cores that stand for the machine that has them: "bought 64 CPU cores"."""
_NO_CARD = r"(?:with)?(?:out|no|lacking) (?:an? )?(?:GPUs?|graphics(?: cards?)?|cards?)|CPU[- ]only"
_OTHER_THINGS = r"(?!\w| (?:\w+ing|science|software|program|game|system|app))"
_KINDS = "(?:mini|office|fanless|industrial|small|home)"
_DESK = re.compile(
    rf"\b(?:{_COUNT}(?P<name>(?:{_KINDS}[ -]PC|old (?:desktop|PC|computer))s?)"
    rf"[ ,(]+(?:\d+ ?GB(?: RAM)?[ ,]*)?(?:with )?(?:{_NO_CARD})"
    rf"|(?P<old>(?:old|19\d\d|20[01]\d) (?:office )?(?:desktop|PC|computer){_OTHER_THINGS}))\b",
    re.IGNORECASE,
)
"""A small or an old computer that is said to have no graphics card, or is too old for one that counts."""
DESK_CORES = 4
"""Of a small or an old computer of which nothing is said."""
_SMALL = {"two": 2, "four": 4, "six": 6, "eight": 8}


def read_processors(text: Passage) -> tuple[Device, int, int] | None:
    """Return the servers without a graphics card that a text speaks of, with where they begin and end.

    Args:
        text: The text; what is read already counts no more.
    """
    return _desk(text) or _server(text)


def read_cores(text: Passage) -> tuple[Device, int, int] | None:
    """Return the machine that a text tells by its cores, whatever memory it names beside them.

    Args:
        text: The text; what is read is marked.
    """
    cores = _CORES.search(text.text) or _CORES_ALONE.search(text.text)
    if cores is None or not text.free(cores.start(), cores.end()):
        return None
    text.take(cores.start(), cores.end())
    word = cores["cores"].lower()
    kind = cores.groupdict().get("kind") or "server"
    return Device(f"{_SMALL.get(word) or word}-core {kind}", 1), cores.start(), cores.end()


def _desk(text: Passage) -> tuple[Device, int, int] | None:
    match = _DESK.search(text.text)
    if match is None or not text.free(match.start(), match.end()):
        return None
    number = number_at((match["n"] or "1") + " ", 0)
    name = (match["name"] or match["old"]).removesuffix("s")
    return Device(f"{DESK_CORES}-core {name}", int(number.value) if number else 1), match.start(), match.end()


def _server(text: Passage) -> tuple[Device, int, int] | None:
    match = _PLAIN.search(text.text)
    if match is None or not text.free(match.start(), match.end()):
        return None
    number = number_at((match.group("n") or "1") + " ", 0)
    name = "HPC cluster" if "hpc" in match.group("name").lower() else "CPU server"
    return Device(name, int(number.value) if number else 1), match.start(), match.end()
