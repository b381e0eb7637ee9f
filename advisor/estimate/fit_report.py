"""What a fit is worth: errors on rows that it had not seen, by regime."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.estimate.fit_book import Parameter, with_means, without
from advisor.estimate.fit_data import Observation, thinned
from advisor.estimate.fit_solve import Residuals, solve_fit

LEFT_OUT = ("group", "device", "architecture", "source", "generation")
FOLDS = 5
"""Parts that device x architecture pairs are dealt into; all else goes one by one."""
LEAST = 20
"""A device, architecture or source with fewer rows is left out together with other small ones."""
ROUNDS = 10
"""Steps of a fit that leaves a group out; it starts at the priors, as the whole fit does."""
CELL = 12
"""Rows of one device, model, source and regime that such a fit sees at most."""


@dataclass(frozen=True, slots=True)
class Missed:
    """The residual of one observation that its fit had not seen."""

    row: Observation
    log_error: float
    """``log(measured / estimate)``."""
    left_out: str
    distance: int
    """0 when rows of the device's generation were left, 1 when rows of its vendor were, else 2."""


def folds(rows: Sequence[Observation], kind: str) -> Iterator[set[str]]:
    """Yield the sets of names that are left out together."""
    size: dict[str, int] = defaultdict(int)
    for row in rows:
        size[row.groups[kind]] += row.n
    names = sorted(size, key=lambda name: (-size[name], name))
    if kind == "group":
        yield from (set(names[start::FOLDS]) for start in range(FOLDS))
        return
    large = [name for name in names if size[name] >= LEAST]
    yield from ({name} for name in large)
    if small := set(names) - set(large):
        yield small


def held_out(
    rows: Sequence[Observation],
    free: Sequence[Parameter],
    values: Mapping[str, float],
    kind: str,
    tell: Callable[[str], None] = lambda line: None,
) -> list[Missed]:
    """Return the residuals of every observation under fits that left its group out.

    Each fit begins at the priors, so that nothing of the rows that it must not see comes in by its start.
    A generation that no remaining row measures loses its coefficients, so that its devices run on what
    an unknown device falls back to.
    """
    missed = []
    values = {**values, **{one.id: one.start for one in free}}
    for names in folds(rows, kind):
        seen = [row for row in rows if row.groups[kind] not in names]
        unseen = [row for row in rows if row.groups[kind] in names]
        gone = _generations(unseen) - _generations(seen)
        start = with_means(without(values, gone))
        moving = [one for one in free if one.id in start]
        if not seen or not moving:
            tell(f"  without {kind} {', '.join(sorted(names)[:3])}: nothing left to fit")
            continue
        fitted = solve_fit(thinned(seen, CELL), moving, start, ROUNDS).values
        tell(f"  without {kind} {', '.join(sorted(names)[:3])}: {len(unseen)} rows")
        for row, guess in zip(unseen, Residuals(unseen).guesses(fitted), strict=True):
            if guess is not None:
                error = row.log_measured - math.log(guess.value)
                missed.append(Missed(row, error, kind, guess.distance))
    return missed


def _generations(rows: Sequence[Observation]) -> set[str]:
    return {row.groups["generation"] for row in rows}


def figures(errors: Sequence[float]) -> dict[str, float]:
    """Return the median, mean and 90th percentile of ``|estimate / measured - 1|`` in percent."""
    percent = sorted(100.0 * abs(math.exp(-error) - 1.0) for error in errors)
    return {
        "median": statistics.median(percent),
        "mean": statistics.fmean(percent),
        "p90": percent[min(len(percent) - 1, int(0.9 * len(percent)))],
    }


def error_table(
    rows: Sequence[Observation], seen: Sequence[float | None], missed: Sequence[Missed]
) -> list[dict[str, Any]]:
    """Return a line for each regime and kind of model: errors in the fit and left out in each way."""
    cells: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row, error in zip(rows, seen, strict=True):
        if error is not None:
            cells[_cell(row)]["fitted"].append(error)
    for miss in missed:
        cells[_cell(miss.row)][f"{miss.left_out}_left_out"].append(miss.log_error)
    return [
        {"regime": regime, "kind": kind, "n": len(columns["fitted"])}
        | {name: figures(columns[name]) for name in sorted(columns) if columns[name]}
        for (regime, kind), columns in sorted(cells.items())
    ]


def _cell(row: Observation) -> tuple[str, str]:
    return row.groups["regime"], row.groups["kind"]
