"""The coefficient file of the other models as a fit writes it, with ranges from rows left out."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from advisor.estimate.fit_classical_solve import ClassicalSolution, Miss

TAIL = 0.05
"""Share of the measurements that may lie beyond each end."""
LEAST = 6
"""A kind of arithmetic that was left out on fewer devices takes the errors of all kinds too."""
ENOUGH = 40
"""With fewer rows of a measured generation, those where its vendor alone was measured count as well."""
FEW = 1.2
"""Power on the factors because few devices were measured: without it, ranges made from the other devices held
84% of a device's rows and 79% of a generation's."""
FARTHER = 1.25
"""Least power of a vendor's factors for a device of a vendor that was not measured at all; an assumption."""


def errors_of(missed: Sequence[Miss]) -> list[dict[str, Any]]:
    """Return the errors of the estimate on rows left out, by what was left out and kind of arithmetic."""
    rows = []
    for left_out in sorted({one.left_out for one in missed}):
        part = [one for one in missed if one.left_out == left_out]
        for kind in ("any", *sorted({one.point.work.kind for one in part})):
            errors = [math.exp(-m.log_error) - 1.0 for m in part if kind in ("any", m.point.work.kind)]
            rows.append(
                {
                    "left_out": left_out,
                    "operations": kind,
                    "n": len(errors),
                    "median_ape": round(statistics.median(map(abs, errors)), 3),
                    "mape": round(statistics.fmean(map(abs, errors)), 3),
                    "bias": round(statistics.fmean(errors), 3),
                }
            )
    return rows


def interval_rows(missed: Sequence[Miss]) -> list[dict[str, Any]]:
    """Return the factors that hold 90% of the measurements of each kind of arithmetic.

    A row counts for how far its device was from what the fit without it had seen, whatever was left out.
    """
    near, far, beyond = ([one for one in missed if one.distance == away] for away in (0, 1, 2))
    rows = []
    for kind in ("any", *sorted({one.point.work.kind for one in missed})):
        own = sum(kind in ("any", one.point.work.kind) for one in near)
        inside = _cell(near if own >= ENOUGH else [*near, *far], kind)
        vendor = _wider(_cell(far, kind), inside)
        rows.append(
            {
                "operations": kind,
                "near": _rounded(inside),
                "vendor": _rounded(vendor),
                "physics": _rounded(_wider([end**FARTHER for end in vendor], _cell(beyond, kind))),
                "n": sum(kind in ("any", one.point.work.kind) for one in far),
            }
        )
    return rows


def classical_text(
    book: Mapping[str, Any], solution: ClassicalSolution, missed: Sequence[Miss], day: date
) -> str:
    """Return the text of a coefficient file with the values of a fit."""
    parts = [
        "# Written by `python -m advisor.estimate.fit_classical --out FILE`: time of models that are no LLM.",
        f"as_of = {day.isoformat()}",
        f"source = {json.dumps(_source(solution, missed))}",
        _table("operations", book["operations"]),
    ]
    parts += [_block("interval", row) for row in interval_rows(missed)]
    parts += [_block("held_out", row) for row in errors_of(missed)]
    for row in book["coefficient"]:
        name, now = row["id"], dict(row)
        if name in solution.values:
            now["value"] = _short(solution.values[name])
        if name in solution.errors:
            now |= {"error": round(solution.errors[name], 3), "n": solution.n[name]}
        parts.append(_block("coefficient", now))
    return "\n\n".join(parts) + "\n"


def _source(solution: ClassicalSolution, missed: Sequence[Miss]) -> str:
    found = {(row["left_out"], row["operations"]): row["median_ape"] for row in errors_of(missed)}
    return (
        f"this program's fit to {solution.rows} published throughputs (published_other.toml); median error"
        f" {found['family', 'any']:.0%} on families and {found['device', 'any']:.0%} on devices left out"
    )


def _cell(missed: Sequence[Miss], kind: str) -> list[float]:
    """Return the factors of a kind; with few devices, no narrower than those of all kinds together."""
    everything = _factors(missed)
    own = [one for one in missed if one.point.work.kind == kind]
    if kind == "any" or not own:
        return everything
    devices = len({one.point.device.id for one in own})
    return _factors(own) if devices >= LEAST else _wider(_factors(own), everything)


def _factors(missed: Iterable[Miss]) -> list[float]:
    """Return the quantiles of ``measured / estimate``, which hold 1 between them."""
    errors = sorted(one.log_error for one in missed)
    low, high = errors[int(TAIL * len(errors))], errors[-1 - int(TAIL * len(errors))]
    return [min(1.0, math.exp(low * FEW)), max(1.0, math.exp(high * FEW))]


def _wider(one: Sequence[float], other: Sequence[float]) -> list[float]:
    return [min(one[0], other[0]), max(one[1], other[1])]


def _rounded(ends: Sequence[float]) -> list[float]:
    return [_short(end) for end in ends]


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def _table(name: str, values: Mapping[str, Any]) -> str:
    return "\n".join([f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in values.items())])


def _block(name: str, row: Mapping[str, Any]) -> str:
    return "\n".join([f"[[{name}]]", *(f"{key} = {json.dumps(value)}" for key, value in row.items())])
