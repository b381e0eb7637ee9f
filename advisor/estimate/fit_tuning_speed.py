"""Fit the speed of tuning on one device from the throughput that memory measurements report besides."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor.catalog import Catalog
from advisor.estimate.csv_cells import number, required
from advisor.estimate.device_names import device_named
from advisor.estimate.fit_families import answered, family_weights, jackknife_error
from advisor.estimate.pattern_search import pattern_search
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_rows import setting_of
from advisor.estimate.tuning_shape_names import shape_named
from advisor.estimate.tuning_speed import flops_per_token
from advisor.estimate.tuning_step import SPEED_FITTED, StepWork, step_work

PRIOR = {
    "share": (0.7, 0.2),
    "launch_s": (0.004, 0.7),
    "passes": (8.0, 0.7),
    "unpack": (0.22, 0.5),
    "packed": (0.8, 0.3),
}
"""What a constant should be, and the spread of its logarithm, before any measurement."""
MEANING = {
    "share": ("share of the bf16 peak", "matrix products of stock software on Ampere"),
    "launch_s": ("s per layer and step", "kernels of one layer that are too short to matter"),
    "passes": ("bytes per byte", "times that what a layer writes is read or written"),
    "unpack": ("weights per byte", "NF4 weights that are unpacked while one byte could be read"),
    "packed": ("ratio", "share of the peak of a packed base over that of a 16-bit one"),
}
TOLERANT = 0.15


@dataclass(frozen=True, slots=True)
class SpeedRow:
    """One measured speed on one device."""

    family: str
    work: StepWork
    tokens: float
    peak_flops: float
    bytes_s: float
    measured: float

    def residual(self, constants: Sequence[float]) -> float:
        """Return ln(measured / estimate)."""
        seconds = self.work.seconds(self.peak_flops, self.bytes_s, constants)
        return math.log(self.measured * seconds / self.tokens)


def speed_rows(path: Path, catalog: Catalog) -> list[SpeedRow]:
    """Return the rows on one device that report tokens a second and whose shapes are known."""
    return answered(path, lambda cells: _row(cells, catalog))


def _row(cells: Mapping[str, str], catalog: Catalog) -> SpeedRow | None:
    measured = required(cells, "throughput_tok_s")
    device = device_named(cells["hardware"], catalog)
    shape = shape_named(
        cells["model"], required(cells, "params_b"), number(cells, "params_b_active"), catalog
    )
    if not shape.exact or number(cells, "n_gpus") != 1:
        return None
    setting = setting_of(cells, shape)
    flops = flops_per_token(shape, setting.method, setting.seq_len, checkpointing=setting.checkpointing)
    ratio = float(tuning_constants()["speed"]["generation"].get(device.generation, 1.0))
    return SpeedRow(
        cells.get("family") or "unknown",
        step_work(shape, setting, flops),
        setting.tokens_per_step,
        ratio * device.bf16_tflops * 1e12,
        device.bandwidth_gb_s * 1e9,
        measured,
    )


def fit_speed(rows: Iterable[SpeedRow]) -> tuple[float, ...]:
    """Return the constants with the least tolerant squared error of the logarithm, near their priors."""
    listed = list(rows)
    weights = family_weights([row.family for row in listed])

    def loss(constants: Sequence[float]) -> float:
        if min(constants) <= 0.0:
            return math.inf
        total = sum(
            0.5 * (math.log(value / PRIOR[name][0]) / PRIOR[name][1]) ** 2
            for name, value in zip(SPEED_FITTED, constants, strict=True)
        )
        for weight, row in zip(weights, listed, strict=True):
            total += weight * (math.hypot(1.0, row.residual(constants) / TOLERANT) - 1.0)
        return total

    return pattern_search(loss, [PRIOR[name][0] for name in SPEED_FITTED])


def speed_report(rows: Sequence[SpeedRow]) -> tuple[str, str]:
    """Return the fit as text and as the dated file that ships."""
    families = sorted({row.family for row in rows})
    constants = fit_speed(rows)
    without = {name: fit_speed(r for r in rows if r.family != name) for name in families}
    left = [row.residual(without[row.family]) for row in rows]
    errors = sorted(abs(math.exp(-r) - 1.0) for r in left)
    spread = math.sqrt(statistics.fmean(min(abs(r), 1.0) ** 2 for r in left))
    p90 = errors[int(0.9 * len(errors))]
    lines = [
        f"speed: {len(rows)} rows of {len(families)} families, left out:"
        f" median {statistics.median(errors):.1%}, p90 {p90:.1%}, spread {spread:.2f}"
    ]
    file = [
        "# Written by `python -m advisor.estimate.fit_tuning FILE --write`: speed of tuning on one device.",
        "",
    ]
    file += [f"as_of = {tuning_constants()['as_of']}", ""]
    for i, (name, value) in enumerate(zip(SPEED_FITTED, constants, strict=True)):
        error = jackknife_error([constants[i] for constants in without.values()])
        unit, meaning = MEANING[name]
        lines.append(f"{name:14s} {value:7.4f} ± {error:.4f}  {meaning}")
        file += [f"[{name}]", f"value = {value:.5f}", f"se = {error:.5f}", f"n = {len(rows)}"]
        file += [f'unit = "{unit}"', f'meaning = "{meaning}"', ""]
    file += ["# Spread of ln(measured / estimate) on families left out.", "[spread]", f"value = {spread:.3f}"]
    file += [f"median_error = {statistics.median(errors):.3f}", f"n = {len(rows)}"]
    return "\n".join(lines) + "\n", "\n".join(file) + "\n"
