"""Rent or buy: what named devices cost over the time in mind, and after how long buying pays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.decide.assess import Assessment
from advisor.decide.records import Answered
from advisor.decide.words import phrase
from advisor.estimate.economics import people_bill
from advisor.estimate.money import HOURS_PER_MONTH
from advisor.estimate.ownership import RESALE_MONTHS, OwnedTerms, owned_bill
from advisor.quantity import Quantity, derive, plain_number, usd, usd_range
from advisor.strategy.assemble import extra_people, option_range
from advisor.strategy.beside import people_with_upkeep
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.in_use import in_use
from advisor.strategy.named import named_model
from advisor.strategy.on_named import ONE_USER_KINDS, Machine
from advisor.strategy.pricing import said_cost
from advisor.strategy.training_fleet import SAID_RATE

USUAL_MONTHS = 12
"""Months that are compared where nobody named a time."""
MOST_MONTHS = 60
"""Older devices are replaced."""
OWN, RENTED = "on_prem", "self_host_rented"
Ends = tuple[float, float, float]
"""The low, the expected and the high end of a sum."""
LOW, USUAL, HIGH = range(3)
"""Places in ``Ends``."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What some devices cost to rent by the month, and to own."""

    rent: Ends
    """USD a month, around the clock."""
    once: Ends
    """USD to buy them, servers and network included."""
    month: Ends
    """Power, spares, capital and the people that owning takes more than renting, USD a month."""
    resale_share: float
    """Part of the price that they sell for after ``RESALE_MONTHS``."""

    def rented(self, months: float, end: int = USUAL) -> float:
        """Return the rent for some months, in USD."""
        return self.rent[end] * months

    def bought(self, months: float, end: int = USUAL) -> float:
        """Return what owning for some months costs in USD: price + months x running - resale.

        resale = price x share ^ (max(months, 36) / 36): however soon they are sold, nobody promises more than
        what used devices of three years bring.
        """
        resale = float(self.resale_share ** (max(months, RESALE_MONTHS) / RESALE_MONTHS))
        return self.once[end] * (1.0 - resale) + self.month[end] * months

    def pays_after(self, rent_end: int = USUAL, own_end: int = USUAL) -> int | None:
        """Return the first month in which owning has cost no more than renting, None within five years."""
        months = range(1, MOST_MONTHS + 1)
        return next((m for m in months if self.bought(m, own_end) <= self.rented(m, rent_end)), None)


def cluster_answers(found: Assessment) -> Iterator[Answered]:
    """Yield what renting and buying the named devices costs, where no model was named to run on them."""
    context = found.context
    if found.best.plan.is_fleet or _runs_there(context):
        return
    if named_model(context) is not None or not context.profile.said("wish.devices"):
        return
    for device in context.profile.devices("wish.devices")[:1]:
        row = device_row(context, device)
        terms = _terms(context, row, device.count) if row is not None else None
        if row is None or terms is None or row.kind in ONE_USER_KINDS:
            continue
        yield _rent_or_buy(found, Machine(row, device.count), terms)


def _runs_there(context: Context) -> bool:
    """Return whether the devices named are those that run today, and nobody thought of buying any."""
    return in_use(context.profile, RENTED) and OWN not in context.profile.words("wish.deployments")


def _terms(context: Context, row: Accelerator, count: int) -> Terms | None:
    catalog = context.supply.catalog
    rental, price = catalog.rental(row.id, "on_demand"), catalog.rental(row.id, "purchase")
    if rental is None or price is None:
        return None
    bill = owned_bill(catalog.rate(price), row, count, OwnedTerms.load(context.parameter))
    hourly, extra = said_cost(context, SAID_RATE) or catalog.rate(rental), context.parameter("cloud_overhead")
    running = (bill.power, bill.spares, bill.capital, _people(context, row, count))

    def ends(q: Quantity) -> Ends:
        return q.low, q.value, q.high

    low, value, high = (
        r * o * count * HOURS_PER_MONTH for r, o in zip(ends(hourly), ends(extra), strict=True)
    )
    low_month, month, high_month = (sum(parts) for parts in zip(*map(ends, running), strict=True))
    share = context.parameter("residual_share_36m").value
    return Terms((low, value, high), ends(bill.once), (low_month, month, high_month), share)


def _people(context: Context, row: Accelerator, count: int) -> Quantity:
    """Return what the people cost a month whom owning takes beyond renting."""
    own = people_with_upkeep(context, extra_people(context, OWN, ()), row, count)
    more = derive(
        "more_people",
        "FTE",
        "people of owning - people of renting",
        lambda own, rented: max(0.0, own - rented),
        {"own": own, "rented": extra_people(context, RENTED, ())},
    )
    return people_bill(more, context.parameter("engineer_usd_year"))


def _rent_or_buy(found: Assessment, machine: Machine, terms: Terms) -> Answered:
    context = found.context
    said = context.profile.said("time.horizon_months")
    months = int(context.profile.number("time.horizon_months") or 0) if said else USUAL_MONTHS
    span = _span(months)
    rent = _over("rent_usd", terms, months, bought=False)
    own = _over("own_usd", terms, months, bought=True)
    price = Quantity(
        "hardware_usd_once", terms.once[USUAL], terms.once[LOW], terms.once[HIGH], "USD", formula="bought"
    )
    after = terms.pays_after()
    wait = option_range(context.options[OWN], "weeks")
    weeks = f"{plain_number(wait.value)} ({plain_number(wait.low)}–{plain_number(wait.high)})"
    cheaper = RENTED if after is None or after > months else OWN
    verdict = phrase("rent_or_buy", _agreed(found, machine, cheaper), span=span)
    who = f"{machine.count:,}x {machine.name}"
    answer = (
        f"{verdict}: {usd_range(rent)} of rent against {usd_range(own)} of owning them, resale taken off."
    )
    details = [
        f"Buying takes {usd_range(price)} at once, servers and network included, and"
        f" {usd(terms.month[USUAL])} a month for power, space, spares, capital and people; they stand"
        f" after {weeks} weeks.",
        _pays(terms, after),
        *_with_the_money(context, machine, terms),
    ]
    question = f"Rent or buy {who}{'' if said else ', for a year, our guess'}?"
    return Answered(question, answer, tuple(details), (rent, own, price))


def _agreed(found: Assessment, machine: Machine, cheaper: str) -> str:
    """Return the wording: told to do so only where the plan advised does, else what would be cheaper."""
    plan = found.best.plan
    if plan.hardware is None:
        return f"{cheaper}_not_advised"
    advised = plan.deployment == cheaper and plan.hardware.accelerator == machine.row.id
    return cheaper if advised else f"{cheaper}_compared"


def _span(months: int) -> str:
    return "a year" if months == USUAL_MONTHS else "a month" if months == 1 else f"{months} months"


def _over(name: str, terms: Terms, months: int, *, bought: bool) -> Quantity:
    cost = terms.bought if bought else terms.rented
    low, value, high = (cost(months, end) for end in (LOW, USUAL, HIGH))
    what = f"price + {months} x running - resale" if bought else f"{months} months x rent around the clock"
    return Quantity(name, value, min(low, value), max(high, value), "USD", formula=what)


def _pays(terms: Terms, after: int | None) -> str:
    """Return from which month on owning is the cheaper one, and how much use that takes."""
    soonest, latest = terms.pays_after(HIGH, LOW), terms.pays_after(LOW, HIGH)
    if after is None:
        start = "At today's prices renting around the clock stays cheaper for five years"
        return (
            f"{start}; at the dearest rent buying pays from month {soonest} on." if soonest else f"{start}."
        )
    late = f"{latest}" if latest is not None else "never"
    busy = terms.bought(RESALE_MONTHS) / terms.rented(RESALE_MONTHS)
    least = f"; over three years they must be busy {busy:.0%} of the time" if busy < 1.0 else ""
    return f"Around the clock buying pays from month {after} on ({soonest}–{late}){least}."


def _with_the_money(context: Context, machine: Machine, terms: Terms) -> list[str]:
    money = context.profile.number("budget.one_off_usd")
    if money is None or not context.profile.said("budget.one_off_usd"):
        return []
    share = money / terms.once[USUAL]
    months = money / terms.rent[USUAL]
    return [
        f"{usd(money)} buys about {plain_number(share * machine.count, 2)} of them, or rents all of these for"
        f" {plain_number(months, 2)} months."
    ]
