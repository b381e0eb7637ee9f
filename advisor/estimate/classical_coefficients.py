"""The fitted numbers of the model for other models, read from one dated file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from typing import Any

from advisor.catalog.records import Accelerator
from advisor.estimate.coefficients import Coefficient, Interval, Table, read_coefficients
from advisor.resources import shipped_toml


def classical_file() -> Mapping[str, Any]:
    """Return the shipped coefficient file."""
    return shipped_toml("estimate/classical_coefficients.toml")


@cache
def classical_coefficients() -> Mapping[str, Coefficient]:
    """Return every coefficient by id, for instance ``"share.convolution"``."""
    return read_coefficients(classical_file())


@cache
def _shipped() -> Table:
    return Table({name: row.value for name, row in classical_coefficients().items()})


_TRIAL: ContextVar[Table | None] = ContextVar("classical_trial", default=None)


@contextmanager
def classical_trial(values: Mapping[str, float]) -> Iterator[None]:
    """Let every estimate inside the block read other values: how a fit and a held-out test run the model."""
    token = _TRIAL.set(Table(values))
    try:
        yield
    finally:
        _TRIAL.reset(token)


def term(name: str) -> float:
    """Return the value of a coefficient."""
    return (_TRIAL.get() or _shipped()).values[name]


def device_term(name: str, device: Accelerator) -> tuple[float, int]:
    """Return a term's value for a device and how far it was looked for.

    Returns:
        The value, and 0 for the generation's own, 1 for the vendor's or kind's, 2 for plain physics.
    """
    return (_TRIAL.get() or _shipped()).for_device(name, device)


def task_operations(task: str) -> str:
    """Return the kind of arithmetic that is usual for a task."""
    found: str = classical_file()["operations"][task]
    return found


def classical_source() -> str:
    """Return the sentence that says what the coefficients were fitted on."""
    text: str = classical_file()["source"]
    return text


def classical_as_of() -> date:
    """Return the date of the fit."""
    found: date = classical_file()["as_of"]
    return found


def classical_interval(operations: str, distance: int) -> Interval:
    """Return the factors on an estimate that hold 90% of the measurements.

    Args:
        operations: Kind of arithmetic; ``"decoder"`` for models that write word by word.
        distance: 0 when the device's generation was measured, 1 when its vendor or kind was, else 2.
    """
    rows = {row["operations"]: row for row in classical_file()["interval"]}
    low, high = rows.get(operations, rows["any"])[("near", "vendor", "physics")[distance]]
    return Interval(float(low), float(high))


def held_out_errors() -> tuple[Mapping[str, Any], ...]:
    """Return the errors on rows left out of the fit, by what was left out."""
    return tuple(classical_file()["held_out"])
