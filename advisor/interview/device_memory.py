"""The memory of the device in a hand, on a lap or in the field that a text speaks of."""

from __future__ import annotations

import math
import re
from functools import cache

from advisor.interview.left_over import left_over
from advisor.interview.reading import Passage, ReadAnswer
from advisor.profile import Answer, Fields
from advisor.resources import shipped_toml

PEOPLE = (
    r"(?:players?|gamers?|users?|customers?|clients?|subscribers?|visitors?|patients?|pupils?|students?|citizen"
    r"|buyers?|drivers?|people)"
)
SIZED = re.compile(
    r"(?:(?P<n>\d{1,5})\s*[xX×]\s*)?(?P<gb>\d{1,5})(?:\s?-\s?(?P<top>\d{1,5}))?"
    r"[\s-]?G(?:i?B|igs?)(?:\s+of)?[ -]?"
    r"(?:(?:gaming|video|consumer|data-?cent(?:er|re)|cloud|Hopper|Ampere|Blackwell|Ada"
    r"|(?:edge|embedded)(?= boards?\b)"
    r"|(?:workstation|desktop|professional|server)(?= (?:GPUs?|cards?|graphics)\b)) )?"
    r"(?P<kind>laptop|notebook|MacBook|desktop|PC|workstations?|phone|boards?|GPUs?(?: or unified memory)?"
    r"|VRAM|cards?|graphics(?: cards?)?"
    r"|unified(?: memory| RAM)?(?: (?:box|machine|computer|mini[ -]?PC|PC|desktop))?"
    r"|RAM|Mac|machine|server|box)?\b(?! ?/ ?s\b)",
    re.IGNORECASE,
)
_EDGE = frozenset({"laptop", "notebook", "macbook", "phone", "desktop", "pc"})
_KINDS = "laptop|notebook|MacBook|i?Mac|phone|tablet|desktop|PC|board"
_THEIR_CARD = re.compile(
    rf"\b{PEOPLE}(?:'s|’s|'|’) (?:own )?(?P<gb>\d{{1,4}}) ?GB (?:GPUs?|cards?)", re.IGNORECASE
)
"""The memory of what the people out there play or work on."""
_USABLE = re.compile(r"(?<![\d.])(?P<gb>\d{1,4}(?:\.\d)?)\s?GB (?:is |are )?usable", re.IGNORECASE)
_BOARD = re.compile(r"(?<!\d)(?P<gb>\d{1,4})\s?GB Jetson", re.IGNORECASE)
POCKET = re.compile(r"\b(?:phones?|smartphones?|android|iphones?|ios|tablets?|wearables?)\b", re.IGNORECASE)
"""With one of these in the text, a bare size of RAM is that of the device in a pocket."""
_CARRIED = re.compile(
    r"(?<![\d.-])(?P<gb>\d{1,3}) ?GB (?:(?!GPU|of\b|and\b|or\b|for\b|to\b|on\b)[\w+-]+ ){0,2}?"
    r"(?:laptops|notebooks|handhelds?|tablets?|(?:smart)?phones|handsets?|headsets?|watch(?:es)?|glasses"
    r"|drones?|robots?|cameras?|kiosks?)\b",
    re.IGNORECASE,
)
"""What many people carry or what moves by itself, with its memory in front: "16 GB business laptops"."""
_ABOARD = re.compile(
    r"\b(?:on-?board|on board|drones?|robots?|satellites?|cameras?|rovers?)\b", re.IGNORECASE
)
_HAS = re.compile(
    r"(?<![\d.-])(?P<gb>\d{1,3}) ?GB of (?:unified |shared |on-?board )?(?:memory|RAM)\b", re.IGNORECASE
)
"""With something that flies, rolls or fits a pocket in the text, memory named alone is what it has aboard."""

_TINY = re.compile(
    r"(?<![\d.-])(?P<mb>\d{1,4}) ?Mi?B (?:of )?(?:(?:main|working|free|on-?chip) )?(?:memory|S?RAM)\b"
    r"|\b(?:chips?|boards?|watch(?:es)?|wearables?|microcontrollers?|e-?readers?),? (?:with|of|has|having)"
    r" (?P<held>\d{1,4}) ?MB\b",
    re.IGNORECASE,
)
"""The memory of what is too small to have any GB of it: "300 MB of memory", "a chip with 8 MB". What is told
in KB is the RAM of a microcontroller, whose models stand in its flash."""
_OF_A_DEVICE = re.compile(
    r"\b(?:chips?|boards?|watch(?:es)?|wearables?|(?:micro)?controllers?|e-?readers?|devices?|gadgets?|handhelds?"
    r"|(?:smart)?phones?|handsets?|tablets?|cameras?|sensors?|trackers?|toys?|meters?|routers?|glasses"
    r"|terminals?|hearing aids?|Raspberry Pis?)\b[^.!?]*$|\b(?:within|under|at most|up to|less than) $",
    re.IGNORECASE,
)
"""In front of memory told in MB: the device that has it, or a bound; else some program took it."""
_GB_IN_MB = 1e-3


@cache
def _with() -> re.Pattern[str]:
    """Return the pattern of a device of one's own with its memory behind it or, of one that goes by its name,
    in front: "a laptop with 16 GB of memory", "a 16 GB ThinkPad"."""
    named = shipped_toml("interview/made.toml")["words"]["notebook"]
    size = r"\d{1,4}) ?G(?:i?B|igs?)\b(?! ?/ ?s\b)"
    return re.compile(
        rf"\b(?:(?:{_KINDS})s?|{named})(?: \w+)? ?(?:with|of|has|have|,)? (?:only )?(?P<gb>{size}"
        rf"(?! (?:cards?|GPUs?|graphics))|(?<![\d.])(?P<front>{size} (?:[\w-]+ )?{named}",
        re.IGNORECASE,
    )


def is_carried(text: Passage, start: int) -> bool:
    """Return whether a size that begins at a place is the memory of what many people carry."""
    return _CARRIED.match(text.text, start) is not None


def memory_on_device(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return the usable memory of a laptop, phone or board that the text speaks of.

    Args:
        text: The text.
        fields: The fields of a profile.
    """
    if "hardware.edge_memory_gb" not in fields:
        return []
    field, left = fields["hardware.edge_memory_gb"], left_over(text)
    if left is not None:
        gb, told = left
        return [ReadAnswer(field.path, Answer(gb, said=told.group()), told.group(), told.start())]
    match = _memory(text.text) or _tiny(text.text)
    if match is None:
        return []
    words, gb = match.group().strip(), _gb(match)
    if not (field.low or 0.0) <= gb <= (field.high or math.inf):
        return []
    return [ReadAnswer(field.path, Answer(gb, said=words), words, match.start())]


def _gb(match: re.Match[str]) -> float:
    """Return the size that a match names."""
    if match.re is not _TINY:
        return float(match["gb"] or match.groupdict().get("front") or 0.0)
    return float(match["mb"] or match["held"]) * _GB_IN_MB


def _tiny(text: str) -> re.Match[str] | None:
    """Return where a text tells the memory of a device in MB."""
    sizes = _TINY.finditer(text)
    return next((m for m in sizes if m["held"] or _OF_A_DEVICE.search(text, 0, m.start())), None)


def _memory(text: str) -> re.Match[str] | None:
    """Return where a text names the memory of such a device, the surest words first."""
    pocket = POCKET.search(text)
    kinds = _EDGE | {"ram"} if pocket else _EDGE
    sized = (match for match in SIZED.finditer(text) if (match["kind"] or "").lower() in kinds)
    return (
        _USABLE.search(text)
        or next(sized, None)
        or (_HAS.search(text) if pocket or _ABOARD.search(text) else None)
        or _CARRIED.search(text)
        or _BOARD.search(text)
        or _with().search(text)
        or _THEIR_CARD.search(text)
    )
