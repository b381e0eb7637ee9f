"""Rent or buy the devices on which a team trains all year, from the same bills as the plans."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.decide.assess import Assessment
from advisor.decide.fleet_money import cents, from_use, how_long, lasts, less_resale, per_hour, share, span
from advisor.decide.records import Answered
from advisor.quantity import plain_number, usd, usd_range
from advisor.strategy.assemble import option_range
from advisor.strategy.context import Context
from advisor.strategy.fleet_break_even import RentOrOwn, rent_or_own
from advisor.strategy.fleet_plans import OWN

_HORIZON = "time.horizon_months"
_MONEY = "budget.one_off_usd"


def fleet_answers(found: Assessment) -> Iterator[Answered]:
    """Yield what renting and owning the fleet come to, where both can be had."""
    context = found.context
    money = rent_or_own(context)
    if money is None:
        return
    fleet, months = money.fleet, context.workload.months
    who = f"{fleet.machine.count:,}x {fleet.machine.name}"
    guess = "" if context.profile.said(_HORIZON) else ", our guess"
    asked = "Keep or give up" if fleet.owned else "Rent or buy"
    question = f"{asked} {who} for training {how_long(context)}, over {span(months)}{guess}?"
    keep = "Keep them" if fleet.owned else "Buy"
    cheaper = f"{keep}, as owning" if money.owning_is_cheaper else "Rent, as renting"
    answer = (
        f"{cheaper} costs less: {usd_range(money.rent)} of rent against {usd_range(money.own)} of owning"
        f" them{less_resale(money).rstrip(',')}; {cents(per_hour(context, money, money.rent))} against"
        f" {cents(per_hour(context, money, money.own))} for each hour that a device trains."
    )
    details = (_devices(money), *_purchase(context, money), *_money(context, money))
    yield Answered(question, answer, details, (money.rent, money.own, money.price))


def _devices(money: RentOrOwn) -> str:
    """Return where kind, number and use of the devices come from."""
    use = money.fleet.use
    guess = "" if use.basis in ("said", "computed") else f" (our guess, {share(use.low)}–{share(use.high)})"
    return f"The devices are {money.fleet.why}; they train {share(use.value)} of the time{guess}."


def _purchase(context: Context, money: RentOrOwn) -> Iterator[str]:
    """Yield what buying takes and when it pays; for devices that are there only what they cost to run."""
    running = f"{usd(money.running.value)} a month for power, space, spares, capital and people"
    if money.fleet.owned:
        yield f"They are paid for; running them takes {running}."
        return
    wait = option_range(context.options[OWN], "weeks")
    weeks = f"{plain_number(wait.value)} ({plain_number(wait.low)}–{plain_number(wait.high)})"
    yield (
        f"Buying takes {usd_range(money.price)} at once, servers and network included, and {running};"
        f" they stand after {weeks} weeks."
    )
    after = money.pays_after
    pays = "does not pay within five years" if after is None else f"pays from month {after} on"
    yield f"At this use buying {pays}; over {span(context.workload.months)} {from_use(money)}."


def _money(context: Context, money: RentOrOwn) -> Iterator[str]:
    budget = context.profile.number(_MONEY)
    if budget is not None and context.profile.said(_MONEY) and not money.fleet.owned:
        yield lasts(context, money, budget)
