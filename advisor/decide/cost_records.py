"""What a look at the money finds: plans with their bills, unit costs, crossings, and what moves them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.estimate.break_even import BreakEven
from advisor.estimate.ledger import Line
from advisor.estimate.sampling import Swing
from advisor.estimate.timeline import BillOverTime
from advisor.quantity import Quantity
from advisor.strategy.levers import Lever
from advisor.strategy.records import Plan


@dataclass(frozen=True, slots=True)
class PlanCost:
    """One plan's money."""

    way: str
    """Who runs it: ``hosted``, ``dedicated``, ``rented``, ``bought``, ``owned``, ``device`` or ``split``."""
    plan: Plan
    over_time: BillOverTime
    """Beside the plan in front, or the cheapest other one for the plan in front itself."""
    total: Quantity
    """Everything over the months, what hardware sells for taken off, USD."""
    drawn: tuple[float, float, float]
    """5%, median and 95% of the total over the draws."""
    units: Mapping[str, Quantity]
    """Cost per request, per user a month, per million tokens; energy and carbon."""
    swings: tuple[Swing, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return what is paid for."""
        return tuple(line for line in self.plan.lines if not line.free)


@dataclass(frozen=True, slots=True)
class Against:
    """A plan on devices against the cheapest adequate provider."""

    own: PlanCost
    hosted: PlanCost
    volume: BreakEven | None
    """None where the plan's devices carry no counted load."""
    month: int | None
    """Month from which the devices are the cheaper ones in total; None within the months."""
    cheaper_share: float
    """Share of the draws in which the devices cost less over the whole time."""


@dataclass(frozen=True, slots=True)
class CostReport:
    """The money of a profile: the plan in front, the others, and where they cross."""

    months: int
    requests_per_day: Quantity
    growth_per_year: Quantity
    plans: tuple[PlanCost, ...]
    """The plan in front first, then the others by their expected total."""
    against: tuple[Against, ...]
    levers: tuple[Lever, ...]
    problems: tuple[str, ...]
    """Answers that do not go together, and names that nobody knows."""
    draws: int
    seed: int
    feasible: bool

    @property
    def first(self) -> PlanCost:
        """Return the plan in front."""
        return self.plans[0]
