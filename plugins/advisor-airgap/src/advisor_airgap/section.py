"""The report section, computed from the recommendation."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.plugins import ReportSection
from advisor.quantity import WEEKS_PER_YEAR, plain_number

if TYPE_CHECKING:
    from advisor.decide.records import Recommendation
    from advisor.strategy.records import Plan

TRANSFER_WEEKS = "ext.airgap.transfer_weeks"


def crossing_the_gap(recommendation: Recommendation) -> tuple[ReportSection, ...]:
    """Return the section for an air-gapped site, and nothing for any other."""
    profile = recommendation.profile
    if profile.text("data.boundary") != "air_gapped":
        return ()
    weeks = profile.number(TRANSFER_WEEKS) if TRANSFER_WEEKS in profile.fields else None
    if weeks is None:
        text = f"How often media crosses the gap is not known. Set `{TRANSFER_WEEKS}` to plan for it."
    else:
        rows = _rows(recommendation.winner.plan, weeks, profile.number("time.deadline_weeks"))
        text = "\n".join((_intro(weeks), "", "| What crosses | What follows |", "|---|---|", *rows))
    return (ReportSection("Crossing the air gap", text),)


def transfers(weeks_between: float, weeks: float) -> int:
    """Return how many transfers fit into some weeks: weeks / weeks_between, rounded down."""
    return math.floor(weeks / weeks_between + 1e-9)


def _intro(weeks: float) -> str:
    year = plain_number(WEEKS_PER_YEAR / weeks, 2)
    return f"Media crosses the gap every {_spoken(weeks)}, about {year} times a year."


def _rows(plan: Plan, weeks: float, deadline: float | None) -> Iterator[str]:
    age = _spoken(weeks)
    memory = plan.estimates.get("memory_gb")
    size = f", within {plain_number(memory.high)} GB," if memory else ""
    yield f"| Model weights{size} and the serving software | Prepare and check them outside, carry them in. |"
    yield f"| Documents and facts | Answers can be up to {age} behind the world outside. |"
    yield f"| Fixes | A fault waits up to {age} for its fix; keep the last version that worked. |"
    if plan.trains:
        yield f"| New training data | A tuned model can learn from it at most every {age}. |"
    if deadline is not None:
        count = transfers(weeks, deadline)
        yield f"| Before your deadline in {_spoken(deadline)} | {count} transfers; plan them now. |"


def _spoken(weeks: float) -> str:
    return "1 week" if weeks == 1 else f"{plain_number(weeks)} weeks"
