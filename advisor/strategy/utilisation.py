"""How busy devices are when their load or their number changes."""

from __future__ import annotations

from advisor.quantity import Quantity, derive


def less_busy(utilisation: Quantity, times: Quantity, formula: str) -> Quantity:
    """Return the share of capacity in use when the load shrinks, or the capacity grows, by a factor.

    utilisation = load / capacity, so that (load / times) / capacity = load / (capacity x times)
    = utilisation / times

    Args:
        utilisation: The share in use before, 0 to 1.
        times: How many times less load there is, or how many times more capacity; above 0.
        formula: The equation in the words of what changed, such as "utilisation / times_larger".
    """
    inputs = {"before": utilisation, "times": times}
    return derive("utilisation", utilisation.unit, formula, lambda before, times: before / times, inputs)
