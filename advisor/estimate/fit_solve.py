"""Robust least squares over the coefficients: the product's own estimates against the measurements."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from advisor.errors import UserError
from advisor.estimate.coefficients import trial
from advisor.estimate.fit_book import Parameter, with_means
from advisor.estimate.fit_data import Observation
from advisor.estimate.predict import Prediction, answer, predict, solve

STEP = 1e-3
"""Step of the numerical derivatives, in standard deviations of the prior."""
INSIDE = 0.999
"""A search begins inside of its bounds."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What a fit found."""

    values: Mapping[str, float]
    errors: Mapping[str, float]
    """Relative standard errors, from the Jacobian at the solution."""
    n: int


class Residuals:
    """``log(measured / estimate)`` of all observations for a set of coefficients."""

    def __init__(self, rows: Sequence[Observation]) -> None:
        self.rows = rows
        self._same: dict[Any, list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            point = row.point
            alone = point.stream or point.static or point.rate_s is not None
            key = (place,) if alone else (point.model_id, point.request, point.sent)
            self._same[key].append(place)

    def logs(self, values: Mapping[str, float]) -> list[float | None]:
        """Return the residuals; None where the model gives no number."""
        return [
            None if guess is None else row.log_measured - math.log(guess.value)
            for row, guess in zip(self.rows, self.guesses(values), strict=True)
        ]

    def guesses(self, values: Mapping[str, float]) -> list[Prediction | None]:
        """Return the estimates; None where the model gives no number."""
        found: list[Prediction | None] = [None] * len(self.rows)
        with trial(values):
            for places in self._same.values():
                first = self.rows[places[0]].point
                shared = None if len(places) == 1 else solve(first)
                for place in places:
                    row = self.rows[place]
                    found[place] = predict(row.point) if shared is None else answer(row.point, shared)
        return found

    def scaled(self, values: Mapping[str, float]) -> list[float]:
        """Return the weighted residuals that a fit makes small; 0 where the model gives no number."""
        return [
            0.0 if error is None else error * row.scale
            for row, error in zip(self.rows, self.logs(values), strict=True)
        ]


def solve_fit(
    rows: Sequence[Observation],
    free: Sequence[Parameter],
    values: Mapping[str, float],
    rounds: int = 20,
) -> Solution:
    """Return the coefficients that make the residuals and the departures from the priors smallest.

    Minimises ``sum rho(residual^2) + sum ((log value - log start) / prior)^2`` with the soft L1 loss
    ``rho(z) = 2 (sqrt(1 + z) - 1)``, over the logarithms of the coefficients
    in units of their priors.

    No coefficient passes what physics allows.

    Args:
        rows: Observations; those at a request rate are left to the test, as each needs a search of its own.
        free: Coefficients that move.
        values: All coefficients where the search starts.
        rounds: Evaluations at most, derivatives not counted.

    Raises:
        UserError: When scipy is not installed.
    """
    np, least_squares = _scipy()
    residuals = Residuals([row for row in rows if row.point.rate_s is None])
    begin = np.array([math.log(min(values[one.id], INSIDE * one.most)) for one in free])
    centre = np.array([math.log(one.start) for one in free])
    spread = np.array([one.prior for one in free])

    def moved(steps: Any) -> dict[str, float]:
        logs = begin + steps * spread
        changed = {one.id: math.exp(float(log)) for one, log in zip(free, logs, strict=True)}
        return with_means({**values, **changed})

    def cost(steps: Any) -> Any:
        return np.concatenate([residuals.scaled(moved(steps)), steps + (begin - centre) / spread])

    def slopes(steps: Any) -> Any:
        here = cost(steps)
        return np.column_stack([(cost(steps + STEP * axis) - here) / STEP for axis in np.eye(len(free))])

    most = (np.log(np.array([one.most for one in free])) - begin) / spread
    bounds = (begin * 0.0 - np.inf, most)
    found = least_squares(cost, begin * 0.0, slopes, bounds=bounds, loss="soft_l1", max_nfev=rounds)
    covariance = np.linalg.pinv(found.jac.T @ found.jac)
    deviations = np.sqrt(np.diag(covariance)) * spread
    errors = {one.id: float(error) for one, error in zip(free, deviations, strict=True)}
    return Solution(moved(found.x), errors, sum(row.n for row in rows))


def _scipy() -> tuple[Any, Any]:
    try:
        return import_module("numpy"), import_module("scipy.optimize").least_squares
    except ImportError:
        raise UserError("scipy: the fit needs it; install it with pip install 'advisor[fit]'.") from None
