"""Fit what the allocator and the process hold beyond tensors: ``python -m advisor.estimate.fit_tuning FILE``.

Everything else of tuning memory follows from shapes. Families of the file weigh by the root of their rows;
each family's errors come from a fit without it, and the ranges from those errors.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor.catalog import Catalog, load_catalog
from advisor.estimate.csv_cells import number, required
from advisor.estimate.fit_families import answered, family_weights, jackknife_error
from advisor.estimate.fit_tuning_speed import speed_report, speed_rows
from advisor.estimate.pattern_search import pattern_search
from advisor.estimate.tuning_fit_report import Fit, Left, report, toml
from advisor.estimate.tuning_memory import FITTED, tensors_and_allocator
from advisor.estimate.tuning_peak import doubtful
from advisor.estimate.tuning_rows import setting_of
from advisor.estimate.tuning_shape_names import shape_named
from advisor.resources import shipped_path, shipped_text

PRIOR = {
    "states": (0.02, 0.02),
    "working": (0.1, 0.1),
    "eager": (0.3, 0.3),
    "unequal": (1.5, 1.0),
    "framework_gb": (1.0, 0.5),
    "sharded_gb": (1.0, 1.0),
}
"""What a constant should be, and how far from it, before any measurement: a device context of CUDA and its
libraries takes half a GB to one and a half, buffers of NCCL as much again, and allocators waste a tenth."""
TOLERANT = 0.1
"""Errors beyond this much of the logarithm count by their size, not its square: some rows are misread."""


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: bytes of tensors, what the rest depends on, and what was measured."""

    family: str
    stack: str
    method: str
    base: float
    """Bytes of the weights alone, which are part of ``tensors``."""
    tensors: float
    grows: tuple[float, ...]
    """One number for each fitted constant, in bytes."""
    measured: float

    def residual(self, constants: Sequence[float]) -> float:
        """Return ln(measured / estimate)."""
        return math.log(self.measured / self.estimate(constants))

    def estimate(self, constants: Sequence[float]) -> float:
        """Return the bytes that these constants give."""
        return self.tensors + sum(c * x for c, x in zip(constants, self.grows, strict=True))

    def left(self, constants: Sequence[float]) -> Left:
        """Return the error under constants of a fit without this row's family."""
        estimate = self.estimate(constants)
        share = (self.measured - estimate) / doubtful(self.base, estimate)
        return Left(self.family, self.stack, self.method, self.residual(constants), share)


def rows_of(path: Path, catalog: Catalog) -> list[Row]:
    """Return the rows of a file that the form can answer and whose shapes are known."""
    return answered(path, lambda cells: _row(cells, catalog))


def _row(cells: Mapping[str, str], catalog: Catalog) -> Row | None:
    if (cells.get("evidence") or "measured") != "measured":
        return None
    measured = required(cells, "peak_mem_gb_per_gpu") * 1e9
    shape = shape_named(
        cells["model"], required(cells, "params_b"), number(cells, "params_b_active"), catalog
    )
    if not shape.exact:
        return None
    setting = setting_of(cells, shape)
    parts, allocator = tensors_and_allocator(shape, setting)
    grows = (0.0,) * len(FITTED) if allocator is None else allocator.features()
    family = cells.get("family") or "unknown"
    tensors = sum(parts.values())
    return Row(family, setting.stack, setting.method, parts["weights"], tensors, grows, measured)


def fit(rows: Iterable[Row]) -> tuple[float, ...]:
    """Return the constants with the least tolerant squared error of the logarithm, none below zero.

    A constant that departs from its prior by one standard deviation costs a half.
    """
    weighted = _weighted(rows)
    return pattern_search(lambda constants: _loss(weighted, constants), [PRIOR[name][0] for name in FITTED])


def _weighted(rows: Iterable[Row]) -> list[tuple[float, Row]]:
    listed = list(rows)
    return list(zip(family_weights([row.family for row in listed]), listed, strict=True))


def _loss(rows: Sequence[tuple[float, Row]], constants: Sequence[float]) -> float:
    total = sum(
        0.5 * ((value - PRIOR[name][0]) / PRIOR[name][1]) ** 2
        for name, value in zip(FITTED, constants, strict=True)
    )
    for weight, row in rows:
        total += weight * (math.hypot(1.0, row.residual(constants) / TOLERANT) - 1.0)
    return total


def leave_one_family_out(rows: Sequence[Row]) -> Fit:
    """Return the fit on all rows, with each row's error and each constant's from fits without a family."""
    families = sorted({row.family for row in rows})
    without = {name: fit(row for row in rows if row.family != name) for name in families}
    left = [row.left(without[row.family]) for row in rows]
    errors = tuple(jackknife_error(values) for values in zip(*without.values(), strict=True))
    informed = tuple(sum(row.grows[i] > 0.0 for row in rows) for i in range(len(FITTED)))
    return Fit(fit(rows), errors, informed, tuple(left))


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and print the errors; 1 when ``--check`` finds that the shipped constants are others."""
    parser = argparse.ArgumentParser(prog="python -m advisor.estimate.fit_tuning", description=__doc__)
    parser.add_argument(
        "file", type=Path, help="measurements as `advisor validate finetune-memory` reads them"
    )
    parser.add_argument("--write", action="store_true", help="replace the constants that ship")
    parser.add_argument(
        "--check", action="store_true", help="only tell whether those that ship are this fit's"
    )
    args = parser.parse_args(arguments)
    if not args.file.is_file():
        sys.stderr.write(f"{args.file} is no file; give a CSV file of measurements.\n")
        return 2
    catalog = load_catalog()
    memory, memory_file = _memory(rows_of(args.file, catalog))
    speed, speed_file = speed_report(speed_rows(args.file, catalog))
    files = {"estimate/tuning_fit.toml": memory_file, "estimate/tuning_speed_fit.toml": speed_file}
    if args.check:
        return int(any(shipped_text(name) != text for name, text in files.items()))
    sys.stdout.write(memory + speed)
    if args.write:
        for name, text in files.items():
            shipped_path(name).write_text(text, "utf-8")
    return 0


def _memory(rows: Sequence[Row]) -> tuple[str, str]:
    found = leave_one_family_out(rows)
    return report(found), toml(found)


if __name__ == "__main__":
    raise SystemExit(main())
