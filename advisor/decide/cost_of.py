"""The money of a profile, from the same plans and the same lines as the recommendation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from advisor.decide.assess import Assessment
from advisor.decide.cost_records import Against, CostReport, PlanCost, WayCost
from advisor.decide.crossing import crossing
from advisor.decide.energy_of import energy
from advisor.decide.unit_costs import unit_costs
from advisor.estimate.growth import traffic_months
from advisor.estimate.ledger import paid_usd, resale_usd
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.estimate.sampling import DRAWS, Sample, sample, tornado
from advisor.estimate.timeline import BillOverTime
from advisor.quantity import Quantity, derive
from advisor.strategy.assemble import BASELINE, option_range
from advisor.strategy.context import Context
from advisor.strategy.hosted import HOSTED, said_cap_usd
from advisor.strategy.levers import levers
from advisor.strategy.named import named_model
from advisor.strategy.records import Plan
from advisor.strategy.ways import ways_to_buy, ways_to_train

BY_THE_TOKEN = "hosted"
BY_THE_HOUR_OR_USE = (BY_THE_TOKEN, "rented")
"""Ways that are sold on several terms."""


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
    first = plans[0]
    possible = [p for p in plans[1:] if p.feasibility != "infeasible"]
    told = [first, *(p for p in possible if way_of(p) in BY_THE_HOUR_OR_USE and way_of(p) != way_of(first))]
    return CostReport(
        months=months,
        requests_per_day=found.context.workload.requests_per_day,
        growth_per_year=growth,
        plans=tuple(costs[i] for i in order),
        against=tuple(against),
        ways=tuple((p.title, w) for p in told if (w := _ways(found.context, p, growth, months))),
        levers=levers(found.context, first),
        problems=problems,
        draws=draws,
        seed=seed,
        feasible=bool(found.ranked),
        cap_usd_month=_cap(found.context, first),
        base_people=option_range(found.context.options[BASELINE], "people"),
    )


def way_of(plan: Plan) -> str:
    """Return who runs a plan, in one word."""
    if plan.deployment in HOSTED:
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
    first = _front(found)
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


def _front(found: Assessment) -> Plan:
    """Return the plan in front: the best one, and for who insists on a model the best one with it."""
    row = named_model(found.context) if found.context.profile.flag("wish.fixed_model") else None
    plans = [item.plan for item in (*found.ranked, *found.refused)]
    with_it = (plan for plan in plans if row is not None and plan.model == row.id and plan.priced)
    return next(with_it, found.best.plan)


def _life(plan: Plan) -> tuple[float, str]:
    return plan.estimates["usd_lifetime"].value, plan.id


def _cost(
    context: Context, plans: list[Plan], totals: list[Quantity], drawn: Sample, place: int, months: int
) -> PlanCost:
    growth = context.workload.growth_per_year
    others = [i for i in range(len(plans)) if i != place]
    beside = min(others, key=lambda i: totals[i].value, default=None) if place == 0 else 0
    lines = plans[beside].lines if beside is not None else ()
    used, unknown = energy(context, plans[place])
    paid = traffic_months(growth.value, months)
    return PlanCost(
        way=way_of(plans[place]),
        plan=plans[place],
        over_time=BillOverTime(plans[place].lines, lines, growth, months),
        total=totals[place],
        drawn=drawn.interval(place),
        resale=resale_usd(plans[place].lines, growth, months),
        units={**unit_costs(context, plans[place], totals[place], paid), **used},
        unknown=unknown,
        swings=tornado(totals[place]),
    )


def _cap(context: Context, plan: Plan) -> Quantity | None:
    """Return what a hosted plan costs a month at most where each task is broken off at a cap."""
    cap = said_cap_usd(context)
    if cap is None or plan.hardware is not None:
        return None
    return derive(
        "cap_usd_month",
        "USD/month",
        f"{DAYS_PER_MONTH:.2f} days x requests_per_day x {cap:g}",
        lambda requests: DAYS_PER_MONTH * requests * cap,
        {"requests": context.workload.requests_per_day},
    )


def _ways(context: Context, plan: Plan, growth: Quantity, months: int) -> tuple[WayCost, ...]:
    """Return the ways to buy what a plan needs, and its training, with their totals."""
    return tuple(
        WayCost(way, paid_usd("usd_total", way.lines, growth, months, resale=True))
        for way in (*ways_to_buy(context, plan), *ways_to_train(context, plan))
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
