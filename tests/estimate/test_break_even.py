"""The volume from which own devices pay, against the bills on both sides of it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.estimate.break_even import Own, break_even
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.quantity import Quantity, sourced


def known(value: float, low: float | None = None, high: float | None = None) -> Quantity:
    return sourced("known", value, "", "test", low=low, high=high)


def own(fixed: float, replica: float, carried: float, spare: int = 0) -> Own:
    return Own(known(fixed), known(replica), known(carried), known(0.5), spare)


def cost(it: Own, volume: float) -> float:
    copies = max(1, math.ceil(volume / it.replica_requests_day.value - 1e-9)) + it.spare
    return it.fixed_usd_month.value + copies * it.replica_usd_month.value


def test_one_card_against_a_cent_a_request() -> None:
    found = break_even(own(2000, 1000, 100_000), known(0.01))
    assert found.requests_day == pytest.approx(3000 / (DAYS_PER_MONTH * 0.01))
    assert found.replicas == 1
    assert found.utilisation == pytest.approx(0.5 * found.requests_day / 100_000)


def test_a_provider_that_is_cheaper_than_a_full_card_is_never_beaten() -> None:
    found = break_even(own(0, 1000, 1000), known(0.001))
    assert found.requests_day is None
    assert found.own_usd_when_full > found.api_usd


@given(
    st.floats(0, 1e5),
    st.floats(100, 1e5),
    st.floats(100, 1e6),
    st.floats(1e-5, 1),
    st.integers(0, 2),
)
def test_at_it_own_devices_cost_no_more_and_below_it_they_do(
    fixed: float, replica: float, carried: float, price: float, spare: int
) -> None:
    it = own(fixed, replica, carried, spare)
    found = break_even(it, known(price)).requests_day
    if found is None:
        return
    paid = DAYS_PER_MONTH * price
    assert cost(it, found * 1.000001) <= found * 1.000001 * paid * 1.0001
    for below in (found * share for share in (0.1, 0.5, 0.9, 0.999)):
        assert cost(it, below) >= below * paid * 0.9999


def test_the_range_goes_from_cheap_devices_and_a_dear_provider_to_the_other_way_round() -> None:
    it = Own(known(2000, 1000, 6000), known(1000, 700, 2000), known(100_000, 60_000, 150_000), known(0.5))
    found = break_even(it, known(0.01, 0.008, 0.012))
    assert found.low is not None
    assert found.requests_day is not None
    assert found.high is not None
    assert found.low < found.requests_day < found.high
