"""How far estimates lie from measurements, group by group, as an SVG of bars on a logarithmic axis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.estimate.accuracy_page.axis import LogAxis
from advisor.estimate.accuracy_page.svg import circle, document, line, rect, text

WIDTH, LEFT, RIGHT = 800, 200, 590
TOP, STEP = 92, 22
LEAST_ROWS = 5
FACTORS = (1.0, 2.0, 4.0, 8.0, 16.0)
COLUMNS = ((650, "rows"), (712, "median"), (776, "in range"))


def spread(title: str, subtitle: str, groups: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the bars: from the 10th to the 90th percentile of predicted / measured, a dot at the median.

    Args:
        title: What was estimated, and what the bars are.
        subtitle: One line about the rows.
        groups: Figures by name; groups of fewer than five rows are left out.
    """
    shown = {name: one for name, one in groups.items() if one["answered"] >= LEAST_ROWS}
    names = sorted(shown, key=lambda name: (-shown[name]["answered"], name))
    bottom = TOP + STEP * len(names)
    end = _end(shown.values())
    axis = LogAxis(1.0 / end, end, LEFT, RIGHT)
    body = [text(24, 34, title, "title"), text(24, 56, subtitle, "soft")]
    for factor, kind in ((2.0, "wide"), (1.25, "narrow")):
        x = axis.place(1.0 / factor)
        body.append(rect(x, TOP, axis.place(factor) - x, bottom - TOP, kind))
    body += _ticks(axis, bottom)
    body += [text(x, TOP - 10, words, "soft small", "end") for x, words in COLUMNS]
    for place, name in enumerate(names):
        body += _bar(axis, TOP + STEP * place + STEP / 2, name, shown[name])
    body.append(text((LEFT + RIGHT) / 2, bottom + 40, "predicted / measured", "", "middle"))
    return document(WIDTH, bottom + 56, title, f"{title}. {subtitle}", body)


def _end(groups: Iterable[Mapping[str, Any]]) -> float:
    """Return the factor at which the axis ends: the first that holds every bar, from x/÷4 to x/÷16."""
    ends = [max(one["ratio_p90"], 1.0 / one["ratio_p10"]) for one in groups]
    return next((factor for factor in FACTORS[2:] if factor >= max(ends, default=1.0)), FACTORS[-1])


def _ticks(axis: LogAxis, bottom: float) -> list[str]:
    drawn = []
    for factor in FACTORS:
        if factor <= axis.high:
            for value, words in {1.0 / factor: f"÷{factor:g}", factor: f"×{factor:g}"}.items():
                x = axis.place(value)
                drawn.append(line(x, TOP, x, bottom, "identity" if factor == 1.0 else "grid"))
                drawn.append(text(x, bottom + 18, "1" if factor == 1.0 else words, "soft small", "middle"))
    return drawn


def _bar(axis: LogAxis, y: float, name: str, figures: Mapping[str, Any]) -> list[str]:
    low, middle, high = (axis.place(figures[key]) for key in ("ratio_p10", "ratio_p50", "ratio_p90"))
    told = (
        f"{figures['answered']:,}",
        f"{100 * figures['median_ape']:.1f}%",
        f"{100 * figures['coverage90']:.0f}%",
    )
    return [
        text(LEFT - 10, y + 4, name, "small", "end"),
        line(low, y, high, y, "bar c0"),
        f'<g class="c0">{circle(middle, y, 4.5)}</g>',
        *(text(x, y + 4, words, "small", "end") for (x, _), words in zip(COLUMNS, told, strict=True)),
    ]
