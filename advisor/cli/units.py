"""Numbers and days as people write them on a command line: ``8B``, ``15T``, ``70e9``, ``2026-11-20``."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Callable
from datetime import date

from advisor.errors import shown

_FACTORS = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9, "g": 1e9, "t": 1e12}
_NUMBER = re.compile(r"^\s*(\d+(?:[_,]\d{3})*(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*([kmbgt]?)\s*$", re.IGNORECASE)

_TIME = re.compile(r"^\s*(\d+(?:\.\d*)?|\.\d+)\s*(ms|s|sec|min)?\s*$", re.IGNORECASE)
_MS = {"ms": 1.0, "s": 1e3, "sec": 1e3, "min": 60e3}


def number(text: str) -> float:
    """Return a positive number with an optional letter for its size.

    >>> number("8B"), number("15T"), number("70e9"), number("1_000")
    (8000000000.0, 15000000000000.0, 70000000000.0, 1000.0)

    Raises:
        ValueError: When it is none, or not finite.
    """
    found = _NUMBER.match(text)
    if found is None and text.lstrip().startswith("-") and _NUMBER.match(text.lstrip()[1:]):
        raise ValueError(f"{shown(text)!r} must not be below zero")
    if found is None:
        raise ValueError(f"{shown(text)!r} is no number like 8B, 15T, 70e9 or 2k")
    value = float(re.sub("[_,]", "", found[1]) + (found[2] or "")) * _FACTORS[found[3].lower()]
    if not math.isfinite(value):
        raise ValueError(f"{shown(text)!r} is too large")
    return value


def milliseconds(low: float, high: float) -> Callable[[str], float]:
    """Return a type for argparse: a time in milliseconds, or with its unit: ``800``, ``800ms``, ``2s``.

    Args:
        low: The least time in milliseconds.
        high: The greatest.

    Raises:
        ArgumentTypeError: From the returned type, when a text is no time or out of bounds.
    """

    def parse(text: str) -> float:
        found = _TIME.match(text)
        if found is None:
            raise argparse.ArgumentTypeError(f"{shown(text)!r} is no time like 800, 800ms or 2s")
        value = float(found[1]) * _MS[(found[2] or "ms").lower()]
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{shown(text)!r} must lie from {low:g} to {high:g} ms")
        return value

    return parse


def between(low: float, high: float, *, whole: bool = False, hint: str = "") -> Callable[[str], float]:
    """Return a type for argparse: a number within bounds.

    Args:
        low: The least value.
        high: The greatest value.
        whole: Whether it must be a whole number.
        hint: What to say when it is out of bounds.

    Raises:
        ArgumentTypeError: From the returned type, when a text is no number or out of bounds.
    """

    def parse(text: str) -> float:
        try:
            value = number(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None
        if whole and value != int(value):
            raise argparse.ArgumentTypeError(f"{shown(text)!r} must be a whole number")
        if not low <= value <= high:
            advice = f"; {hint}" if hint else ""
            raise argparse.ArgumentTypeError(f"{shown(text)!r} must lie from {low:g} to {high:g}{advice}")
        return int(value) if whole else value

    return parse


def day(text: str) -> date:
    """Return a day for argparse.

    Raises:
        ArgumentTypeError: When it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{shown(text)!r} is no date; write a day as YYYY-MM-DD, such as 2026-11-20"
        ) from None


def word(text: str) -> str:
    """Return a word for argparse; an empty one, as of a shell variable that was never set, is refused.

    Raises:
        ArgumentTypeError: When there is none.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError("is empty; give a name, or leave the option out")
    return text


PARAMS = between(1e5, 1e15, hint="write 8B for 8 billion parameters")
TOKENS = between(1, 1e18, hint="write 15T for 15 trillion tokens")
DEVICES = between(1, 1e6, whole=True)
LENGTH = between(1, 1e8, whole=True)
COUNT = between(1, 1e7, whole=True)
