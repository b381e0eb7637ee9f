"""The lines of a plan's bill: people, tokens, rented devices and hardware of one's own."""

from __future__ import annotations

from advisor.estimate.economics import people_bill, rented_month
from advisor.estimate.fleet import Fleet
from advisor.estimate.ledger import Line
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.estimate.ownership import OwnedTerms, owned_bill
from advisor.estimate.rented_hours import rented_hours
from advisor.quantity import Quantity, derive, exact
from advisor.strategy.context import Context
from advisor.strategy.once import once
from advisor.strategy.said_rent import AS_SAID, said_rate
from advisor.strategy.supply import Offer
from advisor.strategy.workload import figure

PEOPLE = "people"
HARDWARE = "hardware"
RETRAIN_MONTHS = {"yearly": 12, "quarterly": 3, "monthly": 1, "weekly": 1, "daily": 1, "live": 1}
"""Months between scheduled trainings by how often facts change; a bill has no finer grain than a month."""


def people_line(context: Context, people: Quantity) -> Line:
    """Return what the people cost who keep a plan running; they stay the same while the traffic grows. A job
    that is done once is looked after while it runs."""
    days, each_month = context.workload.job_days, context.workload.months * DAYS_PER_MONTH
    month = people_bill(people, context.parameter("engineer_usd_year"))
    if days is not None and days < each_month:
        part = exact("job_share", days / each_month, "share", f"{days:g} days of {each_month:.4g}")
        month = derive(
            month.name, month.unit, f"{month.name} x job_share", lambda m, s: m * s, {"m": month, "s": part}
        )
    return Line(PEOPLE, month=month)


def token_line(context: Context, month: Quantity) -> Line:
    """Return a bill by the token or the unit, which follows the traffic and the price lists."""
    return follows_lists(context, "tokens", month)


def follows_lists(context: Context, name: str, month: Quantity) -> Line:
    """Return a bill by use, which follows the traffic and the price lists."""
    return Line(name, month=month, grows="with_traffic", drift=drift(context, "price_drift"))


def unpriced(why: str) -> tuple[Line, ...]:
    """Return the lines of a plan that is not priced, with the reason."""
    return (Line("not priced", month=exact("usd_month", 0.0, "USD/month", why)),)


def rented_lines(
    context: Context, offer: Offer, fleet: Fleet, *, over_market: Quantity | None = None, grows: bool = True
) -> tuple[Line, ...]:
    """Return what rented devices cost: more of them from the month in which they are full.

    Args:
        context: The bundle.
        offer: The device with its price by the hour.
        fleet: How many there are, and what they carry.
        over_market: What a provider takes over the market price of a card, for one that it runs itself.
        grows: Whether more devices are rented as the traffic grows.
    """
    work = context.workload
    hours = rented_hours(
        fleet.replicas,
        fleet.utilisation,
        work_may_wait=work.nobody_waits,
        done_once=work.job_days is not None,
        shape=context.profile.text("workload.shape") if offer.price.kind == "on_demand" else "",
    )
    said = said_rate(context, offer.accelerator.id) if over_market is None else None
    month = rented_month(
        said or context.supply.catalog.rate(offer.price),
        fleet.devices,
        AS_SAID if said is not None else over_market or context.parameter("cloud_overhead"),
        hours_per_month=hours,
    )
    return (
        Line(
            "rented devices",
            month=month,
            grows="when_full" if grows else "never",
            headroom=headroom(context, fleet),
            drift=drift(context, "gpu_price_drift"),
        ),
    )


def owned_lines(
    context: Context, offer: Offer, fleet: Fleet, *, hosted: bool, paid: bool
) -> tuple[Line, ...]:
    """Return what hardware of one's own costs.

    Args:
        context: The bundle.
        offer: The device with its purchase price.
        fleet: How many there are, and what they carry.
        hosted: Whether it stands in a shared hall.
        paid: Whether it is owned already.
    """
    bill = owned_bill(
        context.supply.catalog.rate(offer.price),
        offer.accelerator,
        fleet.devices,
        OwnedTerms.load(context.parameter),
        hosted=hosted,
        already_paid=paid,
        utilisation=fleet.utilisation,
        months=context.workload.months,
    )
    room = headroom(context, fleet)
    bought = Line(
        HARDWARE, once=bill.once, residual=None if paid else bill.residual, grows="when_full", headroom=room
    )
    monthly = {"power and hosting": bill.power, "spares": bill.spares, "cost of capital": bill.capital}
    return (
        bought,
        *(Line(name, month=q, grows="when_full", headroom=room) for name, q in monthly.items() if q.high),
    )


def said_cost(context: Context, name: str) -> Quantity | None:
    """Return what the user said of the ``cost`` group, or None."""
    path = f"cost.{name}"
    return figure(context.profile, path, 0.0, 1.0) if context.profile.said(path) else None


def refresh_months(context: Context, adaptations: tuple[str, ...]) -> int:
    """Return after how many months the weights of a plan are trained again; 0 is never.

    What the user said counts; else facts that change by the month or sooner where retraining is scheduled,
    else the usual life of a tuned model. A model trained from nothing is not trained again unasked.
    """
    said = said_cost(context, "retrain_months")
    if said is not None:
        return int(said.value)
    if "scheduled_retraining" in adaptations:
        return RETRAIN_MONTHS.get(context.profile.text("knowledge.freshness"), 3)
    if "pretrain_from_scratch" in adaptations:
        return 0
    return int(context.parameter("refresh_months").value)


def headroom(context: Context, fleet: Fleet) -> float:
    """Return how much traffic a fleet carries over today's, at least 1: what is there serves today.

    It is full when its busiest minute is: 1 / (mean use x peak factor), or the requests that it holds at once
    over those of the peak where the user counted them. Copies that only shorten the hours serve no more: they
    are paid for by the hours that the work takes.
    """
    load = context.load()
    if load.peak_concurrency:
        return max(1.0, fleet.slots * fleet.replicas / load.peak_concurrency)
    busiest = fleet.utilisation.value * fleet.spread * load.peak_factor
    return max(1.0, 1.0 / busiest) if busiest > 0 else 1.0


@once
def drift(context: Context, name: str) -> Quantity:
    """Return how a price moves in a year: today's price with the range of the parameter around it, unless the
    user said otherwise. A fall that nobody has promised is no part of the expected bill."""
    known = context.parameter(name)
    if known.basis == "said":
        return known
    low, high = min(known.low, 1.0), max(known.high, 1.0)
    return Quantity(
        name,
        1.0,
        low,
        high,
        known.unit,
        sources=known.sources,
        as_of=known.as_of,
        basis=known.basis,
        note=f"expected to stay as it is; {known.note}",
    )
