"""How ranges are carried through formulas: the same whatever the unit, close to what draws give."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.estimate.sampling import sample
from advisor.quantity import Quantity, derive, sourced

FACTORS = st.floats(min_value=1.0, max_value=20.0)
VALUES = st.floats(min_value=1e-3, max_value=1e6)


def figure(name: str, value: float, down: float, up: float) -> Quantity:
    return sourced(name, value, "USD", "a table", low=value / down, high=value * up)


FIGURES = st.lists(st.tuples(VALUES, FACTORS, FACTORS), min_size=1, max_size=5)


def figures(rows: list[tuple[float, float, float]]) -> dict[str, Quantity]:
    return {f"x{i}": figure(f"x{i}", *row) for i, row in enumerate(rows)}


def total(rows: list[tuple[float, float, float]]) -> Quantity:
    return derive("total", "USD", "sum", lambda **x: sum(x.values()), figures(rows))


def times(q: Quantity, constant: float) -> Quantity:
    return derive("scaled", "USD", "x times a constant", lambda q: q * constant, {"q": q})


@given(FIGURES, st.floats(min_value=1e-3, max_value=1e3), st.floats(min_value=1e-3, max_value=1e3))
def test_a_figure_times_a_constant_has_its_range_times_that_constant(
    rows: list[tuple[float, float, float]], one: float, other: float
) -> None:
    whole = total(rows)
    scaled = times(times(whole, one), other)
    for end in ("value", "low", "high"):
        assert getattr(scaled, end) == pytest.approx(getattr(whole, end) * one * other, rel=1e-9)


@given(FIGURES, st.floats(min_value=1e-2, max_value=1e2))
def test_it_does_not_matter_whether_the_parts_or_the_sum_are_multiplied(
    rows: list[tuple[float, float, float]], constant: float
) -> None:
    before = total([(value * constant, down, up) for value, down, up in rows])
    after = times(total(rows), constant)
    assert (before.low, before.high) == pytest.approx((after.low, after.high), rel=1e-9)


@given(FIGURES)
def test_a_sum_of_positive_figures_stays_positive_and_within_the_sums_of_the_ends(
    rows: list[tuple[float, float, float]],
) -> None:
    whole, parts = total(rows), figures(rows).values()
    assert 0 < whole.low <= whole.value <= whole.high
    assert whole.low >= sum(q.low for q in parts) * (1 - 1e-9)


@given(FIGURES)
def test_the_range_of_a_product_is_that_of_its_factors_logarithms(
    rows: list[tuple[float, float, float]],
) -> None:
    product = derive("p", "", "product", lambda **x: math.prod(x.values()), figures(rows))
    up = math.exp(math.hypot(*(math.log(up) for _, _, up in rows)))
    assert product.high == pytest.approx(product.value * up, rel=1e-6)


def test_a_difference_may_fall_below_zero_and_says_so() -> None:
    saved = derive(
        "saved",
        "USD",
        "a - b",
        lambda a, b: a - b,
        {"a": figure("a", 10, 1.5, 1.5), "b": figure("b", 9, 1.5, 1.5)},
    )
    assert saved.low < 0 < saved.value < saved.high


def test_what_cannot_be_negative_ends_at_zero() -> None:
    people = figure("people", 0.1, 5, 5)
    month = derive(
        "month",
        "USD",
        "max(0, people - 0.05) x salary",
        lambda people, salary: max(0.0, people - 0.05) * salary,
        {"people": people, "salary": figure("salary", 180_000, 2, 1.7)},
    )
    assert month.low == 0


@pytest.mark.parametrize("count", [1, 3, 6])
def test_ranges_of_sums_and_products_are_close_to_those_of_draws(count: int) -> None:
    rows = [(10.0 + i, 1.5 + 0.2 * i, 1.4 + 0.3 * i) for i in range(count)]
    parts = figures(rows)
    for name, formula in (
        ("sum", lambda **x: sum(x.values())),
        ("product", lambda **x: math.prod(x.values())),
    ):
        q = derive(name, "", name, formula, parts)
        low, _, high = sample([q]).interval()
        assert q.low == pytest.approx(low, rel=0.15)
        assert q.high == pytest.approx(high, rel=0.15)
