"""Where a rising function crosses zero."""

from __future__ import annotations

from collections.abc import Callable

MOST_STEPS = 60
CLOSE = 1e-6
"""Relative width at which a search ends."""


def root(function: Callable[[float], float], low: float, high: float, at_low: float, at_high: float) -> float:
    """Return the largest number that was found with ``function(x) <= 0``, where the function rises.

    By straight lines between the ends, the value of an end that stays halved each time (Illinois): exact in
    one step for a straight function, and far fewer steps than halving for a bent one.

    Args:
        function: Rises from ``low`` to ``high``.
        low: Where it is not above zero.
        high: Where it is above zero.
        at_low: Its value at ``low``.
        at_high: Its value at ``high``.

    >>> round(root(lambda x: x * x - 2.0, 0.0, 2.0, -2.0, 2.0), 5)
    1.41421
    """
    lower = upper = False
    for _ in range(MOST_STEPS):
        if high - low <= CLOSE * abs(high) or at_low == 0.0:
            break
        x = high - at_high * (high - low) / (at_high - at_low)
        if not low < x < high:
            x = (low + high) / 2.0
        value = function(x)
        if value <= 0.0:
            low, at_low = x, value
            at_high = at_high / 2.0 if lower else at_high
            if -value <= CLOSE:
                break
            lower, upper = True, False
        else:
            high, at_high = x, value
            at_low = at_low / 2.0 if upper else at_low
            lower, upper = False, True
    return low
