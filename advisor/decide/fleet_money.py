"""A training fleet in sentences: what renting and owning it come to, and what decides."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.quantity import Quantity, plain_number, usd, usd_range
from advisor.strategy.context import Context
from advisor.strategy.fleet_break_even import RentOrOwn, rent_or_own
from advisor.strategy.fleet_plans import gpu_hours
from advisor.strategy.training_fleet import HOURS


def span(months: int) -> str:
    """Return a number of months in words: ``"a year"``, ``"36 months"``."""
    return "a year" if months == 12 else "a month" if months == 1 else f"{months} months"


def how_long(context: Context) -> str:
    """Return in which hours the devices train: ``"all year"``, ``"84 hours a month"``."""
    hours = context.profile.number(HOURS)
    return "all year" if hours is None else f"{plain_number(hours, 2)} hours a month"


def per_hour(context: Context, money: RentOrOwn, total: Quantity) -> float:
    """Return what an hour costs in which a device trains, in USD."""
    return total.value / gpu_hours(context, money.fleet).value


def cents(amount: float) -> str:
    """Return a price of an hour with its cents: ``"$2.80"``."""
    return f"${amount:,.2f}"


def share(part: float) -> str:
    """Return a share in percent, at most all of the time."""
    return f"{min(1.0, part):.0%}"


def from_use(money: RentOrOwn) -> str:
    """Return from which use on owning is the cheaper one, as the end of a sentence."""
    use = money.from_use
    if use is None:
        return "owning is not expected to be the cheaper one at any use"
    high = share(use.high) if use.high < 1.0 else "never"
    return f"owning is the cheaper one from {share(use.value)} use on ({share(use.low)}–{high})"


def why_so(found: Assessment) -> str:
    """Return what decides between renting and owning; empty where there is nothing to compare."""
    money = rent_or_own(found.context)
    if money is None:
        return ""
    use = money.fleet.use
    yours = f"{share(use.value)}{'' if use.basis in ('said', 'computed') else ', our guess'}"
    owning, renting = f"{usd(money.own.value)}{less_resale(money)}", usd(money.rent.value)
    return (
        f"Over {span(found.context.workload.months)} owning comes to {owning} and renting to {renting};"
        f" {from_use(money)}, and yours is {yours}."
    )


def less_resale(money: RentOrOwn) -> str:
    """Return the words behind a bill of owning; empty for devices that are paid for, whose resale is not
    counted."""
    return "" if money.fleet.owned else ", resale taken off,"


def of_waiting(found: Assessment) -> str:
    """Return what staying as it is costs; empty where there is nothing to compare."""
    money = rent_or_own(found.context)
    if money is None:
        return ""
    months, best = found.context.workload.months, found.best.plan
    less = (money.rent.value - money.own.value) / months
    rented = best.hardware is not None and not best.hardware.bought
    if less > 0 and money.fleet.owned:
        return f"Giving your devices up for rented ones would cost about {usd(less)} more a month."
    if less > 0 and not rented:
        return f"Each further month on rented devices costs about {usd(less)} more than on your own."
    if rented:
        more = f", and come to {usd(-less * months)} more over {span(months)}" if less < 0 else ""
        return f"Buying before the use is sure would tie up {usd_range(money.price)}{more}."
    return f"Owning is dearer by about {usd(-less)} a month; something other than money speaks for it."


def lasts(context: Context, money: RentOrOwn, budget: float) -> str:
    """Return how many of the devices a sum buys, and how long it rents all of them."""
    count, months = money.fleet.machine.count, context.workload.months
    many = budget / money.price.value * count
    rented = budget / (money.rent.value / months)
    return (
        f"{usd(budget)} buys about {plain_number(many, 2)} of them, or rents all of these for"
        f" {plain_number(rented, 2)} months."
    )
