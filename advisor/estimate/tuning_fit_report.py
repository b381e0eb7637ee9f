"""The fit of tuning memory as text and as the dated file that ships."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.estimate.fit_families import family_weights
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_memory import FITTED

LOW, HIGH = 0.05, 0.95
OTHERS = 0.25
"""Weight of other methods' errors in a method's range, since each has few families."""
GUESSED_SHAPE = 0.2
"""Added spread of a guessed shape: half a 90% range, as a share of the whole; an assumption."""
UNMEASURED_STACK = 0.2
"""Added spread of a stack without measurements, as a share of what is doubtful; an assumption."""
UNSEEN = 0.2
"""The same for software that nobody looked at: the form was chosen with these families in sight. With it, the
ranges of a fit without a family held 91% of that family's rows; without it 87%."""
MEANING = {
    "states": "bytes held beyond each byte that stays through a step",
    "working": "bytes held beyond each byte that grows with the tokens",
    "eager": "bytes held beyond each byte of written-out attention scores",
    "unequal": "bytes held beyond each byte of logits when sequences differ in length",
    "framework_gb": "GB of a process beyond its allocator: device context and libraries",
    "sharded_gb": "GB of communication buffers of a process that exchanges data",
}


@dataclass(frozen=True, slots=True)
class Left:
    """The error of one row under a fit without its family."""

    family: str
    stack: str
    method: str
    residual: float
    """ln(measured / estimate)."""
    share: float
    """(measured - estimate) / what is doubtful of the estimate; see ``tuning_peak.doubtful``."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The constants, their standard errors, and the errors on families left out."""

    constants: tuple[float, ...]
    errors: tuple[float, ...]
    """Standard errors by leaving one family out (jackknife)."""
    informed: tuple[int, ...]
    """Rows that each constant has any effect on."""
    left: tuple[Left, ...]


def method_range(left: Sequence[Left], method: str) -> tuple[float, float]:
    """Return the shares of what is doubtful that hold 90% of the errors on families left out.

    Families weigh by the root of their rows; other methods' rows count a quarter.
    """
    weights = family_weights([r.family for r in left])
    weighted = sorted(
        (r.share, weight * (1.0 if r.method == method else OTHERS))
        for r, weight in zip(left, weights, strict=True)
    )
    return _quantile(weighted, LOW), _quantile(weighted, HIGH)


def _quantile(weighted: Sequence[tuple[float, float]], level: float) -> float:
    total, seen = sum(weight for _, weight in weighted), 0.0
    for value, weight in weighted:
        seen += weight
        if seen >= level * total:
            return value
    return weighted[-1][0]


def report(found: Fit) -> str:
    """Return the constants and the errors on families left out as text."""
    lines = [f"{len(found.left)} rows of {len({r.family for r in found.left})} families"]
    for name, value, error, n in zip(FITTED, found.constants, found.errors, found.informed, strict=True):
        lines.append(f"{name:14s} {value:7.3f} ± {error:.3f}  ({n} rows; {MEANING[name]})")
    lines.append("errors on families left out:")
    lines.append(_errors("all", found.left))
    for family in sorted({r.family for r in found.left}):
        lines.append(_errors(family, [r for r in found.left if r.family == family]))
    for method in sorted({r.method for r in found.left}):
        low, high = method_range(found.left, method)
        lines.append(_errors(method, [r for r in found.left if r.method == method]))
        lines.append(f"  90% range {low:+.3f} to {high:+.3f} of what is doubtful")
    return "\n".join(lines) + "\n"


def _errors(name: str, rows: Iterable[Left]) -> str:
    errors = sorted(abs(math.exp(-r.residual) - 1.0) for r in rows)
    p90 = errors[min(len(errors) - 1, int(0.9 * len(errors)))]
    return f"  {name:16s} n {len(errors):4d}  median {statistics.median(errors):.1%}  p90 {p90:.1%}"


def toml(found: Fit) -> str:
    """Return the file that ships."""
    lines = [
        "# Written by `python -m advisor.estimate.fit_tuning FILE --write`: what a training process holds",
        "# beyond tensors. se: standard error by leaving one family out; n: rows that it has an effect on.",
        "",
        f"as_of = {tuning_constants()['as_of']}",
        "",
    ]
    for name, value, error, n in zip(FITTED, found.constants, found.errors, found.informed, strict=True):
        unit = "GB" if name.endswith("_gb") else "bytes per byte"
        lines += [f"[{name}]", f"value = {value:.4f}", f"se = {error:.4f}", f"n = {n}", f'unit = "{unit}"']
        lines += [f'meaning = "{MEANING[name]}"', ""]
    return "\n".join([*lines, *_left_out_lines(found), *_interval_lines(found)]) + "\n"


def _left_out_lines(found: Fit) -> list[str]:
    errors = sorted(abs(math.exp(-r.residual) - 1.0) for r in found.left)
    return [
        "# Errors on families left out.",
        "[left_out]",
        f"median = {statistics.median(errors):.4f}",
        f"p90 = {errors[int(0.9 * len(errors))]:.4f}",
        f"families = {len({r.family for r in found.left})}",
        f"n = {len(errors)}",
        "",
    ]


def _interval_lines(found: Fit) -> list[str]:
    measured = ", ".join(f'"{name}"' for name in sorted({r.stack for r in found.left}))
    lines = [
        "# Shares of what is doubtful (everything but the base, and a part of the base) that hold 90% of the",
        "# errors on families left out; the other entries widen them.",
        "[interval]",
        f"guessed_shape = {GUESSED_SHAPE}",
        f"unmeasured_stack = {UNMEASURED_STACK}",
        f"unseen = {UNSEEN}",
        f"stacks = [{measured}]",
    ]
    for method in ("full", "lora", "qlora"):
        rows = [r for r in found.left if r.method == method]
        low, high = method_range(found.left, method)
        lines += ["", f"[interval.{method}]", f"low = {low:.4f}", f"high = {high:.4f}", f"n = {len(rows)}"]
    return lines
