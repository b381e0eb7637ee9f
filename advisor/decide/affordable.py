"""The budget question in reverse: what is the best that a sum a month gets, and what the next step costs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from advisor.catalog.records import TIERS, Tier
from advisor.decide.assess import Assessment
from advisor.estimate.ledger import Line, paid_usd
from advisor.quantity import Quantity, derive
from advisor.strategy.assemble import extra_people
from advisor.strategy.context import Context
from advisor.strategy.fitting import best_fit
from advisor.strategy.hosted import HOSTED, cheapest_of, hosted_bill
from advisor.strategy.other import other_model
from advisor.strategy.own_fleet import device_lines
from advisor.strategy.pricing import PEOPLE, people_line
from advisor.strategy.records import Plan
from advisor.strategy.supply import tier_index
from advisor.strategy.variants import adaptation_sets, techniques

DEVICES = ("self_host_rented", "on_prem")


@dataclass(frozen=True, slots=True)
class Step:
    """Something that can be had for this load, with its bill."""

    rank: float
    """The higher the better: the class of its model."""
    tier: str
    title: str
    month: Quantity
    """Bills a month at today's load, purchases spread over their life, without people on the payroll, USD."""
    people_month: Quantity | None
    """What the people cost who keep it running, USD a month; None where nobody extra is needed."""
    adequate: bool
    """Whether it is what the use case needs."""


@dataclass(frozen=True, slots=True)
class Affordable:
    """What a sum a month gets."""

    usd_month: float
    steps: tuple[Step, ...]
    """The cheapest of each rank, lowest first."""
    needed: str
    """The class of model that the use case needs."""
    advised: Step | None = None
    """The plan that is advised for the profile, whatever its class; None where none is priced."""
    growth_per_year: float = 1.0
    """Traffic in a year against now."""
    months: int = 36
    """Life over which what is paid once is spread, its resale taken off."""

    @property
    def best(self) -> Step | None:
        """Return the best step whose expected bill is within the sum."""
        within = [step for step in self.steps if step.month.value <= self.usd_month]
        return within[-1] if within else None

    @property
    def next(self) -> Step | None:
        """Return the cheapest step above the best one, or the cheapest of all where nothing is within."""
        rank = self.best.rank if self.best else -1.0
        above = [step for step in self.steps if step.rank > rank]
        return min(above, key=lambda step: (step.month.value, step.rank), default=None)

    @property
    def lasts_months(self) -> float | None:
        """Return for how many months the sum pays the best step as the traffic grows, if paid by use.

        12 ln(sum / bill) / ln(growth); None where it lasts for ever or is not paid by use.
        """
        times = self.times_the_load
        if times is None or times <= 1.0 or self.growth_per_year <= 1.0:
            return None
        return 12.0 * math.log(times) / math.log(self.growth_per_year)

    @property
    def may_go_over(self) -> bool:
        """Return whether the high end of the best step's range lies beyond the sum."""
        return self.best is not None and self.best.month.high > self.usd_month

    @property
    def times_the_load(self) -> float | None:
        """Return how many times today's requests the sum pays on the best step, where it is paid by use."""
        best = self.best
        if best is None or best.people_month is not None or best.month.value <= 0:
            return None
        return self.usd_month / best.month.value


def affordable(found: Assessment, usd_month: float) -> Affordable:
    """Return what a sum a month gets for a load, class by class.

    Args:
        found: Everything known about the profile; its own budget plays no part.
        usd_month: The sum, USD a month.
    """
    context = found.context
    if other_model(context) is not None:
        steps = _plans(found)
    else:
        steps = tuple(best for tier in TIERS if (best := _cheapest(_ways(context, tier))) is not None)
    growth = context.workload.growth_per_year.value
    return Affordable(usd_month, steps, context.tier, _advised(found), growth, months=context.workload.months)


def _advised(found: Assessment) -> Step | None:
    """Return the plan that is advised as a step, or None where nothing is feasible and priced."""
    if not found.ranked or not found.best.plan.priced:
        return None
    return _step_of(found.context, found.best.plan, 0.0)


def _cheapest(steps: Iterable[Step]) -> Step | None:
    return min(steps, key=lambda step: (step.month.value, step.title), default=None)


def _ways(context: Context, tier: Tier) -> Iterator[Step]:
    """Yield the cheapest model of exactly one class by each way that the rules leave open."""
    place = float(tier_index(tier))
    adequate = place >= tier_index(context.tier)
    for deployment in HOSTED:
        plain = tuple(w for w in adaptation_sets(context, deployment)[0] if not context.options[w].trains)
        words = techniques(context, deployment)
        row = None
        if not context.directives.bars(deployment):
            row = cheapest_of(context, deployment, (tier,), plain, words)
        if row is not None:
            title = f"{row.name} ({context.options[deployment].inline})"
            yield Step(place, tier, title, hosted_bill(context, row, plain, words), None, adequate)
    for deployment in DEVICES:
        if not context.directives.bars(deployment):
            yield from _on_devices(context, deployment, tier, adequate=adequate)


def _on_devices(context: Context, deployment: str, tier: Tier, *, adequate: bool) -> Iterator[Step]:
    rows = context.supply.open_models(tier, vision=context.vision, without=context.left_out)
    fit, _ = best_fit(context, deployment, rows)
    if fit is None:
        return
    people = people_line(context, extra_people(context, deployment, ()))
    where = context.options[deployment].inline
    title = f"{fit.model.name} on {fit.fleet.devices}x {fit.offer.accelerator.name} ({where})"
    month = _spread(context, device_lines(context, deployment, fit))
    yield Step(float(tier_index(tier)), tier, title, month, people.month, adequate)


def _spread(context: Context, lines: Iterable[Line]) -> Quantity:
    """Return the bill of a month at today's load, purchases and their resale spread over the life."""
    months, one = context.workload.months, context.workload.growth_per_year
    still = [line for line in lines if line.month is not None]
    once = [line for line in lines if line.month is None]
    paid = paid_usd("paid_a_month", still, one, 1)
    if not once:
        return paid
    bought = paid_usd("bought", [_flat(line) for line in once], one, months, resale=True)
    return derive(
        "usd_month",
        "USD/month",
        f"{paid.name} + {bought.name} / {months} months",
        lambda paid, bought: paid + bought / months,
        {"paid": paid, "bought": bought},
    )


def _flat(line: Line) -> Line:
    return Line(line.name, once=line.once, residual=line.residual)


def _plans(found: Assessment) -> tuple[Step, ...]:
    """Return the plans of work that is no language model's, the least favoured first."""
    context = found.context
    rows = [item.plan for item in (*found.ranked, *found.refused)]
    priced = [plan for plan in rows if plan.priced]
    steps = [_step_of(context, plan, -float(place)) for place, plan in enumerate(priced)]
    return tuple(reversed(steps))


def _step_of(context: Context, plan: Plan, rank: float) -> Step:
    """Return a plan with what it takes a month at today's load, people apart."""
    bills = [line for line in plan.lines if line.name != PEOPLE]
    people = plan.estimates.get("people_usd_month")
    paid = people if people is not None and people.high > 0 else None
    feasible = plan.feasibility != "infeasible"
    return Step(rank, plan.tier, plan.title, _spread(context, bills), paid, feasible)
