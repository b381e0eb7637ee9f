"""Draws over the inputs' ranges, and the inputs that move a figure most."""

import math
import statistics

import pytest

from advisor.estimate.graph import graph_of
from advisor.estimate.sampling import sample, tornado
from advisor.quantity import Quantity, derive, exact, sourced


def known(name: str, value: float, low: float, high: float, unit: str = "") -> Quantity:
    return sourced(name, value, unit, "test", low=low, high=high)


def product(name: str, a: Quantity, b: Quantity) -> Quantity:
    return derive(name, "", "a x b", lambda a, b: a * b, {"a": a, "b": b})


WIDE, NARROW = known("wide", 10, 5, 20), known("narrow", 3, 2.9, 3.1)


def test_an_input_keeps_its_median_and_its_ninety_percent_range() -> None:
    low, middle, high = sample([WIDE]).interval()
    assert (low, middle, high) == pytest.approx((5, 10, 20), rel=0.01)


def test_two_independent_factors_join_as_log_normals_do() -> None:
    other = known("other", 10, 5, 20)
    low, middle, high = sample([product("joint", WIDE, other)]).interval()
    each = 2 ** math.sqrt(2)
    assert (low, middle, high) == pytest.approx((100 / each, 100, 100 * each), rel=0.05)


def test_a_figure_used_twice_is_drawn_once() -> None:
    square = product("square", WIDE, WIDE)
    assert sample([square]).interval() == pytest.approx((25, 100, 400), rel=0.02)
    assert len(graph_of([square]).leaves) == 1


def test_figures_that_share_an_input_move_together() -> None:
    dear, cheap = product("dear", WIDE, exact("two", 2, "", "test")), product("cheap", WIDE, NARROW)
    assert sample([dear, cheap]).share_below(0, 1) == 1.0


def test_the_same_seed_gives_the_same_draws_and_another_seed_others() -> None:
    joint = product("joint", WIDE, NARROW)
    assert sample([joint], seed=3).columns == sample([joint], seed=3).columns
    assert sample([joint], seed=3).columns != sample([joint], seed=4).columns


def test_even_quantiles_repeat_better_than_plain_chance_would() -> None:
    joint = product("joint", WIDE, NARROW)
    highs = [sample([joint], seed=seed, draws=500).interval()[2] for seed in range(20)]
    assert statistics.pstdev(highs) / statistics.mean(highs) < 0.01


def test_a_formulas_own_error_is_drawn_too() -> None:
    rough = derive("rough", "", "a, roughly", lambda a: a, {"a": NARROW}, spread=2.0)
    low, _, high = sample([rough]).interval()
    assert high / low == pytest.approx(4, rel=0.1)


def test_a_share_never_leaves_its_bounds_and_nothing_falls_below_a_low_end_of_zero() -> None:
    share = sample([known("share", 0.9, 0.5, 1.0, "share")]).columns[0]
    retries = sample([known("retries", 0.03, 0.0, 0.1, "share")]).columns[0]
    assert max(share) <= 1.0
    assert min(retries) >= 0.0


def test_the_tornado_names_the_widest_input_first_with_both_ends() -> None:
    first, second = tornado(product("joint", NARROW, WIDE))
    assert (first.input.name, first.at_low, first.at_high) == ("wide", 15, 60)
    assert second.input.name == "narrow"


def test_an_exact_figure_has_no_tornado() -> None:
    assert tornado(product("exact", exact("a", 2, "", "t"), exact("b", 3, "", "t"))) == ()
