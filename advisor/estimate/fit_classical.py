"""Refit the other models: ``python -m advisor.estimate.fit_classical [FILE.csv] [--out FILE.toml]``."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from advisor.catalog import load_catalog
from advisor.errors import UserError
from advisor.estimate.classical_coefficients import classical_file
from advisor.estimate.classical_rows import OtherPoint, published_other, read_other
from advisor.estimate.fit_classical_solve import LEFT_OUT, Miss, held_out, solve_classical
from advisor.estimate.fit_classical_write import classical_text, errors_of


def main(argv: Sequence[str] | None = None) -> int:
    """Run the fit and return 0, or 2 on bad input."""
    parser = argparse.ArgumentParser(prog="python -m advisor.estimate.fit_classical", description=__doc__)
    parser.add_argument("file", nargs="?", help="measurements; default: the published ones that ship")
    parser.add_argument("--out", help="write the coefficient file here")
    parser.add_argument("--day", type=date.fromisoformat, help="the day that the file names; default: today")
    args = parser.parse_args(argv)
    try:
        points = _points(args.file)
        solution = solve_classical(points)
        missed = [miss for kind in LEFT_OUT for miss in held_out(points, kind, solution.values)]
        if args.out:
            text = classical_text(classical_file(), solution, missed, args.day or date.today())
            Path(args.out).write_text(text, encoding="utf-8")
    except UserError as problem:
        print(problem, file=sys.stderr)
        return 2
    print(report(points, missed))
    return 0


def report(points: Sequence[OtherPoint], missed: Sequence[Miss]) -> str:
    """Return the errors on rows that the fit had not seen, by what was left out and by kind of arithmetic."""
    lines = [f"{len(points)} rows"]
    for row in errors_of(missed):
        lines.append(
            f"{row['left_out']} left out, {row['operations']}: n {row['n']}, median {row['median_ape']:.1%},"
            f" mean {row['mape']:.1%}, bias {row['bias']:+.1%}"
        )
    return "\n".join(lines)


def _points(file: str | None) -> list[OtherPoint]:
    catalog, found = load_catalog(), []
    for row in published_other() if file is None else _rows(Path(file)):
        try:
            found.append(read_other(row, catalog))
        except UserError as problem:
            print(f"{row.get('id', '?')}: {problem}", file=sys.stderr)
    if not found:
        raise UserError(
            f"{file}: no row can be answered; see `advisor validate other --help` for the columns."
        )
    return found


def _rows(file: Path) -> list[dict[str, str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(f"{file}: cannot be read ({problem}).") from None


if __name__ == "__main__":
    raise SystemExit(main())
