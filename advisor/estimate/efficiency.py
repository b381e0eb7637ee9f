"""What a device can reach in training: formats, their peaks, and what whole runs reached."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from advisor.catalog.records import Accelerator
from advisor.errors import UserError, shown
from advisor.estimate.formats import peak_tflops
from advisor.resources import shipped_toml

Z90 = 1.645
"""Standard deviations on each side of a 90% range."""

Precision = Literal["bf16", "fp8", "fp4"]
PRECISIONS: tuple[Precision, ...] = ("bf16", "fp8", "fp4")
EIGHT_BITS = 1.5
"""A device whose peak in a format is this many times its bf16 peak multiplies 8-bit numbers."""
FOUR_BITS = 2.5
_RECIPE = re.compile(r"[-_ /+]")
_SAME_SPEED = {
    "bf16": "bf16", "fp16": "bf16", "fp32": "bf16", "tf32": "bf16", "amp": "bf16", "mixed": "bf16",
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


def training_precision(name: str) -> Precision:
    """Return the class of arithmetic of a number format; a recipe after it is left out: ``fp8-cs``.

    >>> training_precision("MXFP8"), training_precision("fp8_current_scaling"), training_precision("nvfp4")
    ('fp8', 'fp8', 'fp4')

    Raises:
        UserError: When the format is unknown.
    """
    kind = _SAME_SPEED.get(_RECIPE.split(name.strip().casefold(), maxsplit=1)[0])
    for known in PRECISIONS:
        if kind == known:
            return known
    raise UserError(
        f"precision: {shown(name)!r} is no training format; use one of {', '.join(sorted(_SAME_SPEED))}"
    )


def highest_mfu(accelerator: Accelerator, precision: str) -> float:
    """Return the dense peak of a format over the bf16 peak, which no MFU can pass; 1 without a faster peak.

    Raises:
        UserError: When the format is unknown.
    """
    faster = peak_tflops(accelerator, training_precision(precision)) or 0.0
    if precision.casefold() == "int8":
        faster = max(faster, accelerator.int8_tops or 0.0)
    return max(1.0, faster / accelerator.bf16_tflops)


def device_precision(accelerator: Accelerator, precision: str) -> Precision:
    """Return the class of arithmetic that a device really computes in: the next wider where it lacks one.

    Raises:
        UserError: When the format is unknown.
    """
    wanted = training_precision(precision)
    most = highest_mfu(accelerator, precision)
    if wanted == "fp4" and most > FOUR_BITS:
        return "fp4"
    if wanted == "fp4":
        return device_precision(accelerator, "fp8")
    return wanted if most > EIGHT_BITS else "bf16"


@cache
def whole_run(generation: str) -> Efficiency:
    """Return the share of the bf16 peak that whole runs in 16 bits reached on a generation, on average.

    Tuning takes from it how generations compare where nobody measured tuning; pre-training has its own model
    of a step.
    """
    return _of_generation(training_coefficients()["whole_run"], generation)


def _of_generation(rows: list[dict[str, Any]], generation: str) -> Efficiency:
    """Return the row of the generation, of its family (``tpu`` for ``tpu-v5``), or the fallback."""
    by_name = {str(r["generation"]): r for r in rows}
    family = generation.split("-", maxsplit=1)[0] if "-v" in generation else generation
    row = by_name.get(generation) or by_name.get(family) or by_name[""]
    return Efficiency(float(row["mfu"]), float(row["spread"]), int(row["n"]), str(row["source"]))
