"""Numbers out of the cells of a benchmark file."""

from __future__ import annotations

import math
from collections.abc import Mapping

from advisor.errors import UserError, shown

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
