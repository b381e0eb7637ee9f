"""Predicted against measured as an SVG: both axes logarithmic and alike, bands around the identity."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from advisor.estimate.accuracy_page.axis import LogAxis, label, span
from advisor.estimate.accuracy_page.settings import named
from advisor.estimate.accuracy_page.svg import circle, document, line, polygon, rect, text

WIDTH, HEIGHT = 800, 620
LEFT, TOP, SIDE = 76, 74, 484
"""The square frame of the plot."""
RIGHT = LEFT + SIDE
BOTTOM = TOP + SIDE
LEGEND = RIGHT + 24
BANDS = ((2.0, "wide"), (1.25, "narrow"))
CORNER_WIDTH, CORNER_HEIGHT = 190.0, 120.0
"""Room of the figures in a corner."""
LEAST_RADIUS, MOST_RADIUS = 2.6, 8.0


def scatter(title: str, subtitle: str, unit: str, plot: Mapping[str, Any]) -> str:
    """Return a scatter plot.

    Args:
        title: What was estimated.
        subtitle: One line about the points.
        unit: Unit of both axes.
        plot: ``figures`` over all points, and ``series`` with name, colour, figures and bins of
            (measured, predicted, how many).
    """
    series: Sequence[Mapping[str, Any]] = plot["series"]
    low, high = span(end for one in series for x, y, _ in one["bins"] for end in (x, y))
    across, up = LogAxis(low, high, LEFT, RIGHT), LogAxis(low, high, BOTTOM, TOP)
    body = [
        text(24, 34, title, "title"),
        text(24, 56, subtitle, "soft"),
        *_bands(across, up),
        *_grid(across, up, unit),
        *_points(across, up, series),
        *_corner(plot["figures"], _below_is_emptier(across, up, series)),
        *_legend(series),
    ]
    told = f"{title}: predicted against measured, {plot['figures']['answered']} points. {subtitle}"
    return document(WIDTH, HEIGHT, title, told, body)


def _bands(across: LogAxis, up: LogAxis) -> list[str]:
    """Return the bands within a factor of the identity."""
    drawn = [rect(LEFT, TOP, SIDE, SIDE, "paper")]
    low, high = across.low, across.high
    for factor, kind in BANDS:
        corners = (
            (low, low * factor),
            (high / factor, high),
            (high, high),
            (high, high / factor),
            (low * factor, low),
            (low, low),
        )
        drawn.append(polygon([(across.place(x), up.place(y)) for x, y in corners], kind))
    return drawn


def _grid(across: LogAxis, up: LogAxis, unit: str) -> list[str]:
    drawn = []
    for value in across.ticks():
        x, y = across.place(value), up.place(value)
        drawn += [line(x, TOP, x, BOTTOM, "grid"), line(LEFT, y, RIGHT, y, "grid")]
        drawn += [text(x, BOTTOM + 18, label(value), "soft small", "middle")]
        drawn += [text(LEFT - 8, y + 4, label(value), "soft small", "end")]
    middle = TOP + SIDE / 2
    predicted = text(0, 0, f"predicted: {unit}", "", "middle")
    upright = f'<g transform="translate(22 {middle:g}) rotate(-90)">{predicted}</g>'
    measured = text(LEFT + SIDE / 2, BOTTOM + 42, f"measured: {unit}", "", "middle")
    identity = line(LEFT, BOTTOM, RIGHT, TOP, "identity")
    return [*drawn, identity, rect(LEFT, TOP, SIDE, SIDE, "frame"), measured, upright]


def _points(across: LogAxis, up: LogAxis, series: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the dots, the largest series below; a dot that stands for more points is larger."""
    drawn = []
    for one in sorted(series, key=lambda one: (-one["answered"], one["colour"])):
        dots = [circle(across.place(x), up.place(y), radius(n)) for x, y, n in one["bins"]]
        drawn.append(f'<g class="dot c{one["colour"]}">{"".join(dots)}</g>')
    return drawn


def radius(n: int) -> float:
    """Return the radius of the dot of ``n`` points, in pixels."""
    return min(MOST_RADIUS, LEAST_RADIUS * math.pow(n, 0.3))


def _below_is_emptier(across: LogAxis, up: LogAxis, series: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether fewer dots lie in the corner of low estimates than in that of high ones."""
    dots = [(across.place(x) - LEFT, up.place(y) - TOP) for one in series for x, y, _ in one["bins"]]
    above = sum(x < CORNER_WIDTH and y < CORNER_HEIGHT for x, y in dots)
    below = sum(x > SIDE - CORNER_WIDTH and y > SIDE - CORNER_HEIGHT for x, y in dots)
    return below < above


def _corner(figures: Mapping[str, Any], below: bool) -> list[str]:
    """Return the figures in a corner far from the identity, where no estimate that is any good lies."""
    rows = (
        (f"{figures['answered']:,} measurements", "strong"),
        (f"median error {_percent(figures['median_ape'])}", "strong"),
        (f"within ×/÷1.25: {_percent(figures['within125'], 0)}", "small"),
        (f"within ×/÷2: {_percent(figures['within2'], 0)}", "small"),
        (f"inside the 90% range: {_percent(figures['coverage90'], 0)}", "small"),
    )
    x, y, anchor = (RIGHT - 14, BOTTOM - 92, "end") if below else (LEFT + 14, TOP + 26, "")
    return [
        text(x, y + 19 * place, words, f"{kind} halo", anchor) for place, (words, kind) in enumerate(rows)
    ]


def _legend(series: Sequence[Mapping[str, Any]]) -> list[str]:
    drawn = []
    y = TOP + 12.0
    for one in series:
        drawn.append(f'<g class="c{one["colour"]}">{circle(LEGEND + 5, y - 4, 5)}</g>')
        drawn.append(text(LEGEND + 18, y, named(one["name"]), "small strong"))
        told = f"{one['answered']:,} · median {_percent(one['median_ape'])}"
        drawn.append(text(LEGEND + 18, y + 17, told, "soft small"))
        y += 44
    for factor, kind in reversed(BANDS):
        drawn += [
            rect(LEGEND, y - 10, 12, 12, kind),
            text(LEGEND + 18, y, f"within ×/÷{factor:g}", "soft small"),
        ]
        y += 22
    drawn += [line(LEGEND, y + 2, LEGEND + 12, y - 10, "identity")]
    return [*drawn, text(LEGEND + 18, y, "predicted = measured", "soft small")]


def _percent(share: float, digits: int = 1) -> str:
    return f"{100.0 * share:.{digits}f}%"
