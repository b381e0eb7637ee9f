"""The ways in which what a plan needs can be bought, each with the plan's whole bill: service tiers of hosted
models, terms of rented devices, services that do a whole conversation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from advisor.catalog.records import ApiModel
from advisor.estimate.economics import tier_factor
from advisor.estimate.ledger import Line, month_usd
from advisor.quantity import Quantity, derive
from advisor.strategy.assemble import PETTY_USD
from advisor.strategy.context import Context
from advisor.strategy.hosted import flex_ok
from advisor.strategy.latency import duration, said_waits_ms
from advisor.strategy.pricing import PEOPLE, follows_lists
from advisor.strategy.records import Plan
from advisor.strategy.rent_terms import RENTED, rent_month, spot_run_usd, terms_of
from advisor.strategy.voice import HEARS, speech_to_speech
from advisor.strategy.way_tables import way_rows

TOKENS, RUNS = "tokens", "training runs"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to buy what a plan needs."""

    name: str
    lines: tuple[Line, ...]
    """The bill of the whole plan when it is bought in this way."""
    condition: str
    """What it asks for, in words."""
    taken: bool = False
    """Whether the plan is priced in this way."""
    against: str = ""
    """What was said that speaks against it; empty where nothing does."""

    @property
    def month(self) -> Quantity:
        """Return the bill of a month at today's traffic, USD."""
        return month_usd(self.lines)

    @property
    def label(self) -> str:
        """Return the name, marked where the plan is priced in this way."""
        return f"{self.name} (as priced)" if self.taken else self.name

    @property
    def asks(self) -> str:
        """Return what it asks for, and what speaks against it."""
        return f"{self.condition}; {self.against}" if self.against else self.condition


def ways_to_buy(context: Context, plan: Plan) -> tuple[Way, ...]:
    """Return the ways to buy what a plan needs, its own among them; empty where there is one only."""
    names = {line.name for line in plan.lines}
    row = context.supply.catalog.api_models.get(plan.model) if plan.hardware is None else None
    if row is not None and TOKENS in names:
        found = tuple(_tiers(context, plan, row))
    elif RENTED in names and plan.deployment == "self_host_rented":
        found = tuple(_terms(context, plan))
    elif HEARS in names and not plan.parts:
        found = tuple(_talks(context, plan))
    else:
        found = ()
    return found if len(found) > 1 else ()


def ways_to_train(context: Context, plan: Plan) -> tuple[Way, ...]:
    """Return the ways to buy the training of a plan on rented devices: on demand, as it is priced, and on the
    spot market, interruptions counted; empty where nothing is rented for it, or for a petty sum."""
    line = next((x for x in plan.lines if x.name == RUNS), None)
    hardware = plan.training_hardware
    if line is None or line.once is None or hardware is None or hardware.owned or hardware.bought:
        return ()
    if line.once.value <= PETTY_USD:
        return ()
    usd = spot_run_usd(context, hardware.accelerator, line.once)
    if usd is None:
        return ()
    spot = tuple(replace(x, once=usd) if x is line else x for x in plan.lines)
    return (
        Way("training on demand", plan.lines, "devices that stay until the run ends", taken=True),
        Way("training on spot devices", spot, "runs that save their state often and take it up again"),
    )


def _tiers(context: Context, plan: Plan, row: ApiModel) -> Iterator[Way]:
    """Yield the service tiers that a provider sells for its model."""
    now = tier_factor(row, batch="batch_api" in plan.techniques, flex=flex_ok(context))
    priced = False
    for tier in way_rows("service_tier"):
        factor = getattr(row, tier["field"]) if "field" in tier else 1.0
        if factor is None:
            continue
        taken = not priced and factor == now and (now == 1.0) == ("field" not in tier)
        priced = priced or taken
        lines = tuple(_scaled(line, factor / now) if line.name == TOKENS else line for line in plan.lines)
        against = "" if taken else _too_slow(context, tier.get("slowest_s", 0.0))
        yield Way(tier["name"], lines, tier["condition"], taken, against)


def _scaled(line: Line, factor: float) -> Line:
    if line.month is None or factor == 1.0:
        return line
    month = derive(
        line.month.name,
        line.month.unit,
        f"{line.month.name} x {factor:.3g}",
        lambda m: m * factor,
        {"m": line.month},
    )
    return replace(line, month=month)


def _too_slow(context: Context, slowest_s: float) -> str:
    """Return which waiting time that was said is shorter than that of a tier."""
    waits = said_waits_ms(context)
    if not waits or context.workload.batch_ok or min(waits) >= 1e3 * slowest_s:
        return ""
    return f"you need answers within {duration(min(waits))}"


def _terms(context: Context, plan: Plan) -> Iterator[Way]:
    """Yield the terms on which the devices of a plan can be rented."""
    kind_now = terms_of(context, plan)
    for term in way_rows("rent"):
        month = rent_month(context, plan, term["kind"])
        if month is None:
            continue
        taken = term["kind"] == kind_now
        lines = plan.lines
        if not taken:
            lines = tuple(replace(x, month=month) if x.name == RENTED else x for x in plan.lines)
        yield Way(term["name"], lines, f"{term['condition']}{_note(month, taken=taken)}", taken)


def _note(month: Quantity, *, taken: bool) -> str:
    return f"; {month.note}" if month.note and not taken else ""


def _talks(context: Context, plan: Plan) -> Iterator[Way]:
    """Yield a conversation bought in parts, as the plan is priced, and whole from each service that talks."""
    yield Way(
        "hearing, model and voice apart", plan.lines, "each part from the provider of your choice", True
    )
    people = tuple(line for line in plan.lines if line.name == PEOPLE)
    heard = next(line.month for line in plan.lines if line.name == HEARS and line.month is not None)
    units = next(q for q in heard.inputs if q.name == "units_per_day")
    for name, month in speech_to_speech(context, units):
        line = follows_lists(context, "speech in and out", month)
        yield Way(name, (line, *people), "one service for all three")
