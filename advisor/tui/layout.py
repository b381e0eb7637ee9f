"""Numbered replies in columns: words wrap, and nothing that can be chosen is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil

from rich.cells import cell_len

from advisor.errors import shown
from advisor.tui.cells import padded, wrapped

NUMBER_WIDTH = 4
"""Columns of a reply's number and the mark behind it."""
GAP = 2
"""Columns between two columns of replies."""
LEAST_WIDTH = 12
"""Columns that a label gets before another column of replies is tried."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One quick reply, its label in lines of even width."""

    number: int
    lines: tuple[str, ...]


Columns = tuple[tuple[Cell, ...], ...]


def columns_of(labels: Sequence[str], width: int, most_rows: int) -> Columns:
    """Lay numbered replies out in as few columns as keep them within some rows, or else in the fewest rows.

    Args:
        labels: The replies.
        width: Columns of the terminal that there are.
        most_rows: Rows that the replies should take at most.
    """
    most = max(1, (width + GAP) // (NUMBER_WIDTH + LEAST_WIDTH + GAP))
    tried = [_laid_out(labels, count, width) for count in range(1, min(most, max(1, len(labels))) + 1)]
    fitting = [columns for columns in tried if rows_of(columns) <= most_rows]
    return fitting[0] if fitting else min(tried, key=rows_of)


def rows_of(columns: Columns) -> int:
    """Return how many rows a layout takes."""
    return sum(max(len(cell.lines) for cell in row if cell) for row in zip_longest(*columns))


def row_of(columns: Columns, number: int) -> int:
    """Return the row in which a reply begins."""
    heights = [(max(len(cell.lines) for cell in row if cell), row) for row in zip_longest(*columns)]
    place = 0
    for height, row in heights:
        if any(cell and cell.number == number for cell in row):
            return place
        place += height
    return 0


def _laid_out(labels: Sequence[str], count: int, width: int) -> Columns:
    clean = [shown(label, len(label) + 1) for label in labels]
    height = max(1, ceil(len(clean) / count))
    numbered = list(enumerate(clean, 1))
    columns = [numbered[start : start + height] for start in range(0, len(numbered), height)]
    if not columns:
        return ()
    room = width - GAP * (len(columns) - 1) - NUMBER_WIDTH * len(columns)
    sizes = [max(cell_len(label) for _, label in column) for column in columns]
    if sum(sizes) > room:
        sizes = [max(1, room // len(columns))] * len(columns)
    return tuple(
        tuple(
            Cell(number, tuple(padded(line, size) for line in wrapped(label, size)))
            for number, label in column
        )
        for column, size in zip(columns, sizes, strict=True)
    )
