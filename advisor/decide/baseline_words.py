"""What runs on devices today in words: whether to keep it, what that is worth, and where that turns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.decide.assess import Assessment
from advisor.decide.baseline import LEAST, Baseline, named_count
from advisor.decide.contract_left import (
    leaving_early,
    moves_later,
    saved_until_end,
    still_due,
    until_and_after,
)
from advisor.decide.far import price
from advisor.decide.reasons import engineers, why_not
from advisor.decide.records import Answered
from advisor.decide.sized import sized_as
from advisor.decide.today_fleet import rent_compared, side_by_side, spare
from advisor.decide.told_cost import how_spread, pays_once, told_cost
from advisor.decide.words import decision, joined, phrases, short
from advisor.decide.worth_keeping import better_at, only_if
from advisor.quantity import Quantity, plain_number, usd, usd_range
from advisor.strategy.context import Context
from advisor.strategy.in_use import is_tuned
from advisor.strategy.named import named_devices
from advisor.strategy.records import Plan
from advisor.strategy.said_rent import said_rate
from advisor.strategy.wordings import wording

SCALES_WITH_USE = "scales_with_traffic"
BESIDE_A_CONTRACT = ("move_early", "move_later", "keep_dear", "keep_only")
"""Verdicts that a contract changes, as what a move saves weighs in them."""


def today_answer(found: Assessment, runs: Baseline | None) -> Answered | None:
    """Return whether to keep what runs today, with what that is worth a month and the figure at which it
    turns; None where nothing runs on devices.

    Args:
        found: The assessment of all plans.
        runs: What runs, see :func:`baseline`.
    """
    if runs is None:
        return None
    table, context = _table(), found.context
    sized = sized_as(context, found.best.plan, runs.plan)
    fleet = [spare(context, runs), side_by_side(found, runs), rent_compared(context, runs)]
    turns = [_turns(context, runs), _cheapest(found, runs), _priced(context, runs)]
    details = [leaving_early(context, runs), sized, *fleet, *turns]
    if runs.other is not None and runs.other.plan.model != runs.plan.model:
        details.append(table["prove"])
    contract = (still_due(context, runs), saved_until_end(context, runs))
    figures = (runs.usd_month, runs.other_usd, runs.saved, *contract)
    return Answered(
        table["question"].format(place=place_of(runs)),
        _verdict(found, runs),
        tuple(text for text in details if text),
        tuple(q for q in figures if q is not None),
    )


def place_of(runs: Baseline) -> str:
    """Return where it runs: ``"rented GPUs"``."""
    return str(_table()["place"][runs.plan.deployment])


def begun(found: Assessment, runs: Baseline | None) -> str:
    """Return the decision, which says of what runs today whether it stays."""
    plan = found.best.plan
    if runs is None:
        return decision(plan)
    table, told = _table()["decision"], decision(plan)
    inside = f"{told[:1].lower()}{told[1:]}"
    if runs.kept:
        tuned = table["tuned"] if plan.trains else ""
        return str(
            table["keep_only" if only_if(found, runs) else "keep"].format(
                place=place_of(runs),
                model=plan.model_name,
                served=_served(found.context, runs),
                tuned=tuned,
                better=joined(_better(found, runs)),
                saved=usd(runs.saved.value) if runs.saved is not None else "",
                other=runs.other.plan.title if runs.other is not None else "",
            )
        )
    if not runs.pays:
        better = joined(_better(found, runs))
        return str(table["no_gain"].format(place=place_of(runs), better=better, plan=inside))
    moves = "move_later" if moves_later(found.context, runs) else "move"
    form = table["change" if plan.deployment == runs.plan.deployment else moves]
    return str(form.format(place=place_of(runs), plan=inside))


def title_of(found: Assessment, runs: Baseline | None) -> str:
    """Return the plan in a title: that what runs is kept, else the plan, of which nothing is tuned again.

    Args:
        found: The assessment of all plans.
        runs: What runs today, None where nothing does.
    """
    plan = found.best.plan
    table, told = _table()["title"], short(plan)
    if not plan.is_fleet and is_tuned(found.context, plan.adaptations, plan.model or None):
        told = f"{phrases()['title'][plan.deployment]}, {wording('title')['done']}"
    if runs is None or (runs.pays and not runs.kept):
        return told
    kept = "keep_only" if only_if(found, runs) else "keep"
    return str(table[kept if runs.kept else "no_gain"].format(place=place_of(runs), plan=told))


def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = phrases()["today"]
    return table


def _verdict(found: Assessment, runs: Baseline) -> str:
    table, saved = _table(), runs.saved
    if saved is None or runs.other is None or runs.other_usd is None:
        return str(table["keep_alone"].format(mine=_costs(runs)))
    contract = until_and_after(found.context, runs)
    if not runs.kept:
        form = _move(found.context, runs, contract) if runs.pays else "no_gain"
    elif runs.other not in found.ranked:
        form = "keep_ruled"
    else:
        dear = "keep_only" if only_if(found, runs) else "keep_dear"
        form = "keep_saves" if saved.value <= 0 else dear
    difference = usd(-saved.value) if form == "keep_saves" else usd_range(saved)
    against = why_not(found, runs.other)[0].split(". ")[0] if form == "keep_ruled" else ""
    return str(
        table[form].format(
            mine=_costs(runs),
            other=runs.other.plan.title,
            theirs=_month_of(found.context, runs.other.plan, runs.other_usd),
            saved=difference,
            better=joined(_better(found, runs)),
            against=f"{against[:1].lower()}{against[1:]}".rstrip("."),
        )
    ) + (contract if form in BESIDE_A_CONTRACT else "")


def _move(context: Context, runs: Baseline, contract: str) -> str:
    """Return the wording of a move that pays: at once, or where a contract makes it, at the end of that."""
    if moves_later(context, runs):
        return "move_later"
    return "move_early" if contract else "move_pays"


def _month_of(context: Context, plan: Plan, month: Quantity) -> str:
    """Return what a plan costs a month, and that what is paid once is in it where anything is."""
    if not pays_once(plan):
        return f"{usd_range(month)} a month"
    return str(_table()["with_once"].format(month=usd_range(month), months=context.workload.months))


def _costs(runs: Baseline) -> str:
    """Return what keeping costs a month and what that is made of."""
    table, people = _table(), runs.people
    if people is None:
        return str(table["sum_unpaid"].format(devices=usd_range(runs.devices)))
    return str(
        table["sum_said" if runs.said else "sum_ours"].format(
            total=usd_range(runs.usd_month),
            devices=usd_range(runs.devices),
            people=usd_range(people),
            crew=engineers(runs.plan.estimates["people"].value),
        )
    )


def _better(found: Assessment, runs: Baseline) -> list[str]:
    """Return in words what the plan advised is better at than the other one of the two."""
    table = _table()
    return [table["better"][name] for name in better_at(found, runs)] or [table["nothing_else"]]


def _turns(context: Context, runs: Baseline) -> str:
    """Return the figure at which both cost the same: the bill, else the people, else the load."""
    if runs.other is None or runs.other_usd is None:
        return ""
    table, theirs = _table(), runs.other_usd.value
    people = runs.people.value if runs.people is not None else 0.0
    if theirs > people:
        return str(table["at_bill"].format(usd=usd(theirs - people)))
    crew = runs.plan.estimates["people"].value
    if theirs > runs.devices.value and crew > 0:
        share = crew * (theirs - runs.devices.value) / people
        return str(table["at_people"].format(people=engineers(share), now=engineers(crew)))
    return f"{table['at_nothing'].format(usd=usd(theirs))} {_at_load(context, runs)}".strip()


def _at_load(context: Context, runs: Baseline) -> str:
    """Return from which load on a plan that is paid by use costs as much as what runs."""
    table, use = _table(), runs.plan.estimates.get("utilisation")
    if runs.other is None or runs.other_usd is None or SCALES_WITH_USE not in runs.other.plan.estimates:
        return ""
    if runs.other.plan.hardware is not None or runs.other_usd.value <= 0 or use is None:
        return ""
    times = runs.usd_month.value / runs.other_usd.value
    peak = context.profile.number("workload.peak_factor") or 1.0
    size = named_count(context, runs.plan) / (runs.plan.hardware.count if runs.plan.hardware else 1)
    carried = table["carried" if times * use.value * peak <= size else "not_carried"]
    load = plain_number(times * context.load().requests_per_day, 2)
    return str(table["at_load"].format(load=load, carried=carried))


def _cheapest(found: Assessment, runs: Baseline) -> str:
    """Return the cheapest plan that meets every limit, where it saves clearly more than the one compared."""
    if runs.other is None or runs.other_usd is None or (runs.pays and not runs.kept):
        return ""
    context, mine = found.context, runs.usd_month.value
    sums = [(price(context, item.plan).value, item.plan) for item in found.ranked if item.plan.priced]
    least, plan = min(sums, key=lambda pair: (pair[0], pair[1].id))
    if least > (1.0 - LEAST) * min(mine, runs.other_usd.value) or plan is runs.other.plan:
        return ""
    bill, saved = told_cost(context, plan, ranges=False), usd(mine - least)
    spread = how_spread(context, plan)
    return str(_table()["cheapest"].format(plan=plan.title, bill=bill, saved=saved, spread=spread))


def _priced(context: Context, runs: Baseline) -> str:
    """Return for how many devices the report prices what is kept, and at which rent, where its bill or the
    rent was said."""
    hardware = runs.plan.hardware
    if not runs.kept or not runs.said or hardware is None:
        return ""
    form = "priced" if said_rate(context, hardware.accelerator) is None else "priced_said"
    month = usd_range(runs.plan.estimates["usd_month"])
    return str(_table()[form].format(usd=month, hardware=hardware.label()))


def _served(context: Context, runs: Baseline) -> str:
    """Return the devices that were named, as they stand in the decision; empty where none were."""
    hardware = runs.plan.hardware
    named = (d for d in named_devices(context) if hardware and d.name == hardware.accelerator)
    device = next(named, None)
    if hardware is None or device is None:
        return ""
    form = "served_fewer" if spare(context, runs) else "served"
    return str(_table()["decision"][form].format(hardware=hardware.label(device.count), need=hardware.count))
