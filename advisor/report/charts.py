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
    low: list[float] | None = None
    """The lower edge of the band around it, where it has one."""
    high: list[float] | None = None


def xychart(title: str, x_title: str, x: Sequence[int], series: Sequence[Series]) -> MDStr:
    """Return a fenced Mermaid chart; ``xychart-beta`` is the name that old and new versions know."""
    top = _top(series)
    lines = [
        "```mermaid",
        "xychart-beta",
        f'    title "{_quoted(title)}"',
        f'    x-axis "{_quoted(x_title)}" [{", ".join(str(value) for value in x)}]',
        f'    y-axis "USD" 0 --> {top:.0f}',
        *(f"    line [{', '.join(f'{value:.0f}' for value in values)}]" for values in _lines(series)),
        "```",
    ]
    return MDStr("\n".join(lines))


def bars(title: str, labels: Sequence[str], ends: Sequence[tuple[float, float]]) -> MDStr:
    """Return a fenced Mermaid chart with two bars for each label: the far end behind, the near one before."""
    top = max((max(pair) for pair in ends), default=0.0) * 1.05 or 1.0
    names = ", ".join(f'"{_quoted(label)}"' for label in labels)
    lines = [
        "```mermaid",
        "xychart-beta horizontal",
        f'    title "{_quoted(title)}"',
        f"    x-axis [{names}]",
        f'    y-axis "USD" 0 --> {top:.0f}',
        f"    bar [{', '.join(f'{max(pair):.0f}' for pair in ends)}]",
        f"    bar [{', '.join(f'{min(pair):.0f}' for pair in ends)}]",
        "```",
    ]
    return MDStr("\n".join(lines))


def tornado_svg(
    title: str, labels: Sequence[str], ends: Sequence[tuple[float, float]], expected: float
) -> str:
    """Return a tornado as inline SVG: a bar for each input from one end to the other, and the expected
    amount as a line through all of them."""
    left, row = 220, 30
    low = min([expected, *(min(pair) for pair in ends)])
    high = max([expected, *(max(pair) for pair in ends)])
    scale = (WIDTH - left - 20) / (high - low) if high > low else 0.0
    bottom = 14 + row * len(labels)
    parts = [f'<svg viewBox="0 0 {WIDTH} {bottom + 24}" role="img" aria-label="{html.escape(title)}">']
    for place, (label, pair) in enumerate(zip(labels, ends, strict=True)):
        y, start = 10 + row * place, left + (min(pair) - low) * scale
        width = max(1.0, (max(pair) - min(pair)) * scale)
        parts += [
            f'<text x="{left - 8}" y="{y + 15}" text-anchor="end">{html.escape(label)}</text>',
            f'<rect x="{start:.1f}" y="{y}" width="{width:.1f}" height="20" fill="{COLOURS[2]}"/>',
            f"<title>{html.escape(label)}: {usd(min(pair))} to {usd(max(pair))}</title>",
        ]
    x = left + (expected - low) * scale
    parts += [
        f'<line x1="{x:.1f}" y1="4" x2="{x:.1f}" y2="{bottom}" stroke="{COLOURS[1]}" stroke-width="2"/>',
        f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{usd(expected)}</text>',
        "</svg>",
    ]
    return "\n".join(parts)


def _lines(series: Sequence[Series]) -> list[list[float]]:
    """Return the lines of a chart in the order of its series, a band after the line that it is about."""
    found: list[list[float]] = []
    for one in series:
        found.append(one.values)
        found += [edge for edge in (one.low, one.high) if edge is not None]
    return found


def _band(one: Series, top: float, colour: str) -> list[str]:
    """Return the area between the edges of a series, where it has them."""
    if one.low is None or one.high is None:
        return []
    count = len(one.values)
    ahead = [f"{_x(step, count):.1f},{_y(value, top):.1f}" for step, value in enumerate(one.high)]
    back = [f"{_x(step, count):.1f},{_y(value, top):.1f}" for step, value in enumerate(one.low)]
    points = " ".join([*ahead, *reversed(back)])
    return [f'<polygon points="{points}" fill="{colour}" fill-opacity="0.15" stroke="none"/>']


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
            *_band(one, top, colour),
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
    largest = max((value for values in _lines(series) for value in values), default=0.0)
    return largest * 1.05 if largest > 0 else 1.0


def _quoted(text: str) -> str:
    """Return text that fits between Mermaid's quotation marks."""
    return "".join(c for c in text if c.isprintable() and c not in '"`')
