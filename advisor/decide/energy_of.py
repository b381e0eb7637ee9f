"""The electricity and carbon that go with a plan, and what of them nobody knows."""

from __future__ import annotations

from advisor.catalog.records import Accelerator
from advisor.estimate.energy import carbon_kg, training_kwh
from advisor.estimate.serving_energy import device_kwh_month, hosted_kwh_month
from advisor.quantity import Quantity
from advisor.strategy.context import Context
from advisor.strategy.cpu_servers import cpu_offers
from advisor.strategy.other import other_model
from advisor.strategy.records import Plan

IN_HANDS = "on_device_edge"
NO_METER = "unknown: the providers publish none for this kind of work"
NO_DEVICES = "unknown: the provider does not say on which devices it trains"
USERS_OWN = "drawn by the devices of the users, and no part of this bill"
OWN_PART = "of the own devices alone; what the hosted part draws is not counted"


def energy(context: Context, plan: Plan) -> tuple[dict[str, Quantity], dict[str, str]]:
    """Return electricity and carbon by name, and in words what is not known of them, by the same names."""
    grid = context.parameter("gco2_per_kwh")
    found: dict[str, Quantity] = {}
    unknown: dict[str, str] = {}
    serving, why = _serving(context, plan)
    if serving is not None:
        found["serving_kwh_month"] = serving
        found["serving_co2_kg_month"] = carbon_kg(serving, grid).with_name("serving_co2_kg_month")
    if why:
        unknown["serving_kwh_month"] = why
    training = plan.estimates.get("training_energy_kwh") or _training(context, plan)
    if training is not None:
        found["training_kwh"] = training.with_name("training_kwh")
        found["training_co2_kg"] = carbon_kg(training, grid).with_name("training_co2_kg")
    elif plan.trains:
        unknown["training_kwh"] = NO_DEVICES
    return found, unknown


def _serving(context: Context, plan: Plan) -> tuple[Quantity | None, str]:
    """Return the electricity of serving a month, and what is missing of it in words."""
    work, hardware = context.workload, plan.hardware
    if not work.requests_per_day.value:
        return None, ""
    if plan.deployment == IN_HANDS and not any(line.once for line in plan.lines):
        return None, USERS_OWN
    if hardware is None:
        if other_model(context) is not None or not plan.model:
            return None, NO_METER
        return hosted_kwh_month(work.requests_per_day, work.output_tokens), ""
    row = _device(context, hardware.accelerator)
    if row is None:
        return None, f"unknown: nobody says what {hardware.name} draws"
    busy = plan.estimates.get("utilisation")
    drawn = device_kwh_month(row, hardware.count, busy, context.parameter("pue"))
    return drawn, OWN_PART if plan.parts else ""


def _device(context: Context, name: str) -> Accelerator | None:
    """Return a device by its id, that of a part of a server among them."""
    row = context.supply.catalog.accelerators.get(name)
    return row or next((o.accelerator for o in cpu_offers(context) if o.accelerator.id == name), None)


def _training(context: Context, plan: Plan) -> Quantity | None:
    """Return the electricity of a tuning run from its device-hours."""
    hours, hardware = plan.estimates.get("training_gpu_hours"), plan.training_hardware
    row = context.supply.catalog.accelerators.get(hardware.accelerator) if hardware else None
    if hours is None or row is None:
        return None
    return training_kwh(hours, row, context.parameter("pue"))
