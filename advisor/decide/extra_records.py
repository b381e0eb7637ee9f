"""What a far cheaper plan that would also work says of the one advised."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.strategy.records import Plan


@dataclass(frozen=True, slots=True)
class Extra:
    """The money that the plan advised costs beyond the best plan of a third of its price or less."""

    plan: Plan
    """The cheaper plan."""
    usd: float
    """The difference, a month or for a job."""
    times: float
    """How many times as much the plan advised costs."""
    fields: tuple[str, ...]
    """What the user said that the difference hangs on: without any one of these the price falls as far."""
    sentences: tuple[str, ...]
