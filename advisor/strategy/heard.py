"""Recordings of which a language model writes: what turns them into text first, beside every plan for it."""

from __future__ import annotations

from dataclasses import replace

from advisor.estimate.ledger import Line, month_usd, once_usd
from advisor.estimate.load import Misfit
from advisor.quantity import Quantity, derive
from advisor.strategy.assemble import HARDWARE_USD, totals
from advisor.strategy.context import Context
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
    devices = RENTED if deployment in (*HOSTED, RENTED) else ON_SITE
    found = [sized_on(context, row, place, _seconds(context).value) for place in (ON_CPU, devices)]
    places = zip((ON_CPU, devices), found, strict=True)
    each = [_one_line(context, place, one) for place, one in places if one and not isinstance(one, Misfit)]
    return (row.name, min(each, key=lambda line: _paid(context, line))) if each else None


def _one_line(context: Context, place: str, sized: Sized) -> Line:
    lines = device_lines(context, place, sized.offer, sized.fleet)
    room = headroom(context, sized.fleet)
    return Line(HEARD, once=once_usd(lines), month=month_usd(lines), grows="when_full", headroom=room)


def _paid(context: Context, line: Line) -> float:
    return sum(q.value * n for q, n in ((line.once, 1), (line.month, context.workload.months)) if q)


def _seconds(context: Context) -> Quantity:
    return units_per_day(context, context.supply.catalog.other(context.anchors.recogniser))
