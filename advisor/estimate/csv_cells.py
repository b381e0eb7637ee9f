"""Numbers out of the cells of a benchmark file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from advisor.errors import UserError, did_you_mean, shown

LARGEST = 1e15
"""No count, size or speed in a benchmark file is larger."""


def number(row: Mapping[str, str], column: str) -> float | None:
    """Return the number in a cell, or None when it is empty.

    Raises:
        UserError: When the cell holds something else.
    """
    text = (row.get(column) or "").strip()
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise UserError(f"{column}: {shown(text)!r} is not a number") from None
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise UserError(f"{column}: {shown(text)!r} is beyond what any benchmark measures")
    return value


def required(row: Mapping[str, str], column: str) -> float:
    """Return the positive number in a cell.

    Raises:
        UserError: When it is empty, no number, or not positive.
    """
    value = number(row, column)
    if value is None:
        raise UserError(f"{column}: the row does not say")
    if value <= 0:
        raise UserError(f"{column}: {value:g} must be positive")
    return value


def optional(row: Mapping[str, str], column: str, default: float) -> float:
    """Return the positive number in a cell, or ``default`` when it is empty.

    Raises:
        UserError: When it is no number or not positive.
    """
    return default if number(row, column) is None else required(row, column)


def count(row: Mapping[str, str], column: str) -> int | None:
    """Return the whole number of 1 and more in a cell, or None when it is empty.

    Raises:
        UserError: When the cell holds something else.
    """
    value = number(row, column)
    if value is None:
        return None
    if value < 1 or value != int(value):
        raise UserError(f"{column}: {value:g} is not a whole number of 1 and more")
    return int(value)


def known(row: Mapping[str, str], column: str, words: Sequence[str]) -> str:
    """Return the word in a cell when it is one of some words.

    Raises:
        UserError: When it is another.
        KeyError: When the row has no such column.
    """
    word = row[column].strip()
    if word not in words:
        listed = ", ".join(words)
        raise UserError(f"{column}: {shown(word)!r} is none of {listed}.{did_you_mean(word, words)}")
    return word
