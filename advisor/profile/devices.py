"""Devices as people list them: ``2x RTX 3090``, ``Mac Studio 96GB``, ``none``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from advisor.errors import UserError, did_you_mean, shown
from advisor.profile.answers import Device

_COUNT = (
    r"(?:(?P<count>\d{1,6}|a|an|one|two|three|four|five|six|eight|ten|sixteen)\s*(?:x|×|\*)?\s+"
    r"|(?P<times>\d{1,6})\s*[x×*]\s*)?"
)
_MEMORY = r"(?P<gb>\d{1,5}(?:\.\d+)?)\s*(?:GB|GiB|G)\b"
_ITEM_RE = re.compile(rf"{_COUNT}(?P<name>.*)$", re.IGNORECASE)
_MEMORY_RE = re.compile(_MEMORY, re.IGNORECASE)
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10,
    "sixteen": 16,
}  # fmt: skip
FIGURES = {
    "memory_gb": ("memory", "GB", 100_000),
    "bandwidth_gb_s": ("memory bandwidth", "GB/s", 1_000_000),
    "tflops": ("dense 16-bit peak", "TFLOPS", 1_000_000),
}
"""What a user can say of a device -> its name, its unit and the most that is possible."""
NONE = frozenset({"none", "nothing", "no", "n/a", "-", ""})
"""Words for owning no hardware."""


def device_from_row(path: str, row: Mapping[str, object]) -> Device:
    """Return a device given as ``{"name", "count", "memory_gb", "bandwidth_gb_s", "tflops"}``.

    Raises:
        UserError: When a key is not one of the five or a value is out of bounds.
    """
    for key in row:
        if key not in ("name", "count", *FIGURES):
            hint = did_you_mean(key, FIGURES)
            raise UserError(
                f"{path}: a device has name, count, {', '.join(FIGURES)}, but no {shown(key)!r}.{hint}"
            )
    name, count = row.get("name"), row.get("count", 1)
    if not isinstance(name, str) or not name.strip():
        raise UserError(f'{path}: a device needs a name, such as {{"name": "RTX 3090", "count": 2}}.')
    if isinstance(count, bool) or not isinstance(count, (int, float)) or not 1 <= count <= 1_000_000:
        raise UserError(f"{path}: {shown(count)} is no count of devices; give a whole number from 1 up.")
    figures = {key: _figure(path, key, row[key]) for key in FIGURES if row.get(key) is not None}
    return Device(shown(name.strip()), int(count), **figures)


def _figure(path: str, key: str, value: object) -> float:
    """Return a figure of a device within its bounds, or raise UserError."""
    what, unit, most = FIGURES[key]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= most:
        raise UserError(
            f"{path}: {key}: {shown(value)} is no {what} of a device; give {unit} above 0, up to {most:,}."
        )
    return float(value)


def devices_from_words(path: str, text: str) -> tuple[Device, ...]:
    """Return the devices of a list such as ``"2x3090, Mac Studio 96GB"``; none for ``"none"``.

    Raises:
        UserError: When an item of the list names no device.
    """
    if text.strip().lower() in NONE:
        return ()
    return tuple(_item(path, part) for part in re.split(r",|;|\+|\band\b", text) if part.strip())


def _item(path: str, part: str) -> Device:
    match = _ITEM_RE.match(part.strip())
    name = match.group("name").strip() if match else ""
    if match is None or not name:
        raise UserError(f"{path}: {shown(part.strip())!r} names no device; write for instance 2x RTX 3090.")
    word = match.group("times") or match.group("count") or "1"
    count = _WORDS.get(word.lower()) or int(word)
    memory = _MEMORY_RE.search(name)
    bare = _MEMORY_RE.sub("", name).strip(" ()-") or name
    row: dict[str, object] = {"name": bare, "count": count}
    return device_from_row(path, row | ({"memory_gb": float(memory.group("gb"))} if memory else {}))
