"""The money of a profile as JSON."""

from __future__ import annotations

from typing import Any

from advisor.decide.affordable import Affordable, Step
from advisor.decide.cost_records import Against, CostReport, PlanCost, WayCost
from advisor.estimate.ledger import Line, paid_usd, paid_value
from advisor.estimate.sampling import Swing
from advisor.quantity import Quantity


def cost_json(report: CostReport) -> dict[str, Any]:
    """Return a look at the money; amounts are US dollars."""
    first = report.first
    return {
        "months": report.months,
        "feasible": report.feasible,
        "requests_per_day": report.requests_per_day.to_json(),
        "growth_per_year": report.growth_per_year.to_json(),
        "plan": _plan(first),
        "over_time": over_time_json(first, report.months),
        "inference_overtakes_training_month": first.over_time.inference_overtakes_training_month,
        "training_share": first.over_time.training_share,
        "alternatives": [_plan(cost) for cost in report.plans[1:]],
        "own_against_provider": [_against(found) for found in report.against],
        "ways_to_buy": [{"plan": title, "ways": [_way(one) for one in ways]} for title, ways in report.ways],
        "levers": [
            {"name": x.name, "usd_month": x.month.to_json(), "condition": x.condition} for x in report.levers
        ],
        "problems": list(report.problems),
        "cap_usd_month": report.cap_usd_month.to_json() if report.cap_usd_month is not None else None,
        "people_not_counted_fte": report.base_people.to_json(),
        "draws": report.draws,
        "seed": report.seed,
    }


def over_time_json(cost: PlanCost, months: int) -> list[dict[str, Any]]:
    """Return month by month what is paid in it, and what has been paid so far with its range and parts;
    nothing that was bought is sold yet."""
    over = cost.over_time
    rows = []
    for month in range(months + 1):
        bill = over.month(month)
        before = paid_value(over.chosen, over.growth_per_year.value, month - 1) if month else 0.0
        rows.append(
            {
                "month": month,
                "expected_in_month": bill.total.value - before,
                "total": _ends(bill.total),
                "inference": _ends(bill.inference),
                "training": _ends(bill.training),
            }
        )
    return rows


def affordable_json(found: Affordable) -> dict[str, Any]:
    """Return what a sum a month gets."""
    return {
        "budget_usd_month": found.usd_month,
        "needed_class": found.needed,
        "best": _step(found.best),
        "next": _step(found.next),
        "times_the_load": found.times_the_load,
        "lasts_months": found.lasts_months,
        "may_go_over": found.may_go_over,
        "advised": _step(found.advised),
        "steps": [_step(step) for step in found.steps],
    }


def _step(step: Step | None) -> dict[str, Any] | None:
    if step is None:
        return None
    return {
        "class": step.tier,
        "title": step.title,
        "usd_month": step.month.to_json(),
        "people_usd_month": step.people_month.to_json() if step.people_month else None,
        "adequate": step.adequate,
    }


def _plan(cost: PlanCost) -> dict[str, Any]:
    low, middle, high = cost.drawn
    return {
        "way": cost.way,
        "id": cost.plan.id,
        "title": cost.plan.title,
        "feasible": cost.plan.feasibility != "infeasible",
        "breaks": [limit.sentence() for limit in cost.plan.limits],
        "usd_month": cost.plan.estimates["usd_month"].to_json(),
        "usd_once": cost.plan.estimates["usd_once"].to_json(),
        "usd_total": cost.total.to_json(),
        "usd_resale": cost.resale.to_json() if cost.resale is not None else None,
        "drawn": {"p5": low, "p50": middle, "p95": high},
        "lines": [_line(cost, line) for line in cost.lines],
        "units": {name: q.to_json() for name, q in cost.units.items()},
        "unknown": dict(cost.unknown),
        "moves_most": [_swing(swing) for swing in cost.swings],
    }


def _way(one: WayCost) -> dict[str, Any]:
    way = one.way
    return {
        "name": way.name,
        "usd_month": way.month.to_json(),
        "usd_total": one.total.to_json(),
        "asks": way.condition,
        "against": way.against,
        "taken": way.taken,
    }


def _line(cost: PlanCost, line: Line) -> dict[str, Any]:
    over = cost.over_time
    total = paid_usd(line.name, (line,), over.growth_per_year, over.last)
    return {
        "name": line.name,
        "part": line.part,
        "once": line.once.to_json() if line.once else None,
        "month": line.month.to_json() if line.month else None,
        "again": line.again.to_json() if line.again else None,
        "again_every_months": line.again_every_months,
        "grows": line.grows,
        "total": _ends(total),
    }


def _against(found: Against) -> dict[str, Any]:
    volume = found.volume
    return {
        "own": found.own.plan.title,
        "provider": found.hosted.plan.title,
        "pays_back_month": found.month,
        "cheaper_share_of_draws": found.cheaper_share,
        "break_even": None
        if volume is None
        else {
            "requests_per_day": volume.requests_day,
            "low": volume.low,
            "high": volume.high,
            "copies": volume.replicas,
            "utilisation": volume.utilisation,
            "own_usd_per_request_when_full": volume.own_usd_when_full,
            "provider_usd_per_request": volume.api_usd,
        },
    }


def _swing(swing: Swing) -> dict[str, Any]:
    return {
        "input": swing.input.name,
        "range": _ends(swing.input),
        "unit": swing.input.unit,
        "usd_total_at_low": swing.at_low,
        "usd_total_at_high": swing.at_high,
    }


def _ends(q: Quantity) -> dict[str, float]:
    return {"value": q.value, "low": q.low, "high": q.high}
