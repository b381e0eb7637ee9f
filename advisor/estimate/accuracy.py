"""Predicted against measured: the figures that ``advisor validate`` prints."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Judged:
    """One measurement with its estimate, in the unit of the measurement."""

    id: str
    measured: float
    value: float
    low: float
    high: float
    groups: Mapping[str, str] = field(default_factory=dict)
    """What the row belongs to, for instance ``{"device": "h100-sxm", "family": "llama1"}``."""

    @property
    def error(self) -> float:
        """Return the signed relative error: estimate / measured - 1."""
        return self.value / self.measured - 1.0

    @property
    def covered(self) -> bool:
        """Return whether the measurement lies in the range."""
        return self.low <= self.measured <= self.high


@dataclass(frozen=True, slots=True)
class Skipped:
    """A measurement that is not answered, and why."""

    id: str
    reason: str


def summarise(judged: Sequence[Judged], skipped: Sequence[Skipped]) -> dict[str, Any]:
    """Return the report of one validation: errors, coverage of the 90% ranges, groups and rows.

    ``median_ape`` and ``mape`` are relative to the measurement, ``bias`` is the mean signed error,
    ``median_width`` is high / low. Each row names the groups that it belongs to.
    """
    groups: dict[str, dict[str, Any]] = {}
    for kind in sorted({kind for row in judged for kind in row.groups}):
        names = sorted({row.groups[kind] for row in judged if kind in row.groups})
        groups[kind] = {
            name: error_figures([r for r in judged if r.groups.get(kind) == name]) for name in names
        }
    return {
        "n": len(judged) + len(skipped),
        "skipped": [{"id": row.id, "reason": row.reason} for row in skipped],
        **error_figures(judged),
        "groups": groups,
        "rows": [
            {
                **r.groups,
                "id": r.id,
                "family": r.groups.get("family", ""),
                "measured": r.measured,
                "value": r.value,
                "low": r.low,
                "high": r.high,
            }
            for r in judged
        ],
    }


def error_figures(rows: Iterable[Judged]) -> dict[str, Any]:
    """Return the error figures of some rows by the names of :func:`summarise`; None without rows."""
    found = list(rows)
    if not found:
        names = ("median_ape", "mape", "p90_ape", "bias", "coverage90", "median_width")
        return {"answered": 0} | dict.fromkeys(names)
    errors = sorted(abs(row.error) for row in found)
    return {
        "answered": len(found),
        "median_ape": statistics.median(errors),
        "mape": statistics.fmean(errors),
        "p90_ape": errors[min(len(errors) - 1, int(0.9 * len(errors)))],
        "bias": statistics.fmean(row.error for row in found),
        "coverage90": sum(row.covered for row in found) / len(found),
        "median_width": statistics.median(row.high / row.low for row in found),
    }
