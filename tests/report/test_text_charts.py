"""Charts in plain text: bars as long as their figures, within the width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.estimate.sampling import Swing
from advisor.quantity import Quantity, sourced
from advisor.report.text_charts import WIDTH, band_chart, tornado_chart


def amount(value: float, low: float, high: float) -> Quantity:
    return sourced("usd", value, "USD", "test", low=low, high=high)


def test_a_bar_is_solid_to_its_low_end_and_light_to_its_high_end() -> None:
    text = band_chart("paid", [("month 1", amount(50, 25, 100)), ("month 2", amount(100, 50, 200))])
    first, second = text.splitlines()[1:3]
    assert second.count("█") == 2 * first.count("█")
    assert second.count("░") == pytest.approx(second.count("█") + second.count("▓"), abs=1)
    assert second.endswith("$100 (50–200)")


@given(st.lists(st.tuples(st.floats(0.01, 1e9), st.floats(1, 5), st.floats(1, 5)), min_size=1, max_size=12))
def test_no_line_is_wider_than_the_chart(rows: list[tuple[float, float, float]]) -> None:
    bars = [(f"month {i}", amount(v, v / down, v * up)) for i, (v, down, up) in enumerate(rows)]
    assert max(map(len, band_chart("paid", bars).splitlines())) <= WIDTH
    swings = [Swing(amount(v, v / down, v * up), v / down, v * up) for v, down, up in rows]
    assert max(map(len, tornado_chart("moves", swings, rows[0][0]).splitlines())) <= WIDTH


def test_the_tornado_goes_to_both_sides_of_what_is_expected() -> None:
    swings = [Swing(amount(10, 5, 20), 50, 200), Swing(amount(3, 2, 4), 90, 110)]
    wide, narrow, foot = tornado_chart("moves", swings, 100).splitlines()[1:]
    middle = foot.index("┃")
    assert wide[middle] == narrow[middle] == "┃"
    assert "▓" in wide[:middle]
    assert "▓" in wide[middle:]
    assert wide.count("▓") > narrow.count("▓")


def test_nothing_to_draw_is_only_the_title() -> None:
    assert band_chart("paid", []) == tornado_chart("paid", [], 1.0) == "paid"
