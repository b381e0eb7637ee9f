"""What runs on devices today beside the plan advised: what keeping it costs, and whether a move pays.

What is paid each month for devices buys no people. So what runs is compared with the people whom plans of
its kind take, as every other plan is: people + the bill or the rent that was said, else + the rent of the
devices named.
"""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decide.assess import Assessment
from advisor.decide.judge import Judged, month_now_usd
from advisor.estimate.economics import rented_month
from advisor.estimate.ledger import month_usd
from advisor.quantity import Quantity, derive, exact
from advisor.strategy.context import Context
from advisor.strategy.in_use import SERVED, TUNED
from advisor.strategy.named import model_of_size, named_devices, named_model
from advisor.strategy.pricing import PEOPLE
from advisor.strategy.records import Plan
from advisor.strategy.said_rent import AS_SAID, said_rate

BILL = "budget.current_usd_month"
LEAST = 0.1
"""Part of what runs today that a move must save to pay for itself; our convention."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What runs on devices today, and the plan that it is compared with."""

    plan: Plan
    """The plan of its kind, with the people and the limits that such a plan has."""
    kept: bool
    """Whether it is the plan advised."""
    devices: Quantity
    """USD a month for the devices: as said, else by our sizing."""
    said: bool
    """Whether somebody said that sum, or the price of an hour that it is made of."""
    people: Quantity | None
    """USD a month for the people who run it; None where nobody is paid."""
    other: Judged | None
    """The plan advised, or where what runs is kept, the best other one; None where no other is possible."""
    other_usd: Quantity | None
    """What that one costs a month, what is paid once spread over the time in mind."""

    @property
    def usd_month(self) -> Quantity:
        """Return what keeping costs a month: ``devices + people``."""
        parts = {"devices": self.devices} | ({"people": self.people} if self.people is not None else {})
        return derive(
            "kept_usd_month", "USD/month", " + ".join(parts), lambda **each: sum(each.values()), parts
        )

    @property
    def saved(self) -> Quantity | None:
        """Return what a move saves a month: ``kept - other``."""
        if self.other_usd is None:
            return None
        both = {"kept": self.usd_month, "other": self.other_usd}
        return derive("saved_usd_month", "USD/month", "kept - other", lambda kept, other: kept - other, both)

    @property
    def pays(self) -> bool:
        """Return whether a move saves enough to pay for itself."""
        saved = self.saved
        return saved is not None and saved.value >= LEAST * self.usd_month.value


def baseline(found: Assessment) -> Baseline | None:
    """Return what runs on devices today beside the plan advised; None where nobody said that it does, or
    where no plan of its kind could be made."""
    best = found.best
    runs = _what_runs(found) if found.ranked and not best.plan.is_fleet else None
    if runs is None:
        return None
    context = found.context
    kept = _kind(context, best.plan) == _kind(context, runs)
    other = _best_other(found, runs) if kept else best
    sums = {line.name: line for line in runs.lines if line.month is not None}
    people = sums[PEOPLE].month if PEOPLE in sums else None
    said = context.profile.number(BILL) if context.profile.said(BILL) else None
    hourly = _by_the_hour(context, runs)
    return Baseline(
        plan=runs,
        kept=kept,
        devices=exact("bill_usd_month", said, "USD/month", "you said")
        if said
        else hourly or _devices(context, runs),
        said=bool(said) or hourly is not None,
        people=people,
        other=other,
        other_usd=month_now_usd(other.plan, context.workload.months) if other is not None else None,
    )


def _what_runs(found: Assessment) -> Plan | None:
    """Return the plan that is most like what runs: where it runs, what is tuned, on which model."""
    context, profile = found.context, found.context.profile
    if not profile.said(SERVED):
        return None
    places = profile.words(SERVED)
    tuned = {w for w in profile.words(TUNED) if w in context.options and context.options[w].trains}
    size = profile.number("wish.train_params_b")
    model = named_model(context) or (model_of_size(context, size) if size else None)
    plans = [
        item.plan
        for item in (*found.ranked, *found.refused)
        if item.plan.deployment in places and item.plan.priced and item.plan.hardware is not None
    ]
    named = [plan for plan in plans if model is not None and plan.model == model.id]
    alike = [plan for plan in named or plans if tuned <= set(plan.words)]
    return next(iter(alike or named or plans), None)


def _best_other(found: Assessment, runs: Plan) -> Judged | None:
    """Return the best plan of another kind that meets every limit, last one that rules speak against."""
    mine = _kind(found.context, runs)
    every = (*found.ranked, *found.refused)
    others = (item for item in every if item.plan.priced and item.plan.feasibility != "infeasible")
    return next((item for item in others if _kind(found.context, item.plan) != mine), None)


def _kind(context: Context, plan: Plan) -> tuple[object, ...]:
    """Return what must differ for a plan to be a move: where it runs, the model, what is trained."""
    trained = frozenset(w for w in plan.words if w in context.options and context.options[w].trains)
    return plan.deployment, plan.model, trained


def _by_the_hour(context: Context, runs: Plan) -> Quantity | None:
    """Return what the devices that were named cost a month around the clock at the rent of an hour that was
    said; None where none was, or where they are one's own."""
    hardware = runs.hardware
    rate = said_rate(context, hardware.accelerator) if hardware and not hardware.bought else None
    if rate is None:
        return None
    return rented_month(rate, named_count(context, runs), AS_SAID).with_name("devices_usd_month")


def _devices(context: Context, runs: Plan) -> Quantity:
    """Return what the devices of a plan cost a month, for as many as were named of them."""
    month = month_usd([line for line in runs.lines if line.name != PEOPLE], "devices_usd_month")
    times = named_count(context, runs) / runs.hardware.count if runs.hardware is not None else 1.0
    if times == 1.0:
        return month
    formula = f"{times:g} x devices"
    return derive(
        "devices_usd_month", "USD/month", formula, lambda devices: times * devices, {"devices": month}
    )


def named_count(context: Context, runs: Plan) -> int:
    """Return how many of the devices of what runs were named, else those of our own sizing."""
    if runs.hardware is None:
        return 0
    same = (d.count for d in named_devices(context) if d.name == runs.hardware.accelerator)
    return next(same, runs.hardware.count)
