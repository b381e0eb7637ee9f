"""How busy devices are when their load or their number changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.quantity import assumed, exact
from advisor.strategy.utilisation import less_busy


def test_half_the_load_keeps_devices_half_as_busy_and_the_range_goes_along() -> None:
    before = assumed("utilisation", 0.6, 0.4, 0.8, "share", "a guess")
    after = less_busy(before, exact("growth_ahead", 2.0, "", "growth"), "utilisation / growth_ahead")
    assert (after.value, after.low, after.high) == pytest.approx((0.3, 0.2, 0.4))
    assert (after.name, after.unit, after.formula) == ("utilisation", "share", "utilisation / growth_ahead")


@given(st.floats(0.01, 1.0), st.floats(0.1, 1e4), st.floats(1.0, 50.0))
def test_less_load_and_more_capacity_keep_devices_as_busy(use: float, load: float, times: float) -> None:
    capacity = load / use
    after = less_busy(exact("utilisation", use, "share", "use"), exact("t", times, "", "t"), "use / t")
    assert after.value == pytest.approx((load / times) / capacity)
    assert after.value == pytest.approx(load / (capacity * times))
