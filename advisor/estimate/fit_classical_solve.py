"""Robust least squares over the other models' coefficients, and the errors on groups left out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from advisor.errors import UserError
from advisor.estimate.classical_coefficients import classical_file, classical_trial
from advisor.estimate.classical_rows import OtherPoint, estimated_rate
from advisor.estimate.classical_time import distance

LEFT_OUT = ("family", "device", "generation")
USUAL = 0.2
"""Error in logarithm that counts as one."""
LEFT = 0.5
"""Least rows of a kind of arithmetic that stay in a fit for each that is left out of it."""
TOGETHER = 0.5
"""Power of the size of a device's kind of work that a row's weight is divided by: 0 counts rows, 1 groups."""


@dataclass(frozen=True, slots=True)
class ClassicalSolution:
    """What a fit found."""

    values: Mapping[str, float]
    errors: Mapping[str, float]
    """Relative standard errors, from the Jacobian at the solution."""
    n: Mapping[str, int]
    """Rows that each coefficient moves."""
    rows: int


@dataclass(frozen=True, slots=True)
class Miss:
    """The error of a row in a fit that had not seen its group."""

    point: OtherPoint
    left_out: str
    log_error: float
    """``log(measured / estimate)``."""
    distance: int
    """How far the device was from what that fit had seen: 0 its generation, 1 its vendor or kind, 2 none."""


def log_errors(points: Sequence[OtherPoint], values: Mapping[str, float]) -> list[float]:
    """Return ``log(measured / estimate)`` of some rows for a set of coefficients."""
    with classical_trial(values):
        return [math.log(p.measured / estimated_rate(p)) for p in points]


def solve_classical(points: Sequence[OtherPoint]) -> ClassicalSolution:
    """Return the coefficients that make the errors and the departures from the priors smallest.

    Minimises ``sum w rho((error / 0.2)^2) + sum ((log value - log start) / prior)^2`` with the soft L1 loss,
    over the logarithms of the coefficients in units of their priors. A row weighs ``size^-1/2`` of its
    device and kind of arithmetic.

    Raises:
        UserError: When scipy is not installed.
    """
    np, least_squares = _scipy()
    book = classical_file()["coefficient"]
    free = [row for row in book if "prior" in row and _moves(row["id"], points)]
    centre = np.array([math.log(row["start"]) for row in free])
    spread = np.array([row["prior"] for row in free])
    weights = np.array(_weights(points)) ** 0.5 / USUAL

    def moved(steps: Any) -> dict[str, float]:
        logs = centre + steps * spread
        changed = {row["id"]: math.exp(float(log)) for row, log in zip(free, logs, strict=True)}
        return _with_means({row["id"]: row.get("start", row["value"]) for row in book} | changed, changed)

    def cost(steps: Any) -> Any:
        return np.concatenate([np.array(log_errors(points, moved(steps))) * weights, steps])

    found = least_squares(cost, centre * 0.0, loss="soft_l1", max_nfev=40)
    deviations = np.sqrt(np.diag(np.linalg.pinv(found.jac.T @ found.jac))) * spread
    touched = (np.abs(found.jac[: len(points)]) > 1e-6).sum(axis=0)
    names = [row["id"] for row in free]
    return ClassicalSolution(
        moved(found.x),
        {name: float(one) for name, one in zip(names, deviations, strict=True)},
        {name: int(one) for name, one in zip(names, touched, strict=True)},
        len(points),
    )


def held_out(points: Sequence[OtherPoint], kind: str, values: Mapping[str, float]) -> Iterator[Miss]:
    """Yield the error of every row in a fit without its group.

    A row is passed over where its group holds most of its kind of arithmetic: what is left then says
    nothing of the kind.

    Args:
        points: All rows.
        kind: What is left out: ``family``, ``device`` or ``generation``.
        values: The coefficients of all rows, from which a lone group is not fitted again.
    """
    for name in sorted({point.groups[kind] for point in points}):
        gone = [point for point in points if point.groups[kind] == name]
        rest = [point for point in points if point.groups[kind] != name]
        fitted = solve_classical(rest).values if rest else values
        left, taken = (Counter(point.work.kind for point in part) for part in (rest, gone))
        errors = log_errors(gone, fitted)
        with classical_trial(fitted):
            far = [distance(point.work, point.device) for point in gone]
        for point, error, away in zip(gone, errors, far, strict=True):
            if left[point.work.kind] >= taken[point.work.kind] * LEFT:
                yield Miss(point, kind, error, away)


def _moves(name: str, points: Sequence[OtherPoint]) -> bool:
    """Tell whether a generation's coefficient has rows; without them its vendor's stands for it."""
    first, _, tail = name.partition(".")
    return first != "reach" or any(
        tail in {p.device.generation.casefold(), f"{p.device.generation}-{p.device.kind}".casefold()}
        for p in points
    )


def _with_means(values: dict[str, float], fitted: Mapping[str, float]) -> dict[str, float]:
    """Return the values with each fallback at the geometric mean of its measured members.

    A generation without rows is dropped, and a fallback without members too, so that the next is found.
    """
    for row in classical_file()["coefficient"]:
        name = row["id"]
        members = [fitted[one] for one in row.get("mean_of", ()) if one in fitted]
        if members:
            values[name] = math.exp(sum(map(math.log, members)) / len(members))
        elif ("mean_of" in row and not name.endswith(".physics")) or (
            name.startswith("reach.") and "prior" in row and name not in fitted
        ):
            values.pop(name, None)
    return values


def _weights(points: Sequence[OtherPoint]) -> list[float]:
    size = Counter((p.device.id, p.work.kind, p.mode) for p in points)
    raw = [size[(p.device.id, p.work.kind, p.mode)] ** -TOGETHER for p in points]
    mean = sum(raw) / len(raw)
    return [one / mean for one in raw]


def _scipy() -> tuple[Any, Any]:
    try:
        return import_module("numpy"), import_module("scipy.optimize").least_squares
    except ImportError:
        raise UserError("scipy: the fit needs it; install it with pip install 'advisor[fit]'.") from None
