"""Refit the training speed: ``python -m advisor.estimate.fit_training FILE.csv [--out FILE.toml] [--check]``.

Prints the file ``training_speed.toml`` with new values, errors and ranges: ``--out`` writes it, ``--check``
only compares the values with those that ship.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from advisor.catalog import Catalog, load_catalog
from advisor.errors import UserError
from advisor.estimate.fit_training_file import speed_toml
from advisor.estimate.published import published_rows
from advisor.estimate.training_rate import seconds_per_token
from advisor.estimate.training_rows import TrainPoint, read_point
from advisor.estimate.training_speed import speed_coefficients, speed_file

THROUGHPUT_ERROR = 0.12
"""Relative error that a good model leaves on a tuned benchmark."""
RUN_ERROR = 0.22
"""The same on a whole run, whose restarts and pauses nobody counts."""
LEAST_FAMILIES = 5
TOLERANCE = 0.03
"""Relative difference from the shipped coefficients that rounding and the version of scipy explain."""
CROWD = 0.7
"""Rows of one family on one device count together as their number to the power 1 - CROWD."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a coefficient before the fit: e^(ln value +- spread)."""

    id: str
    value: float
    spread: float
    most: float
    """Its upper bound: no share passes 1."""


def priors() -> list[Prior]:
    """Return the prior of every coefficient of the file."""
    rows = speed_file()["coefficient"]
    most = {"share": 1.0}
    return [
        Prior(row["id"], float(row["prior"]), float(row["spread"]), most.get(row["unit"], math.inf))
        for row in rows
    ]


def readable(rows: Sequence[Mapping[str, str]], catalog: Catalog) -> list[TrainPoint]:
    """Return the points of some rows, those that cannot be answered left out."""
    found = []
    for row in rows:
        try:
            found.append(read_point(row, catalog))
        except UserError:
            continue
    return found


def solve(points: Sequence[TrainPoint], known: Sequence[Prior]) -> tuple[dict[str, float], list[float]]:
    """Return the coefficients that explain the measurements best, with their relative standard errors.

    Least squares on ln(estimated / measured seconds) and on the distance from the priors, with a soft
    loss for odd rows.
    """
    numpy, optimize = _library("numpy"), _library("scipy.optimize")
    crowd = Counter((p.family, p.request.accelerator.id) for p in points)
    weights = [_weight(p, crowd) for p in points]

    def residuals(x: Sequence[float]) -> Any:
        c = {prior.id: prior.value * math.exp(v) for prior, v in zip(known, x, strict=True)}
        misses = [weight * miss(p, c) for p, weight in zip(points, weights, strict=True)]
        return numpy.array([*misses, *(v / prior.spread for prior, v in zip(known, x, strict=True))])

    bounds = (-math.inf, [math.log(prior.most / prior.value) for prior in known])
    found = optimize.least_squares(residuals, numpy.zeros(len(known)), loss="soft_l1", bounds=bounds)
    curve = numpy.linalg.inv(found.jac.T @ found.jac)
    errors = [math.sqrt(float(curve[i, i])) for i in range(len(known))]
    values = {prior.id: prior.value * math.exp(v) for prior, v in zip(known, found.x, strict=True)}
    return values, errors


def _library(name: str) -> Any:
    """Return a module that only fitting needs.

    Raises:
        UserError: When it is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        raise UserError(f"{name} is missing; install 'advisor[fit]' to fit coefficients") from None


def miss(point: TrainPoint, c: Mapping[str, float]) -> float:
    """Return ln(estimated / measured seconds)."""
    return math.log(seconds_per_token(point.request, c) / point.seconds)


def _weight(p: TrainPoint, crowd: Mapping[tuple[str, str], int]) -> float:
    error = RUN_ERROR if p.request.regime == "whole_run" else THROUGHPUT_ERROR
    return float(crowd[(p.family, p.request.accelerator.id)] ** (-CROWD / 2.0) / error)


def left_out(points: Sequence[TrainPoint], known: Sequence[Prior]) -> list[float]:
    """Return ln(estimated / measured seconds) of each point with its family left out of the fit."""
    ratios = [0.0] * len(points)
    for family in sorted({p.family for p in points}):
        c, _ = solve([p for p in points if p.family != family], known)
        for i, p in enumerate(points):
            if p.family == family:
                ratios[i] = miss(p, c)
    return ratios


def felt(points: Sequence[TrainPoint], values: Mapping[str, float]) -> dict[str, int]:
    """Return how many measurements move by more than 1% when a coefficient doubles."""
    counts = {}
    for name in values:
        other = {**values, name: values[name] * 2.0}
        counts[name] = sum(abs(miss(p, other) - miss(p, values)) > 0.01 for p in points)
    return counts


def main(argv: Sequence[str] | None = None) -> int:
    """Run the fit and return 0, 1 when the shipped file is not what the fit gives, or 2 on bad input."""
    parser = argparse.ArgumentParser(prog="python -m advisor.estimate.fit_training", description=__doc__)
    parser.add_argument("file", help="measurements with the columns that `advisor validate training` reads")
    parser.add_argument("--out", help="write the coefficient file here; default: print it")
    parser.add_argument(
        "--check", action="store_true", help="only tell whether the shipped file is this fit's"
    )
    args = parser.parse_args(argv)
    try:
        return _run(args)
    except (UserError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2


def _run(args: argparse.Namespace) -> int:
    with Path(args.file).open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file), *published_rows("training_means")]
    points = readable(rows, load_catalog())
    if len({p.family for p in points}) < LEAST_FAMILIES:
        raise UserError(
            f"{args.file}: fewer than {LEAST_FAMILIES} families of runs; a fit would mean nothing"
        )
    known = priors()
    values, errors = solve(points, known)
    if args.check:
        return int(any(abs(values[p.id] / speed_coefficients()[p.id] - 1.0) > TOLERANCE for p in known))
    text = speed_toml(points, values, errors, left_out(points, known), felt(points, values))
    if args.out:
        Path(args.out).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
