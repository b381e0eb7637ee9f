"""How much of a device's peak training reaches, by generation, precision and sort of model."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from advisor.catalog.records import Accelerator
from advisor.errors import UserError
from advisor.estimate.formats import peak_tflops
from advisor.quantity import Quantity, sourced
from advisor.resources import shipped_toml

Z90 = 1.645
"""Standard deviations on each side of a 90% range."""

Precision = Literal["bf16", "fp8", "fp4"]
PRECISIONS: tuple[Precision, ...] = ("bf16", "fp8", "fp4")
_SAME_SPEED = {
    "bf16": "bf16", "fp16": "bf16", "fp32": "bf16",
    "fp8": "fp8", "mxfp8": "fp8", "int8": "fp8",
    "fp4": "fp4", "nvfp4": "fp4", "mxfp4": "fp4",
}  # fmt: skip


def training_coefficients() -> Mapping[str, Any]:
    """Return the dated numbers of the training and tuning estimates."""
    return shipped_toml("estimate/training_coefficients.toml")


@dataclass(frozen=True, slots=True)
class Efficiency:
    """A fitted share of the dense bf16 peak."""

    mfu: float
    spread: float
    """Standard deviation of the logarithm."""
    n: int
    source: str

    @property
    def factor90(self) -> float:
        """Return the factor of the 90% range."""
        return math.exp(Z90 * self.spread)


def training_precision(name: str) -> Precision:
    """Return the class of arithmetic of a number format.

    Raises:
        UserError: When the format is unknown.
    """
    kind = _SAME_SPEED.get(name.casefold())
    for known in PRECISIONS:
        if kind == known:
            return known
    raise UserError(f"precision: {name!r} is no training format; use one of {', '.join(sorted(_SAME_SPEED))}")


def highest_mfu(accelerator: Accelerator, precision: str) -> float:
    """Return the dense peak of a format over the bf16 peak, which no MFU can pass; 1 without a faster peak.

    Raises:
        UserError: When the format is unknown.
    """
    faster = peak_tflops(accelerator, training_precision(precision)) or 0.0
    return max(1.0, faster / accelerator.bf16_tflops)


@cache
def steady(generation: str, precision: Precision, moe: bool) -> Efficiency:
    """Return the steady-state share of the bf16 peak that tuned benchmarks reach on 64 devices."""
    rows = [r for r in training_coefficients()["steady"] if r["moe"] == moe and r["precision"] == precision]
    if not rows:
        return steady(generation, "fp8" if precision == "fp4" else "bf16", moe)
    return _of_generation(rows, generation)


@cache
def whole_run(generation: str, precision: Precision, moe: bool) -> Efficiency:
    """Return the share of the bf16 peak that a whole run reaches, restarts and slow days included."""
    rows = [r for r in training_coefficients()["whole_run"] if r["moe"] == moe]
    base = _of_generation(rows, generation)
    if precision == "bf16":
        return base
    gain = training_coefficients()["fp8_run_gain"]
    own = math.log(gain["high"] / gain["low"]) / (2.0 * Z90)
    return Efficiency(
        base.mfu * gain["value"],
        math.hypot(base.spread, own),
        min(base.n, int(gain["n"])),
        f"{base.source}; 8-bit gain: {gain['source']}",
    )


def scale_loss(devices: float) -> float:
    """Return the factor on steady MFU at that scale: (devices / 64)^-0.045 above 64 devices, else 1."""
    scale = training_coefficients()["scale"]
    ratio = devices / float(scale["reference_devices"])
    return float(ratio ** -float(scale["exponent"])) if ratio > 1.0 else 1.0


@cache
def goodput() -> Quantity:
    """Return the share of paid time that trains."""
    row = training_coefficients()["goodput"]
    return sourced(
        "goodput",
        row["value"],
        "share",
        row["source"],
        low=row["low"],
        high=row["high"],
        as_of=training_coefficients()["as_of"],
        basis="measured",
    )


def _of_generation(rows: list[dict[str, Any]], generation: str) -> Efficiency:
    """Return the row of the generation, of its family (``tpu`` for ``tpu-v5``), or the fallback."""
    by_name = {str(r["generation"]): r for r in rows}
    family = generation.split("-", maxsplit=1)[0] if "-v" in generation else generation
    row = by_name.get(generation) or by_name.get(family) or by_name[""]
    return Efficiency(float(row["mfu"]), float(row["spread"]), int(row["n"]), str(row["source"]))
