"""Figures of the fitted model: a value with the 90% factors of its regime."""

from __future__ import annotations

from advisor.estimate.coefficients import Interval, as_of, fit_source
from advisor.quantity import Quantity, derive, exact


def fitted(
    name: str,
    value: float,
    unit: str,
    spread: Interval,
    formula: str,
    inputs: tuple[Quantity, ...] = (),
    sources: tuple[str, ...] = (),
) -> Quantity:
    """Return an estimate with its range; without other sources it rests on the fit.

    Args:
        name: Identifier.
        value: The central estimate.
        unit: Unit in plain text.
        spread: Factors on the value that give the 90% range.
        formula: The equation in plain text.
        inputs: Figures that the equation names.
        sources: Where the equation or its numbers come from.
    """
    return Quantity(
        name,
        value,
        value * spread.low,
        value * spread.high,
        unit,
        formula=formula,
        inputs=inputs,
        sources=sources or (fit_source(),),
        as_of=as_of(),
    )


def said(name: str, value: float, unit: str) -> Quantity:
    """Return a figure that came with the question."""
    return exact(name, value, unit, "from the load that was given")


def utilisation(demand: Quantity, capacity: Quantity) -> Quantity:
    """Return the mean load over the capacity."""
    return derive(
        "utilisation",
        "share",
        f"{demand.name} / {capacity.name}",
        lambda demand, capacity: demand / capacity,
        {"demand": demand, "capacity": capacity},
    )
