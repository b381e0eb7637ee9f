"""Figures computed from others, whose uncertainty they carry."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from advisor.quantity.figure import Quantity


def derive(
    name: str,
    unit: str,
    formula: str,
    function: Callable[..., float],
    inputs: Mapping[str, Quantity],
    *,
    spread: float = 1.0,
    sources: tuple[str, ...] = (),
    note: str = "",
) -> Quantity:
    """Compute a figure from others and carry their uncertainty.

    Each input moves alone to its low and to its high. The factors by which the figure goes up are joined, and
    those by which it goes down: exp(root of the sum of squared logarithms), the 90% range of a product of
    independent effects and close to that of a sum. One effect alone is kept as it is, so that a figure times
    a constant has its range times that constant. Where an effect reaches zero or changes the sign, amounts
    are joined in place of factors. ``spread`` is the formula's own error as a factor (1.2 means x/÷1.2) and
    is joined in the same way.

    Args:
        name: Identifier of the result.
        unit: Unit of the result.
        formula: The equation in plain text.
        function: Called with the inputs' values by keyword.
        inputs: Figures by the keyword that ``function`` takes.
        spread: The formula's own error, at least 1.
        sources: Sources of the formula itself.
        note: A remark for the reader.

    Returns:
        The computed figure; ``as_of`` is the oldest date of its inputs.
    """
    value, low, high = _range(function, inputs, spread)
    dates = [q.as_of for q in inputs.values() if q.as_of]
    return Quantity(
        name,
        value,
        low,
        high,
        unit,
        formula=formula,
        inputs=tuple(inputs.values()),
        sources=sources,
        as_of=min(dates) if dates else None,
        note=note,
        function=function,
        keys=tuple(inputs),
        spread=spread,
    )


def _range(
    function: Callable[..., float], inputs: Mapping[str, Quantity], spread: float
) -> tuple[float, float, float]:
    """Return a function's value, and the low and the high end that its inputs' moves give together."""
    now = {key: q.value for key, q in inputs.items()}
    value = function(**now)
    below, above = [], []
    for key, q in inputs.items():
        if q.low == q.high:
            continue
        for bound in (q.low, q.high):
            if bound != q.value:
                now[key] = bound
                moved = function(**now)
                if moved > value:
                    above.append(moved)
                elif moved < value:
                    below.append(moved)
        now[key] = q.value
    if spread > 1.0 and value:
        ends = (value / spread, value * spread)
        below.append(min(ends))
        above.append(max(ends))
    return value, _joined(value, below), _joined(value, above)


def _joined(value: float, moved: list[float]) -> float:
    """Return where several moves to the same side of a value end when they are independent of each other."""
    if len(moved) < 2:
        return moved[0] if moved else value
    if value > 0.0 and min(moved) > 0.0:
        factor = math.exp(math.sqrt(sum([math.log(end / value) ** 2 for end in moved])))
        return value * factor if moved[0] > value else value / factor
    amount = math.sqrt(sum([(end - value) ** 2 for end in moved]))
    if moved[0] > value:
        return value + amount
    return max(0.0, value - amount) if value > 0.0 and min(moved) >= 0.0 else value - amount
