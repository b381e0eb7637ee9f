"""What a request, a user and a million tokens cost, and what electricity and carbon go with a plan."""

from __future__ import annotations

from advisor.estimate.energy import carbon_kg, training_kwh
from advisor.estimate.ledger import month_usd, paid_usd
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.estimate.serving_energy import device_kwh_month, hosted_kwh_month
from advisor.estimate.timeline import of_part
from advisor.quantity import Quantity, derive, exact
from advisor.strategy.context import Context
from advisor.strategy.pricing import PEOPLE
from advisor.strategy.records import Plan


def unit_costs(context: Context, plan: Plan, total: Quantity, requests: float) -> dict[str, Quantity]:
    """Return the figures of a plan by name.

    Args:
        context: The bundle.
        plan: A priced plan.
        total: Everything paid over its months, USD.
        requests: All requests of those months.
    """
    found: dict[str, Quantity] = {}
    if requests > 0:
        found["usd_per_request"] = derive(
            "usd_per_request",
            "USD/request",
            f"total / {requests:.4g} requests",
            lambda t: t / requests,
            {"t": total},
        )
        work = context.workload
        tokens = {"each": found["usd_per_request"], "in": work.input_tokens, "out": work.output_tokens}
        found["usd_per_million_tokens"] = derive(
            "usd_per_million_tokens",
            "USD/M tokens",
            "usd_per_request / (input_tokens + output_tokens) x 1e6",
            lambda **v: v["each"] / max(1.0, v["in"] + v["out"]) * 1e6,
            tokens,
        )
    users = context.profile.number("workload.users")
    if users:
        month = plan.estimates["usd_month"]
        found["usd_per_user_month"] = derive(
            "usd_per_user_month",
            "USD/user/month",
            f"usd_month / {users:g} users",
            lambda m: m / users,
            {"m": month},
        )
    if plan.hardware is not None and plan.hardware.bought and not plan.hardware.owned:
        found["lead_weeks"] = context.parameter("gpu_lead_weeks")
    return {**found, **_by_use(context, plan), **_energy(context, plan)}


def _by_use(context: Context, plan: Plan) -> dict[str, Quantity]:
    """Return what a million written tokens cost on devices: as busy as they are, as usual, and always busy.

    month of the devices / (requests x output tokens) x use / use; people are left out, the use is the mean.
    """
    work, busy = context.workload, plan.estimates.get("utilisation")
    written = work.requests_per_day.value * DAYS_PER_MONTH * work.output_tokens.value
    lines = [line for line in of_part(plan.lines, "inference") if line.name != PEOPLE]
    if plan.hardware is None or busy is None or not 0 < busy.value <= 1 or written <= 0:
        return {}
    bought = paid_usd("devices", lines, work.growth_per_year, 0, resale=False)
    month = month_usd(lines)
    now = derive(
        "usd_per_million_written_now",
        "USD/M tokens",
        f"(devices a month + purchase / {work.months}) / {written:.4g} tokens x 1e6",
        lambda month, bought: (month + bought / work.months) / written * 1e6,
        {"month": month, "bought": bought},
    )
    usual = context.parameter("utilisation_typical")
    return {
        now.name: now,
        "usd_per_million_written_usual": _at_use(now, busy, usual, "usual"),
        "usd_per_million_written_full": _at_use(
            now, busy, exact("always", 1.0, "share", "always busy"), "full"
        ),
    }


def _at_use(now: Quantity, busy: Quantity, use: Quantity, name: str) -> Quantity:
    return derive(
        f"usd_per_million_written_{name}",
        "USD/M tokens",
        f"{now.name} x utilisation / {use.name}",
        lambda now, busy, use: now * busy / use,
        {"now": now, "busy": busy, "use": use},
    )


def requests_in(context: Context, paid_months: float) -> float:
    """Return the requests of some months of today's traffic."""
    return context.workload.requests_per_day.value * DAYS_PER_MONTH * paid_months


def _energy(context: Context, plan: Plan) -> dict[str, Quantity]:
    """Return electricity and carbon of serving a month, and of training where it is known."""
    grid = context.parameter("gco2_per_kwh")
    found: dict[str, Quantity] = {}
    serving = _serving_kwh(context, plan)
    if serving is not None:
        found["serving_kwh_month"] = serving
        found["serving_co2_kg_month"] = carbon_kg(serving, grid).with_name("serving_co2_kg_month")
    training = plan.estimates.get("training_energy_kwh") or _training_kwh(context, plan)
    if training is not None:
        found["training_kwh"] = training.with_name("training_kwh")
        found["training_co2_kg"] = carbon_kg(training, grid).with_name("training_co2_kg")
    return found


def _serving_kwh(context: Context, plan: Plan) -> Quantity | None:
    work, hardware = context.workload, plan.hardware
    if plan.deployment == "on_device_edge" or not work.requests_per_day.value:
        return None
    if hardware is None:
        return hosted_kwh_month(work.requests_per_day, work.output_tokens)
    row = context.supply.catalog.accelerators.get(hardware.accelerator)
    if row is None:
        return None
    return device_kwh_month(row, hardware.count, plan.estimates.get("utilisation"), context.parameter("pue"))


def _training_kwh(context: Context, plan: Plan) -> Quantity | None:
    """Return the electricity of a tuning run from its device-hours."""
    hours, hardware = plan.estimates.get("training_gpu_hours"), plan.training_hardware
    row = context.supply.catalog.accelerators.get(hardware.accelerator) if hardware else None
    if hours is None or row is None:
        return None
    return training_kwh(hours, row, context.parameter("pue"))
