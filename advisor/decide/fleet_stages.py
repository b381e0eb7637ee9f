"""What a team whose work is training does when: measure, ask for offers, buy or rent in steps."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.decide.fleet_money import share
from advisor.decide.words import decision
from advisor.quantity import plain_number, usd_range
from advisor.strategy.fleet_break_even import rent_or_own
from advisor.strategy.fleet_terms import fleet_terms
from advisor.strategy.records import Stage


def fleet_stages(found: Assessment) -> list[Stage]:
    """Return the stages of a fleet: what is there already is neither offered nor bought."""
    plan = found.best.plan
    stages = [_measure(found)]
    if plan.hardware is None or not plan.hardware.owned:
        stages += [_offers(found), _step(found)]
    stages.append(
        Stage(
            "each month",
            "Compare use, rents and the bill with this report.",
            "use stays on this side of its threshold, and no price moved by 20%",
        )
    )
    return stages


def _measure(found: Assessment) -> Stage:
    """Return the stage that measures the use, with the threshold that it is held against."""
    money, bought = rent_or_own(found.context), _bought(found)
    side = "above" if bought else "below"
    if money is None or money.from_use is None or money.from_use.value > 1.0:
        go_on = "you know the use, and how long jobs wait"
    else:
        go_on = f"the use lies {side} {share(money.from_use.value)}, or you know why not"
    return Stage(
        "this month",
        "Measure in how many hours of the month each device trains, and how long jobs wait for a free one.",
        go_on,
    )


def _offers(found: Assessment) -> Stage:
    hardware, money = found.best.plan.hardware, rent_or_own(found.context)
    label = hardware.label() if hardware else "the devices"
    if not _bought(found):
        ask = (
            f"Ask three providers for {label}: by the hour, on a term of a year, and what ending early costs."
        )
        return Stage("week 2", ask, "an offer lies within the ranges of this report")
    price = f" against {usd_range(money.price)} here" if money is not None else ""
    ask = (
        f"Ask three sellers for {label} with servers, network and a date of delivery{price}, and two data"
        " halls for space and power."
    )
    return Stage("week 2", ask, "offers and dates lie within the ranges of this report")


def _step(found: Assessment) -> Stage:
    """Return the stage that takes the devices: a purchase in two steps, as its use is proved on the first."""
    plan = found.best.plan
    weeks = plan.estimates["weeks"]
    low, high = plain_number(weeks.low, 2), plain_number(weeks.high, 2)
    when = f"by week {plain_number(max(3.0, weeks.value), 2)} ({low}–{high})"
    if not _bought(found):
        return Stage(when, decision(plan), "jobs run as fast as on the devices of today")
    steady = share(fleet_terms().queue_share)
    return Stage(
        when,
        f"{decision(plan)} Take half of them first, move the steady jobs, and rent what goes beyond.",
        f"the first half is busy {steady} of the time; then buy the rest",
    )


def _bought(found: Assessment) -> bool:
    hardware = found.best.plan.hardware
    return hardware is not None and hardware.bought
