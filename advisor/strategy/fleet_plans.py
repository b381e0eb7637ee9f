"""Plans of a training fleet: the same devices rented and owned, without any model that is served."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advisor.estimate.ledger import Line
from advisor.estimate.money import HOURS_PER_MONTH
from advisor.quantity import Quantity, counted, derive
from advisor.strategy.assemble import Draft, Training, complete
from advisor.strategy.context import Context
from advisor.strategy.fleet_bills import fleet_people, over_horizon, own_lines, rent_lines
from advisor.strategy.once import once
from advisor.strategy.records import FLEET, Hardware, Plan
from advisor.strategy.shown_hardware import shown_hardware
from advisor.strategy.training_fleet import TrainingFleet, training_fleet
from advisor.strategy.tuning import CORPUS_WORDS
from advisor.strategy.variants import adaptation_sets

RENTED, OWN = "self_host_rented", "on_prem"
NAME = "your training jobs"
"""What runs in place of a model."""


def fleet_plans(context: Context, deployment: str) -> Iterator[Plan]:
    """Yield the plan of a fleet that is rented, owned or shared, if its devices can be had so."""
    fleet = training_fleet(context)
    lines = fleet_lines(context, owned=deployment != RENTED)
    if fleet is None or not lines:
        return
    yield complete(
        context,
        Draft(
            deployment=deployment,
            adaptations=trained_words(context, deployment),
            techniques=(),
            model="",
            model_name=NAME,
            tier=context.tier,
            lines=(),
            training=_training(context, fleet, deployment, lines),
            hardware=_hardware(fleet, deployment),
            estimates={"people": fleet_people(context, fleet, owned=deployment != RENTED)},
            limits=fleet.limits,
            form=FLEET,
        ),
    )


@once
def fleet_lines(context: Context, owned: bool) -> tuple[Line, ...]:
    """Return the bill of the fleet, owned or rented; empty where there is no fleet or no price."""
    fleet = training_fleet(context)
    if fleet is None:
        return ()
    return own_lines(context, fleet) if owned else rent_lines(context, fleet)


@once
def fleet_reference_usd_month(context: Context) -> float | None:
    """Return what the fleet's bills are compared with: its rent a month, None where there is no fleet.

    It is the market's answer to the same need, whoever owns the devices.
    """
    lines = fleet_lines(context, False) or fleet_lines(context, True)
    return over_horizon(context, "usd", lines).value / context.workload.months if lines else None


def trained_words(context: Context, deployment: str) -> tuple[str, ...]:
    """Return what the fleet trains, as far as the team said it or a rule requires it, and it takes such
    devices: what else rules prefer to train is the team's own trade."""
    on_devices = {*context.anchors.tuning_method, *CORPUS_WORDS}
    required = {word for word in context.directives.required if word in on_devices}
    asked = {*context.profile.words("wish.adaptations"), *required}
    sets = adaptation_sets(context, deployment)
    words = {word for adaptations in sets for word in adaptations if context.options[word].trains}
    return tuple(sorted(words & asked))


def _training(context: Context, fleet: TrainingFleet, deployment: str, lines: tuple[Line, ...]) -> Training:
    usd = over_horizon(context, "training_usd", lines)
    hours = gpu_hours(context, fleet)
    each = derive(
        "usd_per_gpu_hour",
        "USD/GPU-hour",
        "training_usd / training_gpu_hours",
        lambda usd, hours: usd / hours,
        {"usd": usd, "hours": hours},
    )
    estimates = {
        "training_usd": usd,
        "training_gpu_hours": hours,
        "usd_per_gpu_hour": each,
        "utilisation": fleet.use,
    }
    return Training(usd, _hardware(fleet, deployment), estimates, lines=lines)


def gpu_hours(context: Context, fleet: TrainingFleet) -> Quantity:
    """Return the device-hours of training over the horizon: devices x 730 h x months x use."""
    hours = fleet.machine.count * HOURS_PER_MONTH * context.workload.months
    return derive(
        "training_gpu_hours",
        "GPU-hours",
        f"{counted(fleet.machine.count, 'device')} x {HOURS_PER_MONTH:g} hours"
        f" x {context.workload.months} months x use",
        lambda use: hours * use,
        {"use": fleet.use},
    )


def _hardware(fleet: TrainingFleet, deployment: str) -> Hardware:
    bought = deployment != RENTED
    shown = shown_hardware(fleet.machine.row, fleet.machine.count)
    return replace(shown, bought=bought, owned=bought and fleet.owned)
