"""What a fit prints and writes: the errors by regime, and the new coefficient file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from advisor.estimate.fit_book import book
from advisor.estimate.fit_data import Observation
from advisor.estimate.fit_intervals import LEAST_GROUPS, interval_rows, widening
from advisor.estimate.fit_report import LEFT_OUT, Missed
from advisor.estimate.fit_solve import Solution
from advisor.estimate.fit_write import coefficient_file

COLUMNS = ("fitted", *(f"{kind}_left_out" for kind in LEFT_OUT))


def error_lines(table: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the error table as lines of text."""
    lines = [
        "Median / mean / 90th percentile of the absolute error in percent",
        f"{'regime':28}{'n':>6}" + "".join(f"{name:>24}" for name in COLUMNS),
    ]
    for line in table:
        cells = (line.get(name) for name in COLUMNS)
        texts = (f"{c['median']:.1f} / {c['mean']:.1f} / {c['p90']:.1f}" if c else "-" for c in cells)
        name = f"{line['regime']}, {line['kind']}"
        lines.append(f"{name:28}{line['n']:>6}" + "".join(f"{text:>24}" for text in texts))
    return lines


def refitted_file(
    values: Mapping[str, float],
    solutions: Mapping[str, Solution],
    table: Sequence[Mapping[str, Any]],
    rows: Sequence[Observation],
    missed: Sequence[Missed],
    day: date,
) -> str:
    """Return the text of the coefficient file after a fit.

    Args:
        values: The new values.
        solutions: What each fit found, by kind.
        table: The errors by regime.
        rows: The observations.
        missed: Residuals of rows that were left out, for the ranges.
        day: The day of the fit.
    """
    shipped = dict(book())
    coefficients = []
    for row in shipped.pop("coefficient"):
        solution = solutions.get(row.get("fit", ""))
        fitted = {"n": solution.n, "error": solution.errors[row["id"]]} if solution else {}
        coefficients.append({**row, "value": float(values[row["id"]]), **fitted})
    ranges = interval_rows(missed)
    judged = {row["regime"] for row in ranges}
    kept = [row for row in shipped["interval"] if row["regime"] not in judged]
    head = {
        **shipped,
        "as_of": day,
        "source": _source(rows, day),
        "measured_shapes": sorted(_shapes(rows)),
        "stream_programs": _stream_programs(rows),
        **{f"widening_{name}": power for name, power in widening(missed).items()},
        "interval": ranges + kept,
        "held_out": [_flat(line) for line in table],
    }
    return coefficient_file(head, coefficients)


def _source(rows: Sequence[Observation], day: date) -> str:
    n = sum(row.n for row in rows)
    return (
        f"serving model of this program, fitted {day.isoformat()} on {n} published benchmark results"
        " (advisor validate serving prints its error)"
    )


def _stream_programs(rows: Iterable[Observation]) -> list[str]:
    """Return the programs of single streams with rows on as many devices as a range needs groups."""
    devices: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.point.stream:
            devices[row.point.request.engine].add(row.groups["device"])
    return sorted(name for name, found in devices.items() if len(found) >= LEAST_GROUPS)


def _shapes(rows: Iterable[Observation]) -> set[str]:
    archs = (row.point.request.arch for row in rows)
    return {f"{arch.layers}x{arch.hidden}x{arch.experts}" for arch in archs}


def _flat(line: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in line.items():
        if isinstance(value, Mapping):
            flat[name] = round(value["median"], 1)
            flat[f"{name}_mean"] = round(value["mean"], 1)
            flat[f"{name}_p90"] = round(value["p90"], 1)
        else:
            flat[name] = value
    return flat
