"""A machine and the chip in it, told together: "MacBook Air M2" is one device, and the chip says which."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.catalog.records import Accelerator, Row
from advisor.interview.reading import Passage

if TYPE_CHECKING:
    from advisor.interview.hardware import Found

_BETWEEN = re.compile(
    r"(?:\s*[,(/-])?\s*(?:(?:with|has|having|on|of|from \d{4},?)\s+)?(?:(?:an?|the)\s+)?(?:Apple\s+)?"
    r"(?:1[1-7](?:[- ]?(?:inch|\"|″))?\s*,?\s+)?(?:(?:with|an?)\s+)*",
    re.IGNORECASE,
)
"""All that stands between a machine's name and that of its chip."""
_AND_SIZE = re.compile(r",? and (?P<gb>\d{1,4})\s?G(?:i?B|igs?)\b", re.IGNORECASE)
_SIZE = re.compile(r"(?P<gb>\d{1,4})\s?G(?:i?B|igs?)\b", re.IGNORECASE)


def is_sold_in_sizes(row: Row) -> bool:
    """Return whether a device is a chip of which machines are sold with more than one memory."""
    return isinstance(row, Accelerator) and row.usual_gb is not None


def size_in_name(words: str, row: Row) -> float | None:
    """Return the GB that stand in the name of a device that is sold in sizes, ``"Mac Studio 512GB"``."""
    size = _SIZE.search(words) if is_sold_in_sizes(row) else None
    return float(size["gb"]) if size is not None else None


def chip_with(name: str, memory_gb: float | None, rows: Mapping[str, Row]) -> str:
    """Return the id of the chip that is meant where a machine is named with more memory than the one whose
    name tells its size: the newest of its maker that comes with just that, itself without one.

    Args:
        name: The id of what was named.
        memory_gb: The memory that was told, if any was.
        rows: Every device of the catalogue.
    """
    row = rows[name]
    told = size_in_name(row.name, row) if isinstance(row, Accelerator) else None
    if not isinstance(row, Accelerator) or told is None or (memory_gb or 0.0) <= told:
        return name
    same = [
        other
        for other in rows.values()
        if isinstance(other, Accelerator) and (other.vendor, other.memory_gb) == (row.vendor, memory_gb)
    ]
    return max(same, key=lambda other: other.launch_year or 0, default=row).id


def told_as_one(
    text: Passage,
    found: Sequence[Found],
    places: Sequence[tuple[int, int]],
    rows: Mapping[str, Row],
) -> list[Found]:
    """Return devices where a machine and its chip, one beside the other, are the chip's.

    Args:
        text: The text.
        found: What it names, in its order.
        places: Where the name alone of each stands.
        rows: Every device of the catalogue.
    """
    kept: list[Found] = []
    last: tuple[int, int] | None = None
    for item, place in zip(found, places, strict=True):
        if kept and last is not None and _is_one(text, kept[-1], last, item, place, rows):
            kept[-1] = _joined(text, kept[-1], last, item)
        else:
            kept.append(item)
        last = place
    return kept


def _is_one(
    text: Passage,
    first: Found,
    before: tuple[int, int],
    second: Found,
    after: tuple[int, int],
    rows: Mapping[str, Row],
) -> bool:
    if not (is_sold_in_sizes(rows[first.device.name]) and is_sold_in_sizes(rows[second.device.name])):
        return False
    if first.end > after[0] or _is_chip(text, before) == _is_chip(text, after):
        return False
    return _BETWEEN.fullmatch(text.text, before[1], after[0]) is not None


def _is_chip(text: Passage, place: tuple[int, int]) -> bool:
    """Return whether a name is a chip's: those of machines hold no figure."""
    return any(letter.isdigit() for letter in text.text[place[0] : place[1]])


def _joined(text: Passage, first: Found, place: tuple[int, int], second: Found) -> Found:
    chip, machine = (first, second) if _is_chip(text, place) else (second, first)
    size = _AND_SIZE.match(text.text, second.end)
    named = chip.device.memory_gb or machine.device.memory_gb
    memory = named or (float(size["gb"]) if size is not None else None)
    device = replace(chip.device, count=first.device.count, memory_gb=memory)
    end = size.end() if size is not None and named is None else second.end
    return replace(chip, device=device, start=first.start, end=end, owned=first.owned or second.owned)
