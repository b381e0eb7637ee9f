"""The memory that is left for a model on a device on which something else runs, such as a game."""

from __future__ import annotations

import re

from advisor.interview.reading import Passage

_GB = r" ?G(?:i?B|igs?)\b"
_RUNS = (
    r"(?:games?|apps?|applications?|software|programs?|renderer|rendering|engine|simulat\w+|graphics|system|OS"
    r"|editor|browser|drawing|player|maps?|navigation)"
)
_TAKES = r"(?:takes?|needs?|uses?|occupies|eats?(?: up)?|fills?|wants?|reserves?|keeps?|holds?)"
_SHARED = re.compile(
    rf"\b(?:(?:[\w-]+ )?{_RUNS}|of which (?:the |our |its )?[\w-]+)(?: itself| already| alone)?"
    rf" {_TAKES} (?:(?:up|about|around|some|to|roughly|already) ){{0,2}}(?P<gb>\d{{1,4}}(?:\.\d)?){_GB}"
    r"(?! (?:of )?(?:disk|storage|download|data|texts?|SSD|space|a\b|per\b))",
    re.IGNORECASE,
)
"""What else runs there takes a part of the memory: "the game takes 4 GB of VRAM"."""
_LEFT = re.compile(
    r"\bleav(?:es?|ing)(?: (?:us|it|me|the|a|model|about|around|some|only|just)){0,4}"
    rf" (?P<gb>\d{{1,4}}(?:\.\d)?){_GB}(?! (?:of )?(?:disk|storage|data|texts?|SSD))",
    re.IGNORECASE,
)
"""What is left is told itself."""
_WHOLE = re.compile(
    rf"(?<![\d.])(?P<gb>\d{{1,4}}){_GB}(?: of)?(?: (?:(?:gaming|video|graphics|consumer) )?"
    r"(?:laptops?|notebooks?|PCs?|desktops?|phones?|tablets?|cards?|GPUs?|VRAM|RAM|memory|boards?|consoles?"
    r"|handhelds?|headsets?|computers?|machines?))",
    re.IGNORECASE,
)
"""The memory of a device that people have."""
_CARD = re.compile(
    rf"\b(?:RTX|GTX|RX|GeForce|Radeon|Arc|Quadro)(?: ?[\w-]+){{1,3}}?,?(?: \(?with| \()?"
    rf" ?(?P<gb>\d{{1,3}}){_GB}",
    re.IGNORECASE,
)
"""That of a card by its name: "RTX 3060 with 12GB"."""


def left_over(text: Passage) -> tuple[float, re.Match[str]] | None:
    """Return the GB that a model may take beside what else runs on a device, and the words that tell it; None
    where nothing else is told to run there, or it takes more than there is."""
    left = _LEFT.search(text.text)
    if left is not None:
        return float(left["gb"]), left
    shared = _SHARED.search(text.text)
    whole = _WHOLE.search(text.text) or _CARD.search(text.text)
    if shared is None or whole is None or whole.start("gb") == shared.start("gb"):
        return None
    rest = float(whole["gb"]) - float(shared["gb"])
    return (rest, shared) if rest > 0 else None
