"""Tables and sentences of plain text that stay within a width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from advisor.report.text_charts import WIDTH

NARROWEST = 14
"""Columns of a table that is broken into lines."""


def table(rows: Sequence[tuple[str, ...]], width: int = WIDTH) -> str:
    """Return rows as columns; where they are too wide, the widest columns are broken into lines."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    over = sum(widths) + 2 * (len(widths) - 1) - width
    while over > 0 and max(widths) > NARROWEST:
        widest = max(range(len(widths)), key=lambda i: widths[i])
        second = max((w for i, w in enumerate(widths) if i != widest), default=0)
        less = min(over, max(1, widths[widest] - max(NARROWEST, second)))
        widths[widest] -= less
        over -= less
    lines = [line for row in rows for line in _broken(row, widths)]
    return "\n".join(lines)


def wrapped(text: str, width: int = WIDTH, *, indent: str = "") -> str:
    """Return a sentence in lines of a width, the later ones indented."""
    return textwrap.fill(text, width, subsequent_indent=indent)


def _broken(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    for place in range(max(map(len, cells))):
        texts = [cell[place] if place < len(cell) else "" for cell in cells]
        yield "  ".join(f"{text:<{width}}" for text, width in zip(texts, widths, strict=True)).rstrip()
