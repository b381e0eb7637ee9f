"""How a figure of a recommendation was computed, as a tree of plain lines."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.decide.assess import Assessment
from advisor.quantity import Quantity, plain_number, tidied


def figures_of(found: Assessment) -> Mapping[str, Quantity]:
    """Return the figures that have a name of their own: those of the best plan, then the facts."""
    return {**found.facts.figures, **found.best.plan.estimates}


def computed(quantity: Quantity) -> str:
    """Return the figure and everything it was computed from, one line each, indented by depth."""
    return "\n".join("  " * depth + _line(q) for depth, q in quantity.walk())


def _line(q: Quantity) -> str:
    span = "" if q.low == q.high else f" ({plain_number(q.low)} to {plain_number(q.high)})"
    unit = f" {q.unit}" if q.unit else ""
    basis = f" = {tidied(q.formula)}" if q.formula else f", {'; '.join(q.sources)}"
    dated = f" [{q.as_of}]" if q.as_of else ""
    return f"{q.name}: {plain_number(q.value)}{unit}{span}{basis}{dated}"
