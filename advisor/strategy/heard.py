"""Recordings of which a language model writes: what turns them into text first, beside every plan for it."""

from __future__ import annotations

from dataclasses import replace

from advisor.estimate.ledger import Line, month_usd, once_usd
from advisor.quantity import Quantity, derive
from advisor.strategy.assemble import HARDWARE_USD, totals
from advisor.strategy.context import Context
from advisor.strategy.heard_beside import beside
from advisor.strategy.hosted import HOSTED
from advisor.strategy.once import once
from advisor.strategy.other import ON_SITE, device_lines, other_model, units_per_day
from advisor.strategy.other_sizing import EDGE, ON_CPU, RENTED, Sized, sized_on
from advisor.strategy.pricing import headroom
from advisor.strategy.records import Plan
from advisor.strategy.training_fleet import training_fleet
from advisor.strategy.voice import hearing_line
from advisor.strategy.wordings import wording

HEARD: str = wording("heard")["line"]
"""Name of the recogniser's line of a bill."""


@once
def hears_first(context: Context) -> bool:
    """Return whether what is said in recordings must become text before a language model writes about it."""
    profile = context.profile
    spoken = profile.text("use_case.modality") == "audio" and bool(profile.flag("use_case.writes"))
    return spoken and training_fleet(context) is None and other_model(context) is None


def with_hearing(context: Context, plan: Plan) -> Plan:
    """Return a plan with the recogniser in front of its language model, in its name and in its bill.

    Args:
        context: The bundle.
        plan: Any plan.
    """
    if not plan.model or plan.feasibility == "infeasible" or not hears_first(context):
        return plan
    found = (_hosted(context) if plan.deployment in HOSTED else None) or _own(context, plan.deployment)
    if found is None:
        return plan
    name, line = found
    sized = None if plan.deployment in (*HOSTED, EDGE) else _own_sized(context, plan.deployment)
    plan = plan if sized is None else beside(context, plan, sized, _seconds(context))
    lines = (*plan.lines, line)
    both = wording("title")["both"].format(first=name, model=plan.model_name)
    estimates = {**plan.estimates, **totals(context, lines), **_bought(plan, line)}
    title = plan.title.replace(plan.model_name, both, 1)
    return replace(plan, model_name=both, title=title, lines=lines, estimates=estimates)


def _bought(plan: Plan, line: Line) -> dict[str, Quantity]:
    """Return what is spent on hardware with that of the recogniser, nothing where none is bought for it."""
    parts = {"writes": plan.estimates.get(HARDWARE_USD), "hears": line.once}
    spent = {name: part.with_name(name) for name, part in parts.items() if part is not None}
    if line.once is None:
        return {}
    text = " + ".join(spent)
    return {HARDWARE_USD: derive(HARDWARE_USD, "USD", text, lambda **each: float(sum(each.values())), spent)}


def heard_facts(context: Context) -> dict[str, Quantity]:
    """Return what hosted recognition costs a month where recordings are heard first, nothing elsewhere."""
    found = _hosted(context) if hears_first(context) else None
    month = found[1].month if found is not None else None
    return {} if month is None else {"heard_usd_month": month.with_name("heard_usd_month")}


@once
def _hosted(context: Context) -> tuple[str, Line] | None:
    """Return the cheapest hosted recogniser that may be used, with its bill."""
    line = hearing_line(context, _seconds(context))
    return None if line is None else (wording("heard")["hosted"], replace(line, name=HEARD))


@once
def _own(context: Context, deployment: str) -> tuple[str, Line] | None:
    """Return the recogniser on the cheapest machine of a deployment's kind, with its bill; on the users' own
    devices it is there with the rest."""
    row = context.supply.catalog.other(context.anchors.recogniser)
    if deployment == EDGE:
        return row.name, Line(HEARD)
    best = _cheapest(context, deployment)
    return None if best is None else (best[1].row.name, best[0])


def _own_sized(context: Context, deployment: str) -> Sized | None:
    best = _cheapest(context, deployment)
    return None if best is None else best[1]


@once
def _cheapest(context: Context, deployment: str) -> tuple[Line, Sized] | None:
    """Return the bill and the devices of the recogniser where it is cheapest, None where nothing holds it."""
    row = context.supply.catalog.other(context.anchors.recogniser)
    devices = RENTED if deployment in (*HOSTED, RENTED) else ON_SITE
    found = [(place, sized_on(context, row, place, _seconds(context).value)) for place in (ON_CPU, devices)]
    each = [(_one_line(context, place, one), one) for place, one in found if isinstance(one, Sized)]
    return min(each, key=lambda pair: _paid(context, pair[0])) if each else None


def _one_line(context: Context, place: str, sized: Sized) -> Line:
    lines = device_lines(context, place, sized.offer, sized.fleet)
    room = headroom(context, sized.fleet)
    return Line(HEARD, once=once_usd(lines), month=month_usd(lines), grows="when_full", headroom=room)


def _paid(context: Context, line: Line) -> float:
    return sum(q.value * n for q, n in ((line.once, 1), (line.month, context.workload.months)) if q)


def _seconds(context: Context) -> Quantity:
    return units_per_day(context, context.supply.catalog.other(context.anchors.recogniser))
