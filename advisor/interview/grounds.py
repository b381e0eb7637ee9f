"""What stands behind comparable cases: how many were judged, and how often the fit is right of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Grounds:
    """The cases behind the weights and what was measured on those of authors left out."""

    cases: int
    as_of: date
    """The day of the fit."""
    left_out: Mapping[str, float] = field(default_factory=dict)
    """Shares by name, as ``python -m tests.cases.fit`` prints them; empty where they were not measured."""

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Grounds:
        """Return what the file of the weights tells of them."""
        return cls(document["cases"], date.fromisoformat(document["as_of"]), document["left_out"])

    def sentences(self) -> tuple[str, ...]:
        """Return what a reader must know to weigh advice that rests on these cases."""
        judged = (
            f"Behind this stand {self.cases:,} cases that people and models wrote and judged one by one;"
            " none was measured."
        )
        if not self.left_out:
            return (judged,)
        near, mostly = self.left_out["near"], self.left_out["mostly_right"]
        right = (
            f"Tried on authors whose cases were left out, the hardware was right within a size for {near:.0%}"
            f" of their cases, and {mostly:.0%} of the advice told of most cases was right ({self.as_of})."
        )
        return judged, right
