"""Amounts as people write them: ``1.5M`` and ``$3k`` bare, ``"2 s"`` and ``"80 GB"`` in quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advisor.profile.units import factor

SCALES = {"k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
_DIGITS = r"\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?"
_TEXT_OR_AMOUNT = re.compile(
    rf"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<![\w.])(\$\s?{_DIGITS}[kMBT]?|{_DIGITS}[kMBT])(?![\w.])"""
)
_NO_UNIT = "of these"
"""Words that only a unit of counted things takes, as people call them by many names; a rule by one."""
_QUOTED = re.compile(rf"(\$?)\s?({_DIGITS}|\d{{1,3}}(?:,\d{{3}})+)([kMBT](?![A-Za-z]))?\s*(.*)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that was written with a scale or as money."""

    value: float
    money: bool
    text: str


def hidden(text: str) -> tuple[str, dict[int, Amount]]:
    """Return a condition that Python can parse, and the amounts by their place in it, counted in bytes.

    Each amount is replaced by underscores of the same length, so that every place stays what it was.

    Args:
        text: A condition on one line.
    """
    found: dict[int, Amount] = {}

    def replaced(match: re.Match[str]) -> str:
        if match.group(1) is not None:
            return match.group(1)
        written = match.group(2)
        found[len(text[: match.start()].encode("utf-8", "surrogatepass"))] = _amount(written)
        return "_" * len(written)

    return _TEXT_OR_AMOUNT.sub(replaced, text), found


def _amount(written: str) -> Amount:
    digits = written.removeprefix("$").strip()
    scale = SCALES.get(digits[-1])
    value = float(digits[:-1]) * scale if scale else float(digits)
    return Amount(value, written.startswith("$"), written)


def quoted(text: str, unit: str) -> float | None:
    """Return an amount with its unit in the unit of a field, or None when it is no amount of that unit.

    >>> quoted("2 s", "ms"), quoted("$3k a month", "USD/month"), quoted("2 s", "tokens")
    (2000.0, 3000.0, None)

    Args:
        text: What stands in quotes.
        unit: The unit of the field that it is compared with.
    """
    match = _QUOTED.fullmatch(text.strip())
    if match is None:
        return None
    dollar, digits, scale, words = match.groups()
    if scale and unit.startswith(f"{scale} "):
        scale, words = "", f"{scale} {words}".strip()
    value = float(digits.replace(",", "")) * SCALES.get(scale or "", 1.0)
    if dollar and not unit.startswith("USD"):
        return None
    if not (dollar or scale or words):
        return None
    if words and words != unit and factor(unit, _NO_UNIT) is not None:
        return None
    times = factor(unit, f"$ {words}".strip() if dollar else words)
    return None if times is None else value * times


def is_number(text: str) -> bool:
    """Return whether text in quotes is a number without a unit."""
    return re.fullmatch(_DIGITS, text.strip()) is not None
