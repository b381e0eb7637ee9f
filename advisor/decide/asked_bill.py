"""You pay that much today: what the same work costs on the plan advised, and on devices."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.decide.assess import Assessment
from advisor.decide.baseline import baseline
from advisor.decide.records import Answered
from advisor.quantity import Quantity, derive, plain_number, usd, usd_range
from advisor.strategy.generate import OWN
from advisor.strategy.records import Plan
from advisor.strategy.workload import Workload

MUCH = 0.1
"""Part of today's bill from which a saving is worth the move."""


def bill_answers(found: Assessment) -> Iterator[Answered]:
    """Yield what today's bill would become, and whether devices beat it; where the bill is for devices,
    ``today_answer`` tells that."""
    context = found.context
    today = context.profile.number("budget.current_usd_month")
    if not today or not context.profile.said("budget.current_usd_month") or not found.ranked:
        return
    if baseline(found) is not None:
        return
    best, devices = found.best.plan, _cheapest_devices(found)
    month = best.estimates["usd_month"]
    saved = derive(
        "saved_usd_month", "USD/month", f"{today:g} - usd_month", lambda bill: today - bill, {"bill": month}
    )
    details = []
    if devices is not None and devices is not best:
        details.append(_devices(context.workload, best, devices))
    details.append(
        "Whether the cheaper model is good enough is for 50 of your own cases to tell before anything moves:"
        " the saving rests on that."
    )
    question = f"You pay {usd(today)} a month: keep it, change the model, or get GPUs?"
    yield Answered(question, _move(best, saved, MUCH * today), tuple(details), (month, saved))


def _move(best: Plan, saved: Quantity, least: float) -> str:
    """Return whether to move to the plan advised, which must save at least a sum a month."""
    bill = f"{usd_range(best.estimates['usd_month'])} a month"
    if saved.value < least:
        return f"Keep it for now: the same work comes to {bill} on {best.model_name}."
    if best.hardware is not None:
        return f"Move to {best.hardware.label()}: about {bill}, {usd(saved.value)} less."
    return (
        f"Change the model, not the infrastructure: about {bill} on {best.model_name} for the same work,"
        f" {usd(saved.value)} less."
    )


def _cheapest_devices(found: Assessment) -> Plan | None:
    """Return the plan on devices that costs least a month, what is paid once spread over the time in mind."""
    plans = [item.plan for item in (*found.ranked, *found.refused)]
    own = [p for p in plans if p.deployment in OWN and p.priced and not p.forbidden]
    return min(own, key=lambda plan: plan.estimates["usd_lifetime"].value, default=None)


def _devices(workload: Workload, best: Plan, devices: Plan) -> str:
    once: Quantity | None = devices.estimates.get("hardware_usd")
    paid = f" and {usd_range(once)} once" if once is not None and once.value > 0 else ""
    use = devices.estimates.get("utilisation")
    busy = f", busy {use.value:.0%} of the time" if use is not None else ""
    months, growth = workload.months, workload.growth_per_year.value
    whole = [usd(plan.estimates["usd_lifetime"].value) for plan in (devices, best)]
    return (
        f"{devices.title}: {usd_range(devices.estimates['usd_month'])} a month{paid}, people included{busy};"
        f" over {months} months, with a growth of {plain_number(growth)} times a year, {whole[0]} against"
        f" {whole[1]}."
    )
