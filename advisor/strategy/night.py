"""How many copies a day's batch gets that is rented by the hour: as many as finish it within a night."""

from __future__ import annotations

import math
from dataclasses import replace

from advisor.estimate.fleet import Fleet
from advisor.quantity import HOURS_PER_DAY, Quantity, derive, exact
from advisor.strategy.context import Context
from advisor.strategy.servers import HIRED
from advisor.strategy.utilisation import less_busy

NIGHT_HOURS = 8.0
"""Between the close of one day and the start of the next; ours."""


def within_a_night(context: Context, deployment: str, fleet: Fleet) -> Fleet:
    """Return the fleet with as many copies as finish the work of a day within a night.

    copies = copies at an even pace x 24 h x utilisation / 8 h

    By the hour, two cards for half the night cost what one costs for all of it, so nobody who rents lets a
    daily run drag on until it meets the next one. Work that comes all day long, a job that is done once and
    devices that are bought keep their even pace.
    """
    profile, work = context.profile, context.workload
    steady = profile.said("workload.shape") and profile.text("workload.shape") == "around_the_clock"
    if deployment not in HIRED or steady or not work.batch_ok or work.job_days is not None:
        return fleet
    hours = HOURS_PER_DAY * fleet.utilisation.value
    copies = math.ceil(fleet.replicas * hours / NIGHT_HOURS - 1e-9)
    if copies <= fleet.replicas:
        return fleet
    times = exact("night_copies", copies / fleet.replicas, "x", "24 h x utilisation at an even pace / 8 h")
    return replace(
        fleet,
        spread=copies / fleet.replicas,
        replicas=copies,
        devices=copies * fleet.devices_per_replica,
        utilisation=less_busy(fleet.utilisation, times, "utilisation at an even pace / night_copies"),
        capacity_requests_day=_of_copies(fleet.capacity_requests_day, times),
    )


def _of_copies(capacity: Quantity, times: Quantity) -> Quantity:
    """Return what so many times the copies answer: capacity x night_copies."""
    formula = f"{capacity.name} at an even pace x night_copies"
    inputs = {"each": capacity, "times": times}
    return derive(capacity.name, capacity.unit, formula, lambda each, times: each * times, inputs)
