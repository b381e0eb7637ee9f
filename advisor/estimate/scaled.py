"""A figure times a constant, with its range scaled exactly."""

from __future__ import annotations

from advisor.quantity import Quantity


def scaled(name: str, unit: str, formula: str, factor: float, quantity: Quantity) -> Quantity:
    """Return ``factor`` times a figure; its range keeps its proportions.

    Raises:
        ValueError: When the factor is negative, which would turn the range around.
    """
    return Quantity(
        name,
        factor * quantity.value,
        factor * quantity.low,
        factor * quantity.high,
        unit,
        formula=formula,
        inputs=(quantity,),
        as_of=quantity.as_of,
    )
