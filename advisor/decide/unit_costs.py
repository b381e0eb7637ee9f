"""What a request, a user, a piece of work and a million tokens cost."""

from __future__ import annotations

from advisor.estimate.ledger import month_usd, paid_usd
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.estimate.timeline import of_part
from advisor.quantity import Quantity, derive, exact
from advisor.strategy.context import Context
from advisor.strategy.other import other_model, units_per_day
from advisor.strategy.pricing import PEOPLE
from advisor.strategy.records import Plan

WORK = {
    "tokens/day": (1e6, "usd_per_million_tokens", "USD/M tokens"),
    "s/day": (3600.0, "usd_per_audio_hour", "USD/hour of audio"),
    "images/day": (1000.0, "usd_per_thousand_images", "USD/1,000 images"),
}
"""By the unit of work of a model that is no language model: how many are told together, name and unit."""


def unit_costs(context: Context, plan: Plan, total: Quantity, paid_months: float) -> dict[str, Quantity]:
    """Return the figures of a plan by name.

    Args:
        context: The bundle.
        plan: A priced plan.
        total: Everything paid over its months, USD.
        paid_months: Months of today's traffic that those months make.
    """
    found: dict[str, Quantity] = {}
    requests = requests_in(context, paid_months)
    if requests > 0:
        found["usd_per_request"] = derive(
            "usd_per_request",
            "USD/request",
            f"total / {requests:.4g} requests",
            lambda t: t / requests,
            {"t": total},
        )
        found |= _by_work(context, total, found["usd_per_request"], paid_months)
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
    return {**found, **_by_use(context, plan)}


def _by_work(context: Context, total: Quantity, request: Quantity, paid_months: float) -> dict[str, Quantity]:
    """Return what a piece of work costs: a million tokens, an hour of audio, 1,000 images;
    nothing where requests are the work."""
    work, other = context.workload, other_model(context)
    if other is None:
        tokens = {"each": request, "in": work.input_tokens, "out": work.output_tokens}
        name = "usd_per_million_tokens"
        text = "usd_per_request / (input_tokens + output_tokens) x 1e6"
        each = derive(
            name,
            "USD/M tokens",
            text,
            lambda **v: v["each"] / max(1.0, v["in"] + v["out"]) * 1e6,
            tokens,
        )
        return {name: each}
    units = units_per_day(context, other)
    if units.unit not in WORK or units.value <= 0:
        return {}
    together, name, unit = WORK[units.unit]
    done = units.value * DAYS_PER_MONTH * paid_months / together
    return {name: derive(name, unit, f"total / {done:.4g}", lambda t: t / done, {"t": total})}


def _by_use(context: Context, plan: Plan) -> dict[str, Quantity]:
    """Return what a million written tokens cost on devices: as busy as they are, as usual, and always busy.

    month of the devices / (requests x output tokens) x use / use; people are left out, the use is the mean.
    """
    work, busy = context.workload, plan.estimates.get("utilisation")
    written = work.requests_per_day.value * DAYS_PER_MONTH * work.output_tokens.value
    lines = [line for line in of_part(plan.lines, "inference") if line.name != PEOPLE]
    if plan.hardware is None or busy is None or not 0 < busy.value <= 1 or written <= 0:
        return {}
    if other_model(context) is not None:
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
