"""What it costs where the user would run it, or on what they own, where something else is advised."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.decide.assess import Assessment
from advisor.decide.records import Answered
from advisor.decide.told_cost import pays_once
from advisor.decide.words import joined, with_full_stop
from advisor.quantity import Quantity, plain_number, usd, usd_range
from advisor.strategy.devices import device_row
from advisor.strategy.named import named_model
from advisor.strategy.records import Plan

OWN = "on_prem"


def place_answers(found: Assessment) -> Iterator[Answered]:
    """Yield the bill of the place that was named, or of the devices that are owned, beside the advice."""
    context, best = found.context, found.best.plan
    profile = context.profile
    if not found.ranked or named_model(context) is not None:
        return
    named = [w for w in profile.words("wish.deployments") if profile.said("wish.deployments")]
    if OWN in named and best.hardware is not None and best.hardware.hands == "one":
        return
    if len(named) == 1 and named[0] in context.options and named[0] not in (*best.words, *best.parts):
        yield from _beside(found, _cheapest(found, named[0]), context.options[named[0]].title)
    elif not named and profile.devices("hardware.owned") and not _is_owned(best):
        plans = (p for p in _priced(found) if _is_owned(p))
        rows = [(device_row(context, d), d) for d in profile.devices("hardware.owned")]
        devices = joined([f"{d.count}x {row.name if row else d.name}" for row, d in rows])
        yield from _beside(found, next(plans, None), f"Your own {devices}")


def _is_owned(plan: Plan) -> bool:
    return plan.hardware is not None and plan.hardware.owned


def _priced(found: Assessment) -> list[Plan]:
    """Return the plans with a bill, those that meet every limit and rule first."""
    return [item.plan for item in (*found.ranked, *found.refused) if item.plan.priced]


def _cheapest(found: Assessment, deployment: str) -> Plan | None:
    return next((plan for plan in _priced(found) if plan.deployment == deployment), None)


def _beside(found: Assessment, plan: Plan | None, place: str) -> Iterator[Answered]:
    if plan is None:
        return
    best = found.best.plan
    month, once = plan.estimates["usd_month"], plan.estimates["usd_once"]
    paid = f", and {usd_range(once)} once" if pays_once(plan) else ""
    where = f" on {plan.hardware.label()}" if plan.hardware is not None else ""
    answer = f"{plan.model_name}{where}: {usd_range(month)} a month{paid}."
    theirs = best.estimates["usd_month"]
    details = [*_people(plan), *_use(plan), *_broken(plan)]
    details.append(f"The plan advised costs {usd_range(theirs)} a month for the same work.")
    figures: tuple[Quantity, ...] = (month, once, theirs)
    yield Answered(f"{place}: what would that take?", answer, tuple(details), figures)


def _people(plan: Plan) -> list[str]:
    """Return how much of the bill is people's work, which decides where devices are there already."""
    people = plan.estimates.get("people_usd_month")
    if people is None or people.value <= 0:
        return []
    rest = plan.estimates["usd_month"].value - people.value
    return [f"{usd(people.value)} of it is people's work, {usd(rest)} power, devices and upkeep."]


def _use(plan: Plan) -> list[str]:
    use, carries = plan.estimates.get("utilisation"), plan.estimates.get("capacity_requests_day")
    if use is None or carries is None:
        return []
    share = f"{use.value:.0%}" if use.value >= 0.01 else "under 1%"
    return [
        f"It would be busy {share} of the time; it carries {plain_number(carries.value, 2)} requests a day."
    ]


def _broken(plan: Plan) -> list[str]:
    against = "; ".join(limit.sentence() for limit in plan.limits)
    return [with_full_stop(f"Against it: {against}")] if against else []
