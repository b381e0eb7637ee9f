"""Training as the work itself: the devices on which a team trains, by what they named, own or can pay."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.money import HOURS_PER_MONTH
from advisor.estimate.purchase import purchase_usd
from advisor.profile import Device, Profile
from advisor.quantity import Quantity, exact, plain_number
from advisor.strategy.cluster import affordable
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.fleet_terms import fleet_terms
from advisor.strategy.on_named import ONE_USER_KINDS, Machine
from advisor.strategy.once import once
from advisor.strategy.pricing import said_cost
from advisor.strategy.records import Limit
from advisor.strategy.supply import Offer
from advisor.strategy.train_only import TRAFFIC
from advisor.strategy.workload import figure

GOES_ON, GPUS, GPU_HOURS = "training.goes_on", "training.gpus", "training.gpu_hours_month"
HOURS = "training.hours_month"
"""Hours of a month in which the devices train, where training comes in campaigns."""
WEEKS_THERE = "training.weeks_there"
JOBS, JOB_HOURS = "training.jobs_month", "training.gpu_hours_job"
BILLS = ("budget.current_usd_month", "budget.monthly_usd")
USE, USERS = "workload.gpu_utilisation", "workload.users"
WORK = ("use_case.kind", "wish.model", "wish.train_params_b", "language.corpus_tokens", "examples.count")
"""Fields that name the work of devices."""
SAID_RATE = "gpu_usd_hour"
"""What the team pays, or was offered, for an hour of one device."""
SIZES = (GPUS, "wish.devices", "hardware.owned", "budget.one_off_usd")
"""Fields of which one tells how large a fleet is, beside its hours and a large bill."""
MEASURED_SPREAD = 1.05
"""Range x/÷ of a use that was said without one."""
_DESKTOP = "consumer"
"""The one kind of one person's devices that teams also train on."""


@dataclass(frozen=True, slots=True)
class TrainingFleet:
    """Equal devices that train all the time."""

    machine: Machine
    use: Quantity
    """Share of the time in which they train."""
    owned: bool
    """Whether they are there and paid for."""
    why: str
    """How their kind and number were found, to complete "these devices are"."""
    limits: tuple[Limit, ...] = ()
    """What they cannot do."""


def training_is_the_work(profile: Profile) -> bool:
    """Return whether training goes on all year and nothing is served.

    Said so, or told by hours of training a month, in campaigns or of all GPUs together, or by GPUs that are
    measured to be busy, or at work around the clock, in a project of a kind that trains or so many of them
    that nothing else keeps them so, or by GPUs that are there for some weeks where no kind of project was
    named; other work that comes in bursts is none.
    """
    if any(profile.said(path) for path in TRAFFIC if path != USERS) or _served_people(profile):
        return False
    if profile.said(GOES_ON):
        return bool(profile.flag(GOES_ON))
    if profile.said(HOURS) or gpu_hours_month(profile) is not None:
        return True
    if profile.said(GPUS) and profile.said(WEEKS_THERE) and not profile.said("use_case.kind"):
        return True
    shape = profile.text("workload.shape") if profile.said("workload.shape") else ""
    busy = shape == "around_the_clock" or (profile.said(USE) and shape != "bursty")
    kind, terms = profile.text("use_case.kind"), fleet_terms()
    many = kind in terms.kinds_with_many and _most_devices(profile) >= terms.least_unexplained
    return (busy and (many or kind in terms.kinds)) or _many_and_nothing_else(profile)


def _many_and_nothing_else(profile: Profile) -> bool:
    """Return whether so many devices are in question that they train, where no work for them was named: a
    kind of project, a model, a size or a text would tell of one run or of something served."""
    if any(profile.said(path) for path in WORK):
        return False
    return _most_devices(profile) >= fleet_terms().least_unexplained


def _most_devices(profile: Profile) -> int:
    """Return how many devices of a kind the team has in mind or owns at most."""
    named = (device for path in ("wish.devices", "hardware.owned") for device in profile.devices(path))
    return max((device.count for device in named), default=0)


def _served_people(profile: Profile) -> bool:
    """Return whether people were counted who are served: where training is said to go on, some hundreds of
    people are those who train."""
    people = profile.number(USERS) if profile.said(USERS) else None
    if people is None:
        return False
    return not profile.flag(GOES_ON) or people > fleet_terms().most_people


def only_trains(profile: Profile) -> bool:
    """Return whether training is the work and it was said how much of it, so that it is judged as a fleet."""
    return training_is_the_work(profile) and size_said(profile)


def size_said(profile: Profile) -> bool:
    """Return whether anything was said that tells how large a fleet is: devices, hours, or money."""
    hours, bill = gpu_hours_month(profile), monthly_usd(profile)
    return hours is not None or bill is not None or any(profile.said(path) for path in SIZES)


def gpu_hours_month(profile: Profile) -> float | None:
    """Return the device-hours of training in a month: as said, or jobs x hours of one, or None."""
    if profile.said(GPU_HOURS):
        return profile.number(GPU_HOURS)
    jobs, each = profile.number(JOBS), profile.number(JOB_HOURS)
    return jobs * each if jobs is not None and each is not None else None


def monthly_usd(profile: Profile) -> float | None:
    """Return what is or may be spent a month on devices that train, where it is the sum for a fleet."""
    bill = next((profile.number(path) for path in BILLS if profile.said(path)), None)
    return bill if bill is not None and bill >= fleet_terms().least_usd_month else None


@once
def training_fleet(context: Context) -> TrainingFleet | None:
    """Return the fleet where training is the work, None where it is not or where no fleet can be told."""
    if not training_is_the_work(context.profile):
        return None
    found = _named(context) or _counted(context)
    if found is None or found.machine.count < fleet_terms().least_devices:
        return None
    prices = (_offer(context, found.machine.row, kind) for kind in ("on_demand", "reserved", "purchase"))
    return found if found.owned or any(prices) else None


def _named(context: Context) -> TrainingFleet | None:
    """Return the largest group of equal devices that the team has in mind, else of those that it owns."""
    for path, owned in (("wish.devices", False), ("hardware.owned", True)):
        groups = [m for device in context.profile.devices(path) if (m := _machine(context, device))]
        if groups:
            machine = max(groups, key=lambda m: (m.count * m.row.bf16_tflops, m.row.id))
            if machine.count > 1:
                return _of(context, machine, owned=owned, why="those that you named")
            return _sized(context, machine.row, "of the kind that you named")
    return None


def _counted(context: Context) -> TrainingFleet | None:
    """Return the fleet of a team that named no kind of device: by number, by hours, or by money."""
    count = context.profile.number(GPUS)
    if count is None:
        return _sized(context, _usual(context), "of the kind that most runs are published for, our guess")
    money = context.profile.number("budget.one_off_usd")
    row = _strongest(context, int(count), money) if money is not None else None
    if row is None:
        why = "as many as you said, of the kind that most runs are published for, our guess"
        return _of(context, Machine(_usual(context), int(count)), owned=False, why=why)
    why = "as many as you said, of the strongest kind of which your money buys so many, our guess"
    return _of(context, Machine(row, int(count)), owned=False, why=why)


def _sized(context: Context, row: Accelerator, kind: str) -> TrainingFleet | None:
    """Return whole servers of a kind for the number, the hours, the money at once or the money a month that
    was said, in this order; None where none was."""
    profile = context.profile
    count, hours = profile.number(GPUS), gpu_hours_month(profile)
    once_usd, month_usd = profile.number("budget.one_off_usd"), monthly_usd(profile)
    buy, rent = _offer(context, row, "purchase"), _offer(context, row, "on_demand")
    if count is not None:
        return _of(context, Machine(row, int(count)), owned=False, why=f"as many as you said, {kind}")
    node = max(1, row.devices_per_node)
    if hours is not None:
        servers = math.ceil(hours / HOURS_PER_MONTH / fleet_terms().queue_share / node)
        return _of(context, Machine(row, servers * node), owned=False, why=f"enough for your hours, {kind}")
    if once_usd is not None and buy is not None:
        number = affordable(context, buy, once_usd)
    elif month_usd is not None and rent is not None:
        rate = (said_cost(context, SAID_RATE) or context.supply.catalog.rate(rent.price)).value
        hour = rate * context.parameter("cloud_overhead").value
        number = int(month_usd / (hour * HOURS_PER_MONTH * _use(context).value)) // node * node
    else:
        return None
    return _of(context, Machine(row, number), owned=False, why=f"what your money pays, {kind}")


def _of(context: Context, machine: Machine, *, owned: bool, why: str) -> TrainingFleet:
    """Return a fleet with its use: as said, as the hours of its jobs fill it, or as usual."""
    profile = context.profile
    hours, each = gpu_hours_month(profile), profile.number(HOURS)
    if each is not None and not profile.said(USE):
        return TrainingFleet(machine, use_in_campaigns(each), owned, why)
    if hours is None or profile.said(USE) or machine.count < 1:
        return TrainingFleet(machine, _use(context), owned, why)
    has = machine.count * HOURS_PER_MONTH
    text = f"{plain_number(hours)} GPU-hours a month / ({machine.count} x {HOURS_PER_MONTH:g} h)"
    use = exact("use_of_fleet", min(1.0, hours / has), "share", text)
    limit = Limit("GPU-hours a month", plain_number(hours), plain_number(has), "sizing")
    return TrainingFleet(machine, use, owned, why, (limit,) if hours > has else ())


def use_in_campaigns(hours_month: float) -> Quantity:
    """Return the share of the time in which devices train that do so for some hours of a month."""
    text = f"{plain_number(hours_month)} hours a month / {HOURS_PER_MONTH:g} h"
    return exact("use_of_fleet", min(1.0, hours_month / HOURS_PER_MONTH), "share", text)


def _use(context: Context) -> Quantity:
    """Return the share of the time in which devices train, as it was said or as usual."""
    if context.profile.number(USE):
        return figure(context.profile, USE, 0.0, MEASURED_SPREAD)
    return fleet_terms().use


def _machine(context: Context, device: Device) -> Machine | None:
    """Return a device that teams train on, None for phones, laptops and boards."""
    row = device_row(context, device)
    if row is None or (row.kind in ONE_USER_KINDS and row.kind != _DESKTOP):
        return None
    return Machine(row, device.count)


def _usual(context: Context) -> Accelerator:
    return context.supply.catalog.accelerator(context.anchors.training_device)


def _strongest(context: Context, count: int, money: float) -> Accelerator | None:
    """Return the device of the most computing of which the money buys so many, servers and network included,
    among those that are sold new and can be rented as well; None where it buys none."""
    terms, since = fleet_terms(), context.as_of.year - context.anchors.purchase_oldest_years
    barred = {name.casefold() for name in context.excluded_vendors}
    factor, found = context.parameter("server_factor"), []
    for offer in context.supply.offers("purchase"):
        row = offer.accelerator
        fresh = (row.launch_year or since) >= since and row.generation not in context.anchors.outdated
        if row.kind not in terms.device_kinds or not fresh or row.vendor.casefold() in barred:
            continue
        price = context.supply.catalog.rate(offer.price)
        if purchase_usd(price, row, count, factor).value <= money and _offer(context, row, "on_demand"):
            found.append(row)
    return max(found, key=lambda row: (row.bf16_tflops, row.id), default=None)


def _offer(context: Context, row: Accelerator, kind: str) -> Offer | None:
    price = context.supply.catalog.rental(row.id, kind)
    return None if price is None else Offer(row, price)
