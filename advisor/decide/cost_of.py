"""The money of a profile, from the same plans and the same lines as the recommendation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from advisor.decide.assess import Assessment
from advisor.decide.cost_records import Against, CostReport, PlanCost
from advisor.decide.crossing import crossing
from advisor.decide.unit_costs import requests_in, unit_costs
from advisor.estimate.ledger import paid_usd, traffic_months
from advisor.estimate.sampling import DRAWS, Sample, sample, tornado
from advisor.estimate.timeline import BillOverTime
from advisor.quantity import Quantity
from advisor.strategy.context import Context
from advisor.strategy.levers import levers
from advisor.strategy.records import Plan

BY_THE_TOKEN = "hosted"
PROVIDERS = ("hosted_api", "managed_open_endpoint")


def cost_report(
    found: Assessment, *, months: int, seed: int = 0, draws: int = DRAWS, problems: tuple[str, ...] = ()
) -> CostReport:
    """Return bills, unit costs, crossings and what moves them, over some months.

    Args:
        found: Everything known about the profile.
        months: Length of the bill.
        seed: Seed of the draws.
        draws: Number of draws.
        problems: What the user should look at before trusting any of it.
    """
    plans = _one_of_each_way(found)
    growth = found.context.workload.growth_per_year
    totals = [paid_usd("usd_total", p.lines, growth, months, resale=True) for p in plans]
    drawn = sample(totals, seed=seed, draws=draws)
    order = [0, *sorted(range(1, len(plans)), key=lambda i: (totals[i].value, plans[i].id))]
    costs = {i: _cost(found.context, plans, totals, drawn, i, months) for i in order}
    against = [
        _against(found.context, costs[i], costs[j], drawn, (i, j))
        for j in _cheapest_provider(costs)
        for i in order
        if costs[i].way in ("rented", "bought", "owned", "dedicated")
    ]
    return CostReport(
        months=months,
        requests_per_day=found.context.workload.requests_per_day,
        growth_per_year=growth,
        plans=tuple(costs[i] for i in order),
        against=tuple(against),
        levers=levers(found.context, plans[0]),
        problems=problems,
        draws=draws,
        seed=seed,
        feasible=bool(found.ranked),
    )


def way_of(plan: Plan) -> str:
    """Return who runs a plan, in one word."""
    if plan.deployment in PROVIDERS:
        return "dedicated" if plan.hardware is not None else BY_THE_TOKEN
    if plan.deployment == "hybrid":
        return "split"
    if plan.deployment == "on_device_edge":
        return "device"
    if plan.hardware is not None and plan.hardware.owned:
        return "owned"
    return "bought" if plan.hardware is not None and plan.hardware.bought else "rented"


def _one_of_each_way(found: Assessment) -> list[Plan]:
    """Return the plan in front and the cheapest of every other way, with and without training, one that
    breaks a limit if need be."""
    first = found.best.plan
    kept = {(way_of(first), first.trains): first}
    for rows in (found.ranked, found.refused):
        here: dict[tuple[str, bool], Plan] = {}
        for item in rows:
            plan = item.plan
            way = way_of(plan), plan.trains
            if way in kept or not plan.priced or not plan.lines:
                continue
            if way not in here or _life(plan) < _life(here[way]):
                here[way] = plan
        kept.update(here)
    return list(kept.values())


def _life(plan: Plan) -> tuple[float, str]:
    return plan.estimates["usd_lifetime"].value, plan.id


def _cost(
    context: Context, plans: list[Plan], totals: list[Quantity], drawn: Sample, place: int, months: int
) -> PlanCost:
    growth = context.workload.growth_per_year
    others = [i for i in range(len(plans)) if i != place]
    beside = min(others, key=lambda i: totals[i].value, default=None) if place == 0 else 0
    lines = plans[beside].lines if beside is not None else ()
    requests = requests_in(context, traffic_months(growth.value, months))
    return PlanCost(
        way=way_of(plans[place]),
        plan=plans[place],
        over_time=BillOverTime(plans[place].lines, lines, growth, months),
        total=totals[place],
        drawn=drawn.interval(place),
        units=unit_costs(context, plans[place], totals[place], requests),
        swings=tornado(totals[place]),
    )


def _cheapest_provider(costs: dict[int, PlanCost]) -> Iterable[int]:
    """Return the place of the provider by the token, if there is one."""
    return [i for i, cost in costs.items() if cost.way == BY_THE_TOKEN][:1]


def _against(
    context: Context, own: PlanCost, hosted: PlanCost, drawn: Sample, places: tuple[int, int]
) -> Against:
    over = replace(own.over_time, alternative=hosted.plan.lines)
    met = crossing(context, own.plan, hosted.plan)
    back = over.chosen_pays_back_month
    always = over.expected[-1][2] > over.expected[-1][0] + over.expected[-1][1]
    return Against(
        own=own,
        hosted=hosted,
        volume=met.found if met is not None else None,
        month=back if back is not None else (0 if always else None),
        cheaper_share=drawn.share_below(*places),
    )
