"""Rented devices that run something today beside fewer of them, smaller ones and a service, by the month.

People are left out, who are told beside it: as many look after one card as after four.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.decide.asked_bill import load_words
from advisor.decide.asked_words import bits_words
from advisor.decide.assess import Assessment
from advisor.decide.baseline import Baseline, named_count
from advisor.decide.words import phrases
from advisor.estimate.ledger import month_usd
from advisor.quantity import Quantity, derive, usd, usd_range
from advisor.strategy.context import Context
from advisor.strategy.fixed_model import rows_of, weights_of
from advisor.strategy.hosted import HOSTED, hosted_bill
from advisor.strategy.jurisdiction import may_process
from advisor.strategy.other_fits import market_fit
from advisor.strategy.own_time import in_own_time
from advisor.strategy.pricing import PEOPLE, rented_lines
from advisor.strategy.records import Hardware, Plan
from advisor.strategy.said_rent import RENTS, said_rate


def needed(context: Context, runs: Baseline) -> tuple[int, int]:
    """Return how many of the devices that run the load needs by our sizing, and how many there are."""
    hardware = runs.plan.hardware
    return (hardware.count, named_count(context, runs.plan)) if hardware is not None else (0, 0)


def spare(context: Context, runs: Baseline) -> str:
    """Return which part of the devices is not needed for the load, with what that part costs."""
    hardware, (need, have) = runs.plan.hardware, needed(context, runs)
    if hardware is None or have <= need or in_own_time(context.profile):
        return ""
    return str(
        _table()["spare"].format(
            need=need,
            have=have,
            device=hardware.name,
            bits=bits_words(hardware.precision),
            usd=usd(runs.devices.value * (1.0 - need / have)),
        )
    )


def rent_compared(context: Context, runs: Baseline) -> str:
    """Return the rent of an hour that was said, or that a bill comes to, beside that of the market."""
    hardware = runs.plan.hardware
    rate = said_rate(context, hardware.accelerator) if hardware is not None and _rents(runs) else None
    market = context.supply.catalog.rental(hardware.accelerator, "on_demand") if hardware else None
    if hardware is None or rate is None or market is None:
        return ""
    form = _table()["rent_implied" if rate.inputs else "rent_said"]
    asks = usd_range(context.supply.catalog.rate(market))
    return str(form.format(rate=usd(rate.value), device=hardware.name, market=asks))


def side_by_side(found: Assessment, runs: Baseline) -> str:
    """Return what the devices as they are cost a month beside fewer of them, the cheapest others that would
    do, and the cheapest service; empty where they are not rented."""
    if runs.plan.hardware is None or not _rents(runs) or not runs.said:
        return ""
    ways = "; ".join(f"{what} {usd_range(cost)}" for what, cost in _ways(found, runs, runs.plan.hardware))
    return str(_table()["side_by_side"].format(load=load_words(found), ways=ways))


def _ways(found: Assessment, runs: Baseline, hardware: Hardware) -> Iterator[tuple[str, Quantity]]:
    table, (need, have) = _table()["ways"], needed(found.context, runs)
    yield table["as_it_is"].format(hardware=hardware.label(have)), runs.devices
    if need < have:
        yield table["fewer"].format(need=need), _part(runs.devices, need / have)
    other = _other_devices(found.context, runs.plan, hardware)
    if other is not None:
        yield table["other"].format(hardware=other[0]), other[1]
    plans = (item.plan for item in found.ranked)
    services = [plan for plan in plans if plan.deployment in HOSTED and plan.hardware is None and plan.priced]
    least = min(services, key=lambda plan: (plan.estimates["usd_month"].value, plan.id), default=None)
    if least is not None:
        lines = [line for line in least.lines if line.name != PEOPLE]
        yield least.title, month_usd(lines, "service_usd_month")
    yield from _same_model(found, runs.plan, least)


def _same_model(found: Assessment, runs: Plan, least: Plan | None) -> Iterator[tuple[str, Quantity]]:
    """Yield where the very model that runs is hosted for the least money, where the cheapest service has
    another one and nothing that runs is tuned."""
    context = found.context
    if runs.trains or (least is not None and weights_of(context, least.model) == runs.model):
        return
    rows = [row for row in rows_of(context, runs.model) if may_process(context, row)]
    words = least.techniques if least is not None else ()
    bills = [(hosted_bill(context, row, runs.adaptations, words), row) for row in rows]
    if bills:
        bill, row = min(bills, key=lambda pair: (pair[0].value, pair[1].id))
        yield _table()["ways"]["same"].format(model=row.name), bill


def _other_devices(context: Context, runs: Plan, hardware: Hardware) -> tuple[str, Quantity] | None:
    """Return the cheapest devices on the market that carry the load with the model that runs, and their
    rent; None where those that run are the cheapest."""
    model = context.supply.catalog.models.get(runs.model)
    fit = market_fit(context, RENTS, model) if model is not None else None
    if fit is None or fit.offer.accelerator.id == hardware.accelerator:
        return None
    month = month_usd(rented_lines(context, fit.offer, fit.fleet), "other_usd_month")
    return f"{fit.fleet.devices:,}x {fit.offer.accelerator.name}", month


def _part(devices: Quantity, share: float) -> Quantity:
    formula = f"{share:g} x devices"
    return derive("fewer_usd_month", "USD/month", formula, lambda each: share * each, {"each": devices})


def _rents(runs: Baseline) -> bool:
    return runs.plan.deployment == RENTS


def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = phrases()["today"]
    return table
