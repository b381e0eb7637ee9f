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
from advisor.strategy.ways import Way


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
    resale: Quantity | None
    """What was bought sells for in the end, USD, taken off the total; None where nothing is bought."""
    units: Mapping[str, Quantity]
    """Cost per request, per user a month, per million tokens; energy and carbon."""
    unknown: Mapping[str, str]
    """What of the energy is not known, in words, by the names of ``units``."""
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
class WayCost:
    """One way to buy what the plan in front needs, over the months."""

    way: Way
    total: Quantity
    """As the total of a plan."""


@dataclass(frozen=True, slots=True)
class CostReport:
    """The money of a profile: the plan in front, the others, and where they cross."""

    months: int
    requests_per_day: Quantity
    growth_per_year: Quantity
    plans: tuple[PlanCost, ...]
    """The plan in front first, then the others by their expected total."""
    against: tuple[Against, ...]
    ways: tuple[tuple[str, tuple[WayCost, ...]], ...]
    """Title of a plan, and the ways to buy what it needs: of the plan in front, and of rented devices."""
    levers: tuple[Lever, ...]
    problems: tuple[str, ...]
    """Answers that do not go together, and names that nobody knows."""
    draws: int
    seed: int
    feasible: bool
    cap_usd_month: Quantity | None
    """What a month costs at most by the cap on a task, at today's load, USD; None without a cap."""
    base_people: Quantity
    """Engineers that every plan needs, and that no bill counts."""

    @property
    def first(self) -> PlanCost:
        """Return the plan in front."""
        return self.plans[0]
