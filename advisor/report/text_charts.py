"""Charts as plain text for a terminal: a cumulative bill with its band, and a tornado."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.quantity import Quantity, plain_number, usd
from advisor.report.labels import label

if TYPE_CHECKING:
    from advisor.estimate.sampling import Swing

WIDTH = 78
FULL, BAND = "█", "░"
"""What surely is paid (up to the low end), and what may come on top (up to the high end)."""
EXPECTED = "▓"
NARROWEST_BARS = 12
"""Columns that the bars of a tornado need."""


def band_chart(title: str, rows: Sequence[tuple[str, Quantity]], *, width: int = WIDTH) -> str:
    """Return one bar for each row: solid to its low end, shaded to what is expected, light to its high end.

    Args:
        title: What the bars are, shown above them.
        rows: A label and an amount each.
        width: Columns that the chart may take.
    """
    if not rows:
        return title
    names = max(len(label) for label, _ in rows)
    amounts = [f"{usd(q.value)} ({plain_number(q.low)}–{plain_number(q.high)})" for _, q in rows]
    room = max(8, width - names - max(map(len, amounts)) - 4)
    top = max(q.high for _, q in rows) or 1.0
    lines = [
        f"{label:>{names}}  {_bar(q, top, room):<{room}}  {amount}"
        for (label, q), amount in zip(rows, amounts, strict=True)
    ]
    key = f"{FULL} low  {EXPECTED} expected  {BAND} high"
    return "\n".join([title, *lines, f"{'':>{names}}  {key}"])


def tornado_chart(title: str, swings: Sequence[Swing], expected: float, *, width: int = WIDTH) -> str:
    """Return one bar for each input, left and right of the expected amount, the widest first.

    Where names and amounts leave no room for bars beside them, each name stands above its bar.
    """
    if not swings:
        return title
    titles = [swing_label(swing) for swing in swings]
    names = max(map(len, titles))
    ends = [sorted((s.at_low, s.at_high)) for s in swings]
    texts = [f"{usd(low)} to {usd(high)}" for low, high in ends]
    stacked = names + NARROWEST_BARS + max(map(len, texts)) + 4 > width
    if stacked:
        names = 0
    room = max(NARROWEST_BARS, width - names - max(map(len, texts)) - 4)
    least = min(expected, *(low for low, _ in ends))
    most = max(expected, *(high for _, high in ends))
    scale = (room - 1) / (most - least) if most > least else 0.0
    middle = round((expected - least) * scale)
    lines = []
    for name, (low, high), text in zip(titles, ends, texts, strict=True):
        start, stop = round((low - least) * scale), round((high - least) * scale)
        bar = "".join("┃" if at == middle else EXPECTED if start <= at <= stop else " " for at in range(room))
        lines += [name, f"  {bar}  {text}"] if stacked else [f"{name:<{names}}  {bar}  {text}"]
    return "\n".join([title, *lines, _foot(names + 2 + middle, f"expected {usd(expected)}", width)])


def _foot(middle: int, text: str, width: int) -> str:
    """Return the mark under the middle with its text to the right, or to the left where it would not fit."""
    if middle + 2 + len(text) <= width:
        return f"{'┃':>{middle + 1}} {text}"
    return f"{text:>{middle - 1}} ┃"


def swing_label(swing: Swing) -> str:
    """Return an input with its two ends: ``"requests per day 3,000–8,000"``."""
    q = swing.input
    return f"{label('inputs', q.name)} {plain_number(q.low)}–{plain_number(q.high)}"


def _bar(q: Quantity, top: float, room: int) -> str:
    low, value, high = (round(max(0.0, x) / top * room) for x in (q.low, q.value, q.high))
    return FULL * low + EXPECTED * (value - low) + BAND * (high - value)
