"""Charts: Mermaid for Markdown and SVG for HTML; the same numbers always stand in a table beside them."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.quantity import usd
from advisor.report.markdown import MDStr

WIDTH, HEIGHT, MARGIN = 640, 280, 56
COLOURS = ("#0b6e4f", "#c8553d", "#3a5a98", "#8a6d1d")
DASHES = ("", "6 4", "2 3", "10 3 2 3")


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart."""

    name: str
    values: list[float]


def xychart(title: str, x_title: str, x: Sequence[int], series: Sequence[Series]) -> MDStr:
    """Return a fenced Mermaid chart; ``xychart-beta`` is the name that old and new versions know."""
    top = _top(series)
    lines = [
        "```mermaid",
        "xychart-beta",
        f'    title "{_quoted(title)}"',
        f'    x-axis "{_quoted(x_title)}" [{", ".join(str(value) for value in x)}]',
        f'    y-axis "USD" 0 --> {top:.0f}',
        *(f"    line [{', '.join(f'{value:.0f}' for value in one.values)}]" for one in series),
        "```",
    ]
    return MDStr("\n".join(lines))


def svg(title: str, x_title: str, x: Sequence[int], series: Sequence[Series]) -> str:
    """Return the chart as inline SVG with a legend; lines differ in dashes as well as in colour."""
    top = _top(series)
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT + 22 * len(series)}" role="img"',
        f' aria-label="{html.escape(title)}">',
        *_grid(top, x_title, x),
    ]
    for place, one in enumerate(series):
        colour, dash = COLOURS[place % len(COLOURS)], DASHES[place % len(DASHES)]
        points = " ".join(
            f"{_x(step, len(x)):.1f},{_y(value, top):.1f}" for step, value in enumerate(one.values)
        )
        style = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'
        y = HEIGHT + 12 + 22 * place
        parts += [
            f'<polyline points="{points}" {style}/>',
            f'<line x1="{MARGIN}" y1="{y}" x2="{MARGIN + 30}" y2="{y}" {style}/>',
            f'<text x="{MARGIN + 38}" y="{y + 4}">{html.escape(one.name)}</text>',
        ]
    return "\n".join([*parts, "</svg>"])


def _grid(top: float, x_title: str, x: Sequence[int]) -> list[str]:
    """Return the axes with their labels."""
    parts = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = _y(top * share, top)
        parts.append(f'<line x1="{MARGIN}" y1="{y:.1f}" x2="{WIDTH - 10}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">{usd(top * share)}</text>')
    for step, value in enumerate(x):
        if step % max(1, len(x) // 6) == 0:
            parts.append(
                f'<text x="{_x(step, len(x)):.1f}" y="{HEIGHT - 26}" text-anchor="middle">{value}</text>'
            )
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">{html.escape(x_title)}</text>')
    return parts


def _x(step: int, steps: int) -> float:
    """Return the place of a step on the horizontal axis."""
    return MARGIN + (WIDTH - MARGIN - 10) * step / max(1, steps - 1)


def _y(value: float, top: float) -> float:
    """Return the place of a value on the vertical axis."""
    return HEIGHT - 44 - (HEIGHT - 60) * value / top


def _top(series: Sequence[Series]) -> float:
    """Return the upper end of the vertical axis, a little above the largest value."""
    largest = max((value for one in series for value in one.values), default=0.0)
    return largest * 1.05 if largest > 0 else 1.0


def _quoted(text: str) -> str:
    """Return text that fits between Mermaid's quotation marks."""
    return "".join(c for c in text if c.isprintable() and c not in '"`')
