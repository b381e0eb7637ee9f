"""You pay that much today: what the same work costs on the plan advised, and on devices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.decide.assess import Assessment
from advisor.decide.baseline import BILL, LEAST, baseline
from advisor.decide.implied import REQUESTS, implied, implied_sentence
from advisor.decide.records import Answered
from advisor.decide.told_cost import is_paid
from advisor.decide.words import phrases
from advisor.quantity import Quantity, derive, plain_number, usd, usd_range
from advisor.strategy.generate import OWN
from advisor.strategy.records import Plan
from advisor.strategy.workload import Workload


def bill_answers(found: Assessment) -> Iterator[Answered]:
    """Yield what today's bill would become, and whether devices beat it; of a bill for devices
    ``today_answer`` tells that. Where it implies another load than ours, that stands in place of a saving."""
    today = _bill(found)
    if today is None:
        return
    table, load = phrases()["bill"], load_words(found)
    question = table["question"].format(today=usd(today), load=load)
    month, saved = found.best.plan.estimates["usd_month"], _saved(found, today)
    other = implied(found)
    if other is not None:
        bill, model = usd_range(month), found.best.plan.model_name
        answer = phrases()["implied"]["verdict"].format(load=load, bill=bill, model=model)
        details = (implied_sentence(other), phrases()["implied"]["ask"])
        yield Answered(question, answer, details, (month, other.paid, other.ours))
        return
    told = list(_details(found, table))
    yield Answered(question, _move(found, saved, table), tuple(told), (month, saved))


def saves_little(found: Assessment) -> bool:
    """Return whether the plan advised saves too little of a bill that was said to be worth a move."""
    today = _bill(found) if found.ranked else None
    if today is None or implied(found) is not None:
        return False
    return _saved(found, today).value < LEAST * today


def load_words(found: Assessment) -> str:
    """Return the load that figures are for: ``"15,000 requests a day"``, and whether it is a guess."""
    said = found.context.profile.said(REQUESTS)
    form = phrases()["bill"]["load" if said else "load_assumed"]
    return str(form.format(requests=plain_number(found.context.workload.requests_per_day.value)))


def _bill(found: Assessment) -> float | None:
    """Return the bill that was said, None where there is none or where it is for devices."""
    profile = found.context.profile
    today = profile.number(BILL) if profile.said(BILL) else None
    if not today or not found.ranked or baseline(found) is not None:
        return None
    return today


def _saved(found: Assessment, today: float) -> Quantity:
    month = found.best.plan.estimates["usd_month"]
    return derive(
        "saved_usd_month", "USD/month", f"{today:g} - usd_month", lambda bill: today - bill, {"bill": month}
    )


def _details(found: Assessment, table: Mapping[str, Any]) -> Iterator[str]:
    best, devices = found.best.plan, _cheapest_devices(found)
    if devices is not None and devices is not best:
        yield _devices(found.context.workload, best, devices)
    if not saves_little(found):
        yield str(table["prove"])


def _move(found: Assessment, saved: Quantity, table: Mapping[str, Any]) -> str:
    """Return whether to move to the plan advised, which must save enough of the bill."""
    best = found.best.plan
    form = "keep" if saves_little(found) else "devices" if best.hardware is not None else "model"
    return str(
        table[form].format(
            load=load_words(found),
            bill=f"{usd_range(best.estimates['usd_month'])} a month",
            model=best.model_name,
            hardware=best.hardware.label() if best.hardware is not None else "",
            saved=usd(saved.value),
        )
    )


def _cheapest_devices(found: Assessment) -> Plan | None:
    """Return the plan on devices that costs least a month, what is paid once spread over the time in mind."""
    plans = [item.plan for item in (*found.ranked, *found.refused)]
    own = [p for p in plans if p.deployment in OWN and p.priced and not p.forbidden]
    return min(own, key=lambda plan: plan.estimates["usd_lifetime"].value, default=None)


def _devices(workload: Workload, best: Plan, devices: Plan) -> str:
    once: Quantity | None = devices.estimates.get("hardware_usd")
    paid = f" and {usd_range(once)} once" if once is not None and is_paid(once) else ""
    use = devices.estimates.get("utilisation")
    busy = f", busy {_share(use.value)} of the time" if use is not None else ""
    months, growth = workload.months, workload.growth_per_year.value
    whole = [usd(plan.estimates["usd_lifetime"].value) for plan in (devices, best)]
    return (
        f"{devices.title}: {usd_range(devices.estimates['usd_month'])} a month{paid}, people included{busy};"
        f" over {months} months, with a growth of {plain_number(growth)} times a year, {whole[0]} against"
        f" {whole[1]}."
    )


def _share(part: float) -> str:
    return f"{part:.0%}" if part >= 0.01 else str(phrases()["bill"]["less_than"])
