"""What a bill's lines come to: growth, drift, room to grow, and purchases that must be repeated."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.estimate.growth import Grows, months_paid, size_by, traffic_months
from advisor.estimate.ledger import Line, paid_usd
from advisor.quantity import Quantity, sourced

GROWTH = sourced("growth_per_year", 2.0, "x", "test", low=1.5, high=3.0)


def known(name: str, value: float, spread: float = 1.0) -> Quantity:
    return sourced(name, value, "USD", "test", low=value / spread, high=value * spread)


@given(st.floats(0.1, 100), st.integers(1, 120))
def test_the_closed_form_of_growth_is_the_sum(growth: float, months: int) -> None:
    assert traffic_months(growth, months) == pytest.approx(
        sum(growth ** (m / 12) for m in range(months)), rel=1e-6
    )


@given(st.floats(0.5, 20), st.floats(0.5, 1.4), st.floats(1, 50), st.integers(0, 60))
def test_what_grows_when_full_is_the_sum_over_the_months(
    growth: float, drift: float, headroom: float, months: int
) -> None:
    expected = sum(max(1.0, growth ** (m / 12) / headroom) * drift ** (m / 12) for m in range(months))
    assert months_paid("when_full", growth, drift, headroom, months) == pytest.approx(expected, rel=1e-6)


@given(st.sampled_from(["never", "with_traffic", "when_full"]), st.floats(1, 10), st.floats(1, 10))
def test_more_growth_never_costs_less_and_more_room_never_more(
    grows: Grows, growth: float, room: float
) -> None:
    assert (
        months_paid(grows, growth, 1.0, room, 24)
        <= months_paid(grows, growth * 1.5, 1.0, room, 24) * 1.000001
    )
    assert (
        months_paid(grows, growth, 1.0, room * 2, 24) <= months_paid(grows, growth, 1.0, room, 24) * 1.000001
    )


def test_people_cost_the_same_while_tokens_follow_the_traffic() -> None:
    lines = (
        Line("tokens", month=known("tokens", 100), grows="with_traffic"),
        Line("people", month=known("people", 1000)),
    )
    expected = 100 * sum(2 ** (m / 12) for m in range(12)) + 12 * 1000
    assert paid_usd("bill", lines, GROWTH, 12).value == pytest.approx(expected)


def test_servers_with_room_for_twice_the_traffic_are_bought_again_after_a_year() -> None:
    hardware = Line("hardware", once=known("hardware", 1000), grows="when_full", headroom=2.0)
    paid = [paid_usd("bill", (hardware,), GROWTH, m).value for m in (0, 12, 13, 25)]
    assert paid[:3] == pytest.approx([1000, 1000, 1000])
    assert paid[3] == pytest.approx(2000)
    assert size_by("when_full", 2.0, 2.0, 25) == pytest.approx(2.0)


def test_resale_counts_only_where_it_is_asked_for() -> None:
    line = Line("hardware", once=known("hardware", 1000), residual=known("residual", 300))
    assert paid_usd("bill", (line,), GROWTH, 36).value == 1000
    assert paid_usd("bill", (line,), GROWTH, 36, resale=True).value == 700


def test_what_two_lines_share_moves_both_at_once() -> None:
    drift = sourced("price_drift", 1.0, "x", "test", low=0.5, high=1.1)
    line = Line("tokens", month=known("tokens", 100), drift=drift)
    other = Line("more tokens", month=known("more", 100), drift=drift)
    one, both = paid_usd("bill", (line,), GROWTH, 36), paid_usd("bill", (line, other), GROWTH, 36)
    assert both.low == pytest.approx(2 * one.low)


def test_an_empty_bill_is_nothing_with_a_reason() -> None:
    nothing = paid_usd("bill", (), GROWTH, 36)
    assert nothing.value == nothing.high == 0
    assert "nothing is paid" in nothing.formula
    assert math.isfinite(nothing.low)


def test_nothing_sells_for_more_than_was_paid_for_it() -> None:
    bought = sourced("hardware", 1000.0, "USD", "test", low=600.0, high=1600.0)
    sold = sourced("residual", 970.0, "USD", "test", low=550.0, high=1580.0)
    bill = paid_usd("bill", (Line("hardware", once=bought, residual=sold),), GROWTH, 1, resale=True)
    assert bill.value == pytest.approx(30.0)
    assert bill.low == 0.0
