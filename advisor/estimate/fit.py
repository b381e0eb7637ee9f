"""Refit the serving coefficients: ``python -m advisor.estimate.fit FILE.csv [--out FILE.toml] [--check]``."""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from advisor.catalog import load_catalog
from advisor.errors import UserError
from advisor.estimate.fit_book import book, parameters, values_of, with_means
from advisor.estimate.fit_data import Observation, observations
from advisor.estimate.fit_report import LEFT_OUT, Missed, error_table, held_out
from advisor.estimate.fit_solve import Residuals, Solution, solve_fit
from advisor.estimate.fit_tables import error_lines, refitted_file

KINDS = {
    "serving": {"max_throughput", "starved", "throughput", "tpot", "ttft", "at_rate"},
    "stream": {"single_stream", "prompt"},
    "static": {"static"},
}
"""Fits, one after the other, with the regimes of their rows."""
TOLERANCE = 0.03
"""Relative difference from the shipped coefficients that rounding and the version of scipy explain."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the fit and return 0, 1 when the shipped file is not what the fit gives, or 2 on bad input."""
    parser = argparse.ArgumentParser(prog="python -m advisor.estimate.fit", description=__doc__)
    parser.add_argument("file", help="measurements with the columns that `advisor validate serving` reads")
    parser.add_argument("--out", help="write the coefficient file here")
    parser.add_argument("--day", type=date.fromisoformat, help="the day that the file names; default: today")
    parser.add_argument(
        "--check", action="store_true", help="only tell whether the shipped file is this fit's"
    )
    args = parser.parse_args(argv)
    try:
        return _run(Path(args.file), args.out, args.day or date.today(), check=args.check)
    except UserError as problem:
        print(problem, file=sys.stderr)
        return 2


def _run(file: Path, out: str | None, day: date, *, check: bool) -> int:
    rows = _read(file)
    values, solutions = _fitted(rows)
    if check:
        return _check(values)
    missed = _missed(rows, values)
    table = error_table(rows, Residuals(rows).logs(values), missed)
    print("\n".join(error_lines(table)))
    if out:
        text = refitted_file(values, solutions, table, rows, missed, day)
        Path(out).write_text(text, encoding="utf-8")
        _say(f"wrote {out}")
    return 0


def _fitted(rows: Sequence[Observation]) -> tuple[dict[str, float], dict[str, Solution]]:
    """Return all values and what each fit found; fits begin at their priors, whatever the file ships."""
    starts = {one.id: one.start for kind in KINDS for one in parameters(kind)}
    values = with_means({**values_of(book()["coefficient"]), **starts})
    solutions: dict[str, Solution] = {}
    for kind in KINDS:
        solutions[kind] = solve_fit(rows_of(rows, kind), parameters(kind), values)
        values = dict(solutions[kind].values)
        _say(f"{kind}: {len(solutions[kind].errors)} coefficients on {solutions[kind].n} rows")
    return values, solutions


def _missed(rows: Sequence[Observation], values: Mapping[str, float]) -> list[Missed]:
    """Return the residuals of all rows under fits that had not seen them; several fits at a time."""
    asked = [(rows_of(rows, kind), kind, left_out) for kind in KINDS for left_out in LEFT_OUT]
    with ProcessPoolExecutor() as pool:
        running = [
            pool.submit(held_out, part, parameters(kind), values, left_out, _say)
            for part, kind, left_out in asked
        ]
        return [one for found in running for one in found.result()]


def rows_of(rows: Sequence[Observation], kind: str) -> list[Observation]:
    """Return the observations that one fit uses."""
    return [row for row in rows if row.groups["regime"] in KINDS[kind]]


def _read(file: Path) -> list[Observation]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            found = observations(csv.DictReader(stream), load_catalog())
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(f"{file}: cannot be read ({problem}).") from None
    if not found:
        raise UserError(
            f"{file}: no row can be answered; see `advisor validate serving --help` for the columns."
        )
    return found


def _check(values: Mapping[str, float]) -> int:
    moved = []
    for row in book()["coefficient"]:
        shift = abs(math.log(values[row["id"]] / float(row["value"])))
        if shift > max(TOLERANCE, float(row.get("error", 0.0)) / 2.0):
            moved.append(f"{row['id']}: shipped {row['value']:g}, refitted {values[row['id']]:.4g}")
    print("\n".join(moved) or "The shipped coefficients are what this fit gives.")
    return 1 if moved else 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
