"""The plots of predicted against measured: honest places, valid XML, nothing outside the frame."""

from __future__ import annotations

import math
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.estimate.accuracy_page import scatter as drawing
from advisor.estimate.accuracy_page.axis import LogAxis, label, span
from advisor.estimate.accuracy_page.bins import MOST, thinned
from advisor.estimate.accuracy_page.scatter import radius, scatter
from advisor.estimate.accuracy_page.spread import spread
from advisor.estimate.accuracy_page.svg import COLOURS, rect

SVG = "{http://www.w3.org/2000/svg}"
SIZES = st.floats(min_value=1e-6, max_value=1e12)
PAIRS = st.lists(st.tuples(SIZES, SIZES), min_size=1, max_size=60)
FIGURES = {
    "answered": 1,
    "median_ape": 0.1,
    "coverage90": 0.9,
    "within125": 0.8,
    "within2": 1.0,
    "ratio_p10": 0.8,
    "ratio_p50": 1.0,
    "ratio_p90": 1.3,
}


def plot_of(series: dict[str, list[tuple[float, float]]]) -> dict[str, Any]:
    """Return a plot with the bins of some points."""
    bins = thinned(series)
    told = [
        {"name": name, "colour": place, **FIGURES, "answered": len(series[name]), "bins": bins[name]}
        for place, name in enumerate(series)
    ]
    return {"figures": FIGURES | {"answered": sum(map(len, series.values()))}, "series": told}


def dots(svg: str) -> list[ElementTree.Element]:
    """Return the dots of the points, without those of the legend."""
    root = ElementTree.fromstring(svg)
    return [dot for group in root.iter(f"{SVG}g") if "dot" in group.get("class", "") for dot in group]


@given(PAIRS)
def test_every_dot_lies_in_the_frame(pairs: list[tuple[float, float]]) -> None:
    for dot in dots(scatter("a", "b", "ms", plot_of({"one": pairs}))):
        assert drawing.LEFT <= float(dot.attrib["cx"]) <= drawing.RIGHT
        assert drawing.TOP <= float(dot.attrib["cy"]) <= drawing.BOTTOM
        assert 0 < float(dot.attrib["r"]) <= drawing.MOST_RADIUS


@given(SIZES, st.floats(min_value=0.01, max_value=100.0).filter(lambda factor: abs(factor - 1.0) > 0.2))
def test_an_estimate_that_is_too_high_lies_above_the_identity(measured: float, factor: float) -> None:
    [dot] = dots(scatter("a", "b", "ms", plot_of({"one": [(measured, measured * factor)]})))
    across = float(dot.attrib["cx"]) - drawing.LEFT
    up = drawing.BOTTOM - float(dot.attrib["cy"])
    assert (up > across) == (factor > 1.0)


@given(PAIRS)
def test_thinning_keeps_the_count_of_points(pairs: list[tuple[float, float]]) -> None:
    bins = thinned({"one": pairs, "none": []})
    assert sum(n for _, _, n in bins["one"]) == len(pairs)
    assert bins["none"] == []


def test_a_lone_point_keeps_its_place() -> None:
    assert thinned({"one": [(120.0, 99.5), (4e4, 3e4)]})["one"] == [(120.0, 99.5, 1), (4e4, 3e4, 1)]


def test_a_plot_of_a_hundred_thousand_points_stays_small() -> None:
    points = [(1.0 + step % 317, 1.0 + step % 997) for step in range(100_000)]
    plot = plot_of({"one": points[::2], "two": points[1::2]})
    assert sum(len(one["bins"]) for one in plot["series"]) <= MOST
    assert len(scatter("a", "b", "ms", plot)) < 60_000


def test_a_dot_of_more_points_is_larger_up_to_a_limit() -> None:
    sizes = [radius(n) for n in (1, 2, 10, 100, 10_000)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[2] < sizes[-1] == drawing.MOST_RADIUS


@pytest.mark.parametrize("words", ['<script>alert("x")</script>', "a & b", "]]>", "line\nend\x00", "'\""])
def test_text_from_data_is_escaped(words: str) -> None:
    root = ElementTree.fromstring(scatter(words, words, words, plot_of({words: [(1.0, 2.0)]})))
    assert not [node for node in root.iter() if node.tag.endswith("script")]
    kept = "".join(letter for letter in words if letter.isprintable())
    assert kept in [node.text for node in root.iter(f"{SVG}text")]
    ElementTree.fromstring(spread(words, words, {words: FIGURES | {"answered": 9}}))


def test_a_drawing_runs_no_script_and_loads_nothing_from_elsewhere() -> None:
    svg = scatter("a", "b", "ms", plot_of({"one": [(1.0, 2.0)]}))
    assert "<script" not in svg
    assert "href" not in svg
    assert "url(" not in svg
    assert "@import" not in svg
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]
    assert 'viewBox="0 0 800 620"' in svg


def test_every_colour_has_one_for_dark_pages() -> None:
    svg = scatter("a", "b", "ms", plot_of({"one": [(1.0, 2.0)]}))
    light, dark = svg.split("@media(prefers-color-scheme:dark)")
    for place, (on_light, on_dark) in enumerate(COLOURS):
        assert f".c{place}{{fill:{on_light};" in light
        assert f".c{place}{{fill:{on_dark};" in dark


def test_the_figures_move_to_the_corner_with_fewer_dots() -> None:
    high = [(1.0, 900.0 + step) for step in range(5)] + [(1000.0, 1000.0)]
    low = [(y, x) for x, y in high]

    def corner(points: list[tuple[float, float]]) -> float:
        root = ElementTree.fromstring(scatter("a", "b", "ms", plot_of({"one": points})))
        [told] = [node for node in root.iter(f"{SVG}text") if (node.text or "").endswith("measurements")]
        return float(told.attrib["y"])

    assert corner(high) > (drawing.TOP + drawing.BOTTOM) / 2 > corner(low)


@given(st.lists(SIZES, min_size=1, max_size=20))
def test_an_axis_holds_its_values_and_has_ticks_in_order(values: list[float]) -> None:
    low, high = span(values)
    assert low < min(values) <= max(values) < high
    assert high / low >= 3.99
    axis = LogAxis(low, high, 10.0, 500.0)
    ticks = axis.ticks()
    places = [axis.place(tick) for tick in ticks]
    assert places == sorted(places)
    assert all(10.0 <= place <= 500.0 for place in places)
    assert 1 <= len(ticks) <= 19


def test_an_axis_is_logarithmic() -> None:
    axis = LogAxis(1.0, 100.0, 0.0, 200.0)
    assert [axis.place(value) for value in (1.0, 10.0, 100.0)] == [0.0, pytest.approx(100.0), 200.0]
    assert axis.ticks() == [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]


@given(st.floats(min_value=1e-3, max_value=1e11))
def test_a_label_says_the_value(value: float) -> None:
    units = {"k": 1e3, "M": 1e6, "G": 1e9}
    said = label(value)
    number = float(said.rstrip("kMG")) * units.get(said[-1], 1.0)
    assert math.isclose(number, value, rel_tol=1e-5)


def test_a_side_of_a_rectangle_is_never_negative() -> None:
    with pytest.raises(ValueError, match="-1"):
        rect(0.0, 0.0, -1.0, 5.0, "paper")


def test_bars_by_group_leave_out_the_small_ones_and_hold_the_widest() -> None:
    wide = FIGURES | {"answered": 40, "ratio_p10": 0.2, "ratio_p90": 5.0}
    svg = spread("by device", "", {"h100-sxm": wide, "m4": FIGURES | {"answered": 4}})
    root = ElementTree.fromstring(svg)
    words = [node.text for node in root.iter(f"{SVG}text")]
    assert "h100-sxm" in words
    assert "m4" not in words
    assert "×8" in words
    assert "×16" not in words
    [bar] = [node for node in root.iter(f"{SVG}line") if "bar" in node.attrib["class"]]
    assert float(bar.attrib["x1"]) < float(bar.attrib["x2"])


def test_a_chart_without_groups_is_still_a_drawing() -> None:
    ElementTree.fromstring(spread("empty", "", {}))
