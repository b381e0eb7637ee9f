"""For how many people a machine does, how many of them a load takes, and what running them costs."""

from __future__ import annotations

import math

from advisor.decide.asked_words import about
from advisor.decide.assess import Assessment
from advisor.decide.baseline import baseline
from advisor.estimate.load import Load
from advisor.estimate.money import HOURS_PER_MONTH
from advisor.estimate.ownership import average_kw, rated_kw
from advisor.quantity import Quantity, counted, derive, plain_number, usd, usd_range
from advisor.strategy.context import Context
from advisor.strategy.on_named import Crowd, Machine
from advisor.strategy.said_rent import said_rate
from advisor.strategy.train_only import TRAFFIC


def for_many(
    context: Context, machine: Machine, many: Crowd | None, machines: Quantity | None, load: Load, pace: float
) -> list[str]:
    """Return for how many people it does, and how many machines the people or requests named would take."""
    if many is None:
        return ["Somebody who asks while it writes an answer waits: it is one person's machine."]
    profile = context.profile
    uses = profile.number("workload.uses_per_user_day") or 1.0
    people = derive(
        "people_served",
        "users",
        f"requests_per_day_carried / {uses:g} uses a day",
        lambda carried: carried / uses,
        {"carried": many.requests_per_day},
    )
    carries = (
        f"It keeps {counted(many.at_once, 'answer')} going at once at {plain_number(pace)} tokens a second"
        f" each: {about(people)} people who ask {plain_number(uses)} times a day, the busiest minute"
        f" {plain_number(load.peak_factor)} times the average."
    )
    if machines is None:
        return [carries]
    users = profile.number("workload.users")
    wanted = plain_number(context.workload.requests_per_day.value)
    who = f"your {plain_number(users)}" if users else f"your {wanted} requests a day"
    if machines.high == 1:
        return [carries, f"That is enough for {who}."]
    least, usual, most = (machine.count * math.ceil(n) for n in (machines.low, machines.value, machines.high))
    span = "" if least == most else f" ({least:,}–{most:,})"
    return [carries, f"For {who} it takes {usual:,}x {machine.name}{span}."]


def machines_for(context: Context, many: Crowd | None) -> Quantity | None:
    """Return how many such machines the people or requests that were named take; None where none were."""
    if many is None or not any(context.profile.said(path) for path in TRAFFIC):
        return None
    wanted = context.workload.requests_per_day.value
    return derive(
        "machines",
        "machines",
        f"{plain_number(wanted)} requests a day / requests_per_day_carried, rounded up",
        lambda carried: math.ceil(wanted / carried),
        {"carried": many.requests_per_day},
    )


def instead(found: Assessment, machine: Machine, machines: int) -> list[str]:
    """Return what the advice costs beside what the machines cost to run, where the advice is to call a model:
    rented ones by the hour, those that stand in a room by their power. Of what runs today
    ``today_answer`` tells that."""
    context, best = found.context, found.best.plan
    if not found.ranked or best.hardware is not None or not best.priced or baseline(found) is not None:
        return []
    requests = plain_number(context.workload.requests_per_day.value)
    said = any(context.profile.said(path) for path in TRAFFIC)
    hosted = f"a hosted model costs {usd_range(best.estimates['usd_month'])} a month"
    what = f"these {machines} machines" if machines > 1 else "this machine"
    return [
        f"For {requests} requests a day{'' if said else ', our guess,'} {hosted};"
        f" {_running(context, machine, machines, what)}."
    ]


def _running(context: Context, machine: Machine, machines: int, what: str) -> str:
    """Return what machines cost a month that stay on: ``"renting this machine, $1,700"``."""
    price = context.supply.catalog.rental(machine.row.id, "on_demand")
    said = said_rate(context, machine.row.id)
    if said is not None:
        return f"renting {what} costs {usd(said.value * machine.count * machines * HOURS_PER_MONTH)}"
    if price is not None and not machine.one_user and not context.profile.said("hardware.owned"):
        return f"renting {what} costs {usd(price.usd * machine.count * machines * HOURS_PER_MONTH)}"
    rated = rated_kw(machine.row, machine.count * machines)
    kw = average_kw(rated, context.parameter("serving_power_factor"), None)
    power = kw.value * HOURS_PER_MONTH * context.parameter("electricity_usd_per_kwh").value
    return f"the power of {what} alone, left on, about {usd(power)}"
