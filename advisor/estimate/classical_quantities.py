"""Figures of the model for other models: a value with its 90% range and what it rests on."""

from __future__ import annotations

from advisor.catalog.records import Accelerator, OtherModel
from advisor.estimate.classical_coefficients import classical_as_of, classical_interval, classical_source
from advisor.estimate.classical_time import distance
from advisor.estimate.classical_work import work_of
from advisor.quantity import Quantity, sourced

BATCH_FORMULA = (
    "launch + hypot(batch * FLOPs / (peak * share), (weights + batch * activations * traffic) * bytes /"
    " bandwidth) + steps of a decoder"
)
RATES = ("capacity", "throughput", "peak")
"""First words of the names of figures that grow with speed; others are times and shrink with it."""


def classical_quantity(
    row: OtherModel,
    accelerator: Accelerator,
    name: str,
    value: float,
    unit: str,
    formula: str,
    inputs: tuple[Quantity, ...] = (),
) -> Quantity:
    """Return an estimate with its 90% range.

    The factors are those of ``measured / estimated`` speed on rows that the fit had not seen, by kind of
    arithmetic and by how far the device is from what was measured; a time takes them upside down.
    """
    work = work_of(row)
    spread = classical_interval(work.kind, distance(work, accelerator))
    low, high = spread.low, spread.high
    if not name.startswith(RATES):
        low, high = 1.0 / high, 1.0 / low
    return Quantity(
        name,
        value,
        value * low,
        value * high,
        unit,
        formula=formula,
        inputs=inputs,
        sources=(classical_source(), row.source),
        as_of=min(classical_as_of(), row.as_of),
    )


def memory_quantity(row: OtherModel, size_gb: float) -> Quantity:
    """Return the memory of a model as its makers give it, which leaves out how large a batch runs."""
    return sourced(
        "memory_gb", size_gb, "GB", row.source, low=size_gb * 0.8, high=size_gb * 1.3, as_of=row.as_of
    )
