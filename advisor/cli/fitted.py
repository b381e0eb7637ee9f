"""Tables and paragraphs that fit the screen: 80 columns where nobody says how wide it is."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Sequence

from advisor.cli.output import table

NARROWEST, USUAL, READABLE = 60, 80, 100
LEAST_CELL = 12
_GAP = 2


def screen_width() -> int:
    """Return the columns of the terminal, or 80 where the output is no terminal."""
    try:
        return max(NARROWEST, os.get_terminal_size().columns)
    except OSError:
        return USUAL


def fitted_table(rows: Sequence[tuple[str, ...]], width: int) -> str:
    """Return rows as aligned columns no wider than the screen; the first line is the heading.

    The widest column is cut first, down to ``LEAST_CELL``; where that does not help the last ones go.
    """
    kept = [tuple(row) for row in rows]
    while True:
        widths = [max(len(row[column]) for row in kept) for column in range(len(kept[0]))]
        over = sum(widths) + _GAP * (len(widths) - 1) - width
        if over <= 0:
            return table(kept)
        place = max(range(len(widths)), key=widths.__getitem__)
        least = max(LEAST_CELL, len(kept[0][place]))
        if widths[place] > least:
            most = max(least, widths[place] - over)
            kept = [tuple(_cut(c, most) if i == place else c for i, c in enumerate(row)) for row in kept]
        elif len(widths) > 1:
            kept = [row[:-1] for row in kept]
        else:
            return table(kept)


def paragraph(text: str, width: int, *, first: str = "", rest: str = "") -> str:
    """Return a text wrapped to the screen, with what stands before its first and its further lines."""
    wrapped = textwrap.wrap(
        text, max(width, len(rest) + 20), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
    return "\n".join(wrapped) if wrapped else first.rstrip()


def prose(text: str, indent: str = "") -> str:
    """Return a text wrapped to the screen and no wider than reads well, later lines indented by two more."""
    return paragraph(text, min(READABLE, screen_width()), first=indent, rest=indent + "  ")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
