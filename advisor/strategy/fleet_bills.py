"""What a training fleet costs to rent and to own, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from advisor.catalog.records import RentalPrice
from advisor.estimate.economics import people_bill
from advisor.estimate.ledger import Line, paid_usd
from advisor.estimate.money import HOURS_PER_MONTH, money_parameters
from advisor.estimate.ownership import RESALE_MONTHS, OwnedBill, OwnedTerms, owned_bill
from advisor.quantity import Quantity, counted, derive
from advisor.strategy.assemble import extra_people
from advisor.strategy.beside import people_with_upkeep
from advisor.strategy.context import Context
from advisor.strategy.fleet_terms import fleet_terms
from advisor.strategy.owned import price_like
from advisor.strategy.pricing import HARDWARE, PEOPLE, drift, said_cost
from advisor.strategy.rent_terms import RENTED
from advisor.strategy.training_fleet import SAID_RATE, TrainingFleet


def rent_lines(context: Context, fleet: TrainingFleet) -> tuple[Line, ...]:
    """Return the bill of rented devices; empty where nobody quotes any.

    They are paid for the hours in which they train, at the rate that was said or that of the market, or
    around the clock on a term where that is the cheaper one.
    """
    catalog, row = context.supply.catalog, fleet.machine.row
    said, hourly, term = (
        said_cost(context, SAID_RATE),
        catalog.rental(row.id, "on_demand"),
        catalog.rental(row.id, "reserved"),
    )
    found = []
    if said is not None:
        found.append(_by_the_hour(context, fleet, said))
    elif hourly is not None:
        found.append(_by_the_hour(context, fleet, catalog.rate(hourly)))
    if said is None and term is not None and context.workload.months >= fleet_terms().reserved_from_months:
        found.append(_on_a_term(context, fleet, catalog.rate(term)))
    if not found:
        return ()
    month = min(found, key=lambda q: q.value)
    people = people_bill(fleet_people(context, fleet, owned=False), context.parameter("engineer_usd_year"))
    return (
        Line(RENTED, month=month, part="training", drift=drift(context, "gpu_price_drift")),
        Line(PEOPLE, month=people, part="training"),
    )


def own_lines(context: Context, fleet: TrainingFleet) -> tuple[Line, ...]:
    """Return the bill of devices of one's own: price, hall or power, spares, capital and people, less what
    they sell for; empty where nobody sells them.

    However soon they are sold, nobody promises more than what used devices of three years bring.
    """
    price = _purchase(context, fleet)
    if price is None:
        return ()
    bill = _owned_bill(context, fleet, price)
    people = people_bill(fleet_people(context, fleet, owned=True), context.parameter("engineer_usd_year"))
    monthly = {
        "power and hosting": bill.power,
        "spares": bill.spares,
        "cost of capital": bill.capital,
        PEOPLE: people,
    }
    bought = Line(HARDWARE, once=bill.once, residual=None if fleet.owned else bill.residual, part="training")
    return (
        *(() if fleet.owned else (bought,)),
        *(Line(name, month=q, part="training") for name, q in monthly.items() if q.high),
    )


def _owned_bill(context: Context, fleet: TrainingFleet, price: RentalPrice) -> OwnedBill:
    return owned_bill(
        context.supply.catalog.rate(price),
        fleet.machine.row,
        fleet.machine.count,
        replace(OwnedTerms.load(context.parameter), power_factor=power_factor(fleet.use)),
        hosted=not context.profile.flag("hardware.data_hall"),
        already_paid=fleet.owned,
        months=max(context.workload.months, int(RESALE_MONTHS)),
    )


def fleet_people(context: Context, fleet: TrainingFleet, *, owned: bool) -> Quantity:
    """Return the engineers who keep a fleet running; of rented machines their provider takes care."""
    people = extra_people(context, "on_prem" if owned else "self_host_rented", ())
    if not owned:
        return people
    return people_with_upkeep(context, people, fleet.machine.row, fleet.machine.count)


def power_factor(use: Quantity) -> Quantity:
    """Return the average power of servers that train over the rated power of their devices.

    idle + (training - idle) x use, where ``training`` was measured on nodes that train and ``idle`` is what
    serving nodes draw at their least.
    """
    idle, training = (money_parameters()[name] for name in ("serving_power_factor", "server_power_factor"))
    least = idle.low
    return derive(
        "power_factor",
        training.unit,
        f"{least:g} + (server_power_factor - {least:g}) x use",
        lambda full, busy: least + (full - least) * min(1.0, busy),
        {"full": training, "busy": use},
        sources=idle.sources,
    )


def over_horizon(context: Context, name: str, lines: Iterable[Line]) -> Quantity:
    """Return what some lines come to over the horizon, resale taken off, in USD."""
    work = context.workload
    return paid_usd(name, tuple(lines), work.growth_per_year, work.months, resale=True)


def _by_the_hour(context: Context, fleet: TrainingFleet, rate: Quantity) -> Quantity:
    count = fleet.machine.count
    return derive(
        "rented_usd_month",
        "USD/month",
        f"{counted(count, 'device')} x {HOURS_PER_MONTH:g} hours x use x rate x cloud_overhead",
        lambda rate, use, overhead: count * HOURS_PER_MONTH * use * rate * overhead,
        {"rate": rate, "use": fleet.use, "overhead": context.parameter("cloud_overhead")},
    )


def _on_a_term(context: Context, fleet: TrainingFleet, rate: Quantity) -> Quantity:
    count = fleet.machine.count
    return derive(
        "rented_usd_month",
        "USD/month",
        f"{counted(count, 'device')} x {HOURS_PER_MONTH:g} hours x rate x cloud_overhead",
        lambda rate, overhead: count * HOURS_PER_MONTH * rate * overhead,
        {"rate": rate, "overhead": context.parameter("cloud_overhead")},
    )


def _purchase(context: Context, fleet: TrainingFleet) -> RentalPrice | None:
    """Return the price to buy a device; for what is owned, the nearest one, which only bounds spares."""
    row = fleet.machine.row
    price = context.supply.catalog.rental(row.id, "purchase")
    return price_like(context, row) if price is None and fleet.owned else price
