"""How busy the devices of a plan are that hear recordings and write about them."""

from __future__ import annotations

import math
from dataclasses import replace

from advisor.quantity import SECONDS_PER_DAY, Quantity, derive, plain_number
from advisor.strategy.context import Context
from advisor.strategy.other_sizing import Sized
from advisor.strategy.owned import owned_count
from advisor.strategy.records import Hardware, Limit, Plan

BUSY, CARRIES, WHOLE = "utilisation", "capacity_requests_day", "total_ms"
FULL = 0.9
"""Share of a card's memory, and of its time in the busiest minute, up to which two models share it: ours."""


def beside(context: Context, plan: Plan, sized: Sized, seconds: Quantity) -> Plan:
    """Return a plan whose devices, use and room count the recogniser's: cards of the same kind are shared
    where both models fit on them and have time in the busiest minute, and counted together where not. Of
    cards that are there no more are taken than there are: then it breaks that limit.

    Args:
        context: The bundle.
        plan: A plan on devices for the model that writes.
        sized: The recogniser on its devices.
        seconds: Seconds of audio on a normal day.
    """
    device, busy = plan.hardware, plan.estimates.get(BUSY)
    if device is None or busy is None:
        return plan
    plan = replace(plan, estimates={**plan.estimates, **_after_hearing(context, plan, sized, seconds)})
    if device.accelerator != sized.offer.accelerator.id:
        return _apart(context, plan, sized, seconds, busy)
    count, has = _count(context, plan, device, sized), owned_count(context, sized.offer)
    if device.owned and count > has:
        short = Limit("number of devices", plain_number(count), plain_number(has), "sizing")
        return replace(plan, limits=(*plan.limits, short), feasibility="infeasible")
    title = plan.title.replace(device.label(), device.label(count), 1)
    busy = _shared(device.count, busy, sized, count)
    estimates = {**plan.estimates, BUSY: busy, **_room(context, plan, sized, seconds)}
    return replace(plan, title=title, hardware=replace(device, count=count), estimates=estimates)


def _apart(context: Context, plan: Plan, sized: Sized, seconds: Quantity, busy: Quantity) -> Plan:
    """Return a plan whose recogniser has devices of another kind: the busier of both tells how busy it is."""
    both = {"writes": busy, "hears": sized.fleet.utilisation}
    busier = derive(BUSY, busy.unit, "the busier of writes and hears", _busier, both)
    return replace(plan, estimates={**plan.estimates, BUSY: busier, **_room(context, plan, sized, seconds)})


def _shared(writing: int, busy: Quantity, sized: Sized, count: int) -> Quantity:
    """Return how busy cards of one kind are that do both.

    utilisation = (writes x cards that write + hears x cards that hear) / cards, at most 1
    """
    return derive(
        BUSY,
        busy.unit,
        f"(writes x {writing} + hears x {sized.fleet.devices}) / {count} devices",
        lambda writes, hears: min(1.0, (writes * writing + hears * sized.fleet.devices) / count),
        {"writes": busy, "hears": sized.fleet.utilisation},
    )


def _after_hearing(context: Context, plan: Plan, sized: Sized, seconds: Quantity) -> dict[str, Quantity]:
    """Return the time to a whole answer with that in which one device hears the recording before it.

    whole = seconds of audio of a request / (seconds that one device hears in a second) + time to write
    """
    writes, requests = plan.estimates.get(WHOLE), context.workload.requests_per_day
    if writes is None or not seconds.value or not requests.value:
        return {}
    each, devices = seconds.value / requests.value, sized.fleet.devices
    text = f"{each:,.0f} s of audio x 86,400 s x devices that hear: {devices} / hears a day + writes"
    parts = {"writes": writes, "hears": sized.fleet.capacity_requests_day.with_name("hears")}

    def whole(writes: float, hears: float) -> float:
        return writes + 1e3 * each * SECONDS_PER_DAY * devices / hears

    return {WHOLE: derive(WHOLE, writes.unit, text, whole, parts)}


def _busier(writes: float, hears: float) -> float:
    return max(writes, hears)


def _count(context: Context, plan: Plan, device: Hardware, sized: Sized) -> int:
    """Return how many cards of one kind do both: those of the larger part where the other fits beside it."""
    apart = device.count + sized.fleet.devices
    held = plan.estimates.get("memory_gb")
    needs = (held.value if held is not None else device.memory_gb) + sized.fleet.memory_gb.value
    if needs > FULL * device.memory_gb * device.per_replica:
        return apart
    work = plan.estimates[BUSY].value * device.count + sized.fleet.utilisation.value * sized.fleet.devices
    least = math.ceil(work * context.workload.busiest / FULL)
    return min(apart, max(device.count, sized.fleet.devices, least))


def _room(context: Context, plan: Plan, sized: Sized, seconds: Quantity) -> dict[str, Quantity]:
    """Return the requests of a day that can be heard and written about, whichever is fewer."""
    writes, requests = plan.estimates.get(CARRIES), context.workload.requests_per_day
    if writes is None or not seconds.value or not requests.value:
        return {}
    each = seconds.value / requests.value
    text = f"the lesser of writes and hears, at {each:,.0f} s of audio a request"
    parts = {"writes": writes, "hears": sized.fleet.capacity_requests_day.with_name("hears")}
    return {
        CARRIES: derive(CARRIES, writes.unit, text, lambda writes, hears: min(writes, hears / each), parts)
    }
